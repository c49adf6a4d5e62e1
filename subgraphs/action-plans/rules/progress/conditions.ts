import { type RawBuilder, sql } from 'kysely';
import { HubError } from '../../../../schema/errors/catalogue.js';
import type { PeriodInput } from '../../../kit/graphql/index.js';
import { reportedPlans } from './reported-plans.js';

// Conditions on a measure `r`. All go by the deadline in force: as read, or as its owner confirmed it.

/** The windows or occurrences of measure `r`. */
export const occurrences = sql`(
  select o.starts, o.ends from action_plans.measure_occurrence o
  where o.measure_id = r.id and o.candidate = coalesce(r.confirmed, 0))`;

/** State of measure `r` on a day, and how many of its occurrences passed without a report. */
export function stateOn(asOf: string): RawBuilder<unknown> {
  return sql`action_plans.measure_state(r, ${asOf}::date)`;
}

export function inStates(states: readonly string[], asOf: string | null | undefined): RawBuilder<unknown> {
  return sql`(select s.state from ${stateOn(dayGiven(asOf))} s) = any(${[...states]}::text[])`;
}

/** Of a plan of which its owner reported something by the day, or nothing. */
export function planReported(isReported: boolean, asOf: string | null | undefined): RawBuilder<unknown> {
  const plans = reportedPlans(dayGiven(asOf));
  return isReported ? sql`r.plan_id in ${plans}` : sql`r.plan_id not in ${plans}`;
}

function dayGiven(asOf: string | null | undefined): string {
  if (asOf) return asOf;
  throw new HubError('BAD_ARGUMENT', { reason: 'AS_OF' });
}

/** A window or an occurrence of measure `r` has its last day within these. */
export function dueWithin(from: string | null | undefined, to: string | null | undefined): RawBuilder<unknown> {
  const days = [...(from ? [sql`o.ends >= ${from}::date`] : []), ...(to ? [sql`o.ends <= ${to}::date`] : [])];
  const occurs = sql`r.id in (
    select o.measure_id from action_plans.measure_occurrence o
    join action_plans.measure m on m.id = o.measure_id and o.candidate = coalesce(m.confirmed, 0)
    where ${sql.join(days, sql` and `)})`;
  if (!from) return occurs;
  // The sort key is the last of these days, and its index serves both the condition and the order.
  const last = sql`r.due_asc_key between ${from} and '9999-12-31'`;
  return to ? sql`(${last} and ${occurs})` : last;
}

export function activeWithin({ start, end }: PeriodInput): RawBuilder<unknown> {
  if (start && end && start > end) {
    throw new HubError('BAD_ARGUMENT', { reason: 'PERIOD', got: `${start}..${end}` });
  }
  const touches = [
    ...(end ? [sql`coalesce(o.starts, '-infinity') <= ${end}::date`] : []),
    ...(start ? [sql`coalesce(o.ends, 'infinity') >= ${start}::date`] : []),
  ];
  const where = touches.length > 0 ? sql`where ${sql.join(touches, sql` and `)}` : sql``;
  return sql`exists (select from ${occurrences} o ${where})`;
}

/** What was published before deadlines were read is shown as not understood. */
export function ofKinds(kinds: readonly string[]): RawBuilder<unknown> {
  return sql`coalesce(r.deadline_kind, 'UNPARSED') = any(${[...kinds]}::text[])`;
}
