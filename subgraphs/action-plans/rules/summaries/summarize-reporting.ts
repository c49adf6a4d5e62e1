import { type RawBuilder, sql } from 'kysely';
import { type Dimension, dimensionsAsked, groupedApart, markJoin } from '../../../kit/database/index.js';
import type { Context, ValueOf } from '../../../kit/graphql/index.js';
import { type ReportingDimension, ReportingSummaryRow } from '../../model/reporting-summary.js';
import { occurrences } from '../progress/conditions.js';
import { standsOn } from '../progress/reported-plans.js';
import { ofSyntheticAct } from './synthetic-act.js';

const dimensions: Record<ValueOf<typeof ReportingDimension>, Dimension<ReportingSummaryRow>> = {
  MUNICIPALITY: { field: 'municipality', value: sql`r.municipality`, order: 'text' },
  PLAN: { field: 'plan', value: sql`r.plan_id`, order: 'text' },
};

const counts = {
  due: sql`count(expected.due)::int`,
  inTime: sql`count(*) filter (where reported.first <= expected.due)::int`,
  late: sql`count(*) filter (where reported.first > expected.due)::int`,
  never: sql`count(expected.due) filter (where reported.first is null)::int`,
};

/** Counts the reports that are expected by a day, in one statement. */
export async function summarizeReporting(
  { snapshot }: Context,
  where: readonly RawBuilder<unknown>[],
  groupBy: readonly ValueOf<typeof ReportingDimension>[],
  asOf: string,
): Promise<ReportingSummaryRow[]> {
  const from = sql`
    from action_plans.measure r ${markJoin(ofSyntheticAct)}
    left join lateral ${expectedReports(asOf)} expected on true
    left join lateral (
      select min((p.reported_at at time zone 'UTC')::date) as first from action_plans.progress_report p
      where p.measure_id = r.id and ${standsOn(asOf)}
        and (p.occurrence is null or not expected.in_parts or (
          (p.occurrence->>'start')::date is not distinct from expected.starts
          and (p.occurrence->>'end')::date is not distinct from expected.due))
    ) reported on expected.due is not null
    where ${sql.join([...where], sql` and `)}`;
  const rows = await groupedApart(snapshot, dimensionsAsked(dimensions, groupBy), from, counts);
  return rows.map((row) => Object.assign(new ReportingSummaryRow(), { municipality: null, plan: null }, row));
}

/**
 * What is to be reported of measure `r`: of a recurring one each occurrence that is over, else the measure itself. Of an
 * ambiguous deadline, when it is over by all its readings.
 */
function expectedReports(asOf: string): RawBuilder<unknown> {
  return sql`(
    select o.starts, o.ends as due, true as in_parts from ${occurrences} o
    where r.deadline_kind = 'RECURRING' and o.ends < ${asOf}::date and ${isClear}
    union all
    select null, last.due, false from (
      select case when r.confirmed is null and r.deadline_status = 'AMBIGUOUS' then (
        select max(o.ends) from action_plans.measure_occurrence o where o.measure_id = r.id
      ) else r.due_in_force end as due
    ) last
    where r.deadline_kind is distinct from 'RECURRING' and last.due < ${asOf}::date and ${isClear}
  )`;
}

const isClear = sql`(r.confirmed is not null or r.deadline_status is distinct from 'CONFLICT')`;
