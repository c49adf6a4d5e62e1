import { type RawBuilder, sql } from 'kysely';
import { QualityAreaCodeEnum } from '../../../indicators/model/quality-area.js';
import { type Dimension, dimensionsAsked, groupedApart, markJoin } from '../../../kit/database/index.js';
import type { Context, ValueOf } from '../../../kit/graphql/index.js';
import { DeadlineKindEnum } from '../../model/deadline.js';
import { type MeasureDimension, MeasureSummaryRow } from '../../model/measure-summary.js';
import { MeasureState } from '../../model/progress.js';
import { occurrences, stateOn } from '../progress/conditions.js';
import { reportedPlans } from '../progress/reported-plans.js';
import { ofSyntheticAct } from './synthetic-act.js';

interface MeasureDimensionSql extends Dimension<MeasureSummaryRow> {
  /** What is joined to measure `r` for it: a row for each value that the measure counts under, or one without. */
  join?: (asOf: string) => RawBuilder<unknown>;
}

const dimensions: Record<ValueOf<typeof MeasureDimension>, MeasureDimensionSql> = {
  MUNICIPALITY: { field: 'municipality', value: sql`r.municipality`, order: 'text' },
  STATE: {
    field: 'state',
    value: sql`standing.state`,
    order: MeasureState,
    join: (asOf) => sql`cross join lateral ${stateOn(asOf)} standing`,
  },
  SECTION: { field: 'section', value: sql`r.section_path`, order: 'text' },
  RESPONSIBLE: {
    field: 'responsible',
    value: sql`party.label`,
    order: 'text',
    join: () => sql`left join action_plans.responsible_label party on party.measure_id = r.id`,
  },
  DEADLINE_KIND: { field: 'deadlineKind', value: sql`coalesce(r.deadline_kind, 'UNPARSED')`, order: DeadlineKindEnum },
  MONTH: { field: 'month', value: sql`month.number`, order: 'number', join: monthsOfTheYear },
  AREA: {
    field: 'area',
    value: sql`area.code`,
    order: QualityAreaCodeEnum,
    join: () => sql`left join lateral (select distinct code from unnest(r.area_codes) code) area on true`,
  },
  PLAN_REPORTED: {
    field: 'planReported',
    value: sql`reporting.is_there`,
    order: 'number',
    join: (asOf) => sql`cross join lateral (select r.plan_id in ${reportedPlans(asOf)} as is_there) reporting`,
  },
};

/** Counts measures by the dimensions in one statement; without any, all in one row, but made-up ones. */
export async function summarizeMeasures(
  { snapshot }: Context,
  where: readonly RawBuilder<unknown>[],
  groupBy: readonly ValueOf<typeof MeasureDimension>[],
  asOf: string,
): Promise<MeasureSummaryRow[]> {
  const columns = dimensionsAsked(dimensions, groupBy);
  const joins = columns.flatMap(({ join }) => (join ? [join(asOf)] : []));
  const from = sql`from action_plans.measure r ${markJoin(ofSyntheticAct)} ${sql.join(joins, sql` `)} where ${sql.join([...where], sql` and `)}`;
  const rows = await groupedApart<MeasureSummaryRow>(snapshot, columns, from);
  return rows.map((row) => Object.assign(new MeasureSummaryRow(), notGrouped, row));
}

const notGrouped = Object.fromEntries(Object.values(dimensions).map(({ field }) => [field, null]));

/** The months of the year that a window of measure `r` touches. Only windows are spread: docs/decisions/054. */
function monthsOfTheYear(asOf: string): RawBuilder<unknown> {
  const first = sql`make_date(extract(year from ${asOf}::date)::int, number, 1)`;
  return sql`left join lateral (
    select number from generate_series(1, 12) number
    where r.deadline_kind in ('WINDOW', 'WINDOWS') and (r.confirmed is not null or r.deadline_status <> 'CONFLICT')
      and exists (
        select from ${occurrences} o
        where coalesce(o.starts, '-infinity') < ${first} + interval '1 month' and coalesce(o.ends, 'infinity') >= ${first}
      )
  ) month on true`;
}
