import { type RawBuilder, sql } from 'kysely';

/** Day of report `p`, as the state of a measure has it: docs/decisions/053. */
const day = sql`coalesce(p.done_at, (p.reported_at at time zone 'UTC')::date)`;

/** Report `p` is its owner's, speaks of this day or one before it, and was not withdrawn. */
export function standsOn(asOf: string): RawBuilder<unknown> {
  return sql`(p.institution_id is null and p.status <> 'WITHDRAWN' and ${day} <= ${asOf}::date and not exists (
    select from action_plans.progress_report w
    where w.measure_id = p.measure_id and w.institution_id is null and w.status = 'WITHDRAWN' and w.seq > p.seq
      and w.occurrence is not distinct from p.occurrence))`;
}

/** The plans of which their owners reported anything by the day. */
export function reportedPlans(asOf: string): RawBuilder<unknown> {
  return sql`(select m.plan_id from action_plans.progress_report p join action_plans.measure m on m.id = p.measure_id
    where ${standsOn(asOf)})`;
}
