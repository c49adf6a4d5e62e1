import { type RawBuilder, sql } from 'kysely';
import { HubError } from '../../../schema/errors.js';
import type { PeriodInput } from '../../kit/period.js';

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
  if (!asOf) throw new HubError('BAD_ARGUMENT', { reason: 'AS_OF' });
  return sql`(select s.state from ${stateOn(asOf)} s) = any(${[...states]}::text[])`;
}

// The sort key says the same as the day, and its index serves both the condition and the order.

export function dueFrom(day: string): RawBuilder<unknown> {
  return sql`r.due_asc_key between ${day} and '9999-12-31'`;
}

export function dueTo(day: string): RawBuilder<unknown> {
  return sql`r.due_asc_key <= ${day}`;
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
