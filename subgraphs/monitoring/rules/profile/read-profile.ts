import { type RawBuilder, sql } from 'kysely';
import { quotient } from '../../../../schema/contract/decimals.js';
import { readSketch, writeSketch } from '../../../../schema/contract/sketch.js';
import { dimensionOrder } from '../../../kit/database/index.js';
import type { Context } from '../../../kit/graphql/index.js';
import { QualityProfileRow } from '../../model/quality-profile.js';
import { commonLevels, isOrdinal, keyColumns, noKeys } from './dimensions.js';
import type { ProfileSelection } from './profile-selection.js';
import { type ProfileSource, profileSource } from './sources.js';
import { toldSum } from './sums.js';

export interface ProfileQuestion extends ProfileSelection {
  /** Conditions on sum `r` besides the filter. */
  where: readonly RawBuilder<unknown>[];
}

type Columns = ReturnType<typeof keyColumns>;

/** Sums up results by the dimensions in one statement; quantiles of all rows are one more, if they are asked for. */
export async function readProfile(context: Context, question: ProfileQuestion): Promise<QualityProfileRow[]> {
  const { snapshot } = context;
  const source = profileSource(context, question);
  const columns = keyColumns(question.groupBy);
  const cells = cellsAsked(source, question.where);
  const rows = await snapshot.query(sumsOf(columns, cells, question, source));
  let sketches: Promise<Map<string, string>> | undefined;
  return rows.map((row) =>
    Object.assign(new QualityProfileRow(), noKeys, row, {
      mean: row.sum === null ? null : quotient(row.sum, row.valueCount!),
      meanRefused: isOrdinal(row.scale) ? 'ORDINAL_SCALE' : null,
      sketchOf: async () => {
        sketches ??= readSketches(context, columns, cells);
        return (await sketches).get(keyOf(columns, row)) ?? null;
      },
    }),
  );
}

function cellsAsked({ cells, where }: ProfileSource, more: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`
    from ${cells} r join monitoring.monitoring_round round on round.id = r.round_id
    left join indicators.indicator i on i.id = r.indicator_id
    left join ${commonLevels('lowest')} on lowest.level = r.level_from
    left join ${commonLevels('highest')} on highest.level = r.level_to
    where ${sql.join([...where, ...more], sql` and `)}`;
}

/**
 * In steps: what each indicator of a round says, where each institution stands once; then each owner; then all. So
 * institutions are counted once though they stand in many cells.
 */
function sumsOf(
  columns: Columns,
  cells: RawBuilder<unknown>,
  { groupBy, filter }: ProfileSelection,
  { isWhole }: ProfileSource,
): RawBuilder<QualityProfileRow> {
  const refs = (some: Columns) => sql.join(some.map(({ field }) => sql.ref(field)));
  const keys = refs(columns);
  const values = sql.join(columns.map(({ field, value }) => sql`${value} as ${sql.ref(field)}`));
  // Rows that differ in these alone are parts of one distribution.
  const distribution = refs(columns.filter(({ field }) => !partedBy.has(field)));
  // Rounds tell how many institutions there are and took part, but not of which legal form.
  const isSome = groupBy.includes('INSTITUTION_TYPE') || Boolean(filter?.institutionTypes ?? filter?.institutions);
  const institutions = (place: number) => (isSome ? sql`null::int` : sql`sum(held[${sql.lit(place)}])::int`);
  return sql<QualityProfileRow>`
    with cell as (
      select ${values}, r.municipality as of, r.round_id, r.indicator_id, r.count, r.value_count, r.sum, r.min, r.max,
        r.institutions, r.told, r.missing, r.not_applicable, r.withheld, r.hides_results, r.hides_values,
        r.hides_missing, r.hides_not_applicable, array[round.institutions_total, round.institutions_covered] as held
      ${cells}
    ), measured as (
      select ${keys}, of, indicator_id, round_id || ' ' || indicator_id as family, max(held) as held,
        sum(count) as count, sum(value_count) as value_count, sum(sum) as sum, min(min) as min, max(max) as max,
        sum(missing) as missing, sum(not_applicable) as not_applicable, sum(withheld) as withheld,
        bit_or(institutions) as named, sum(told) as told, bool_or(hides_results) as hides_results,
        bool_or(hides_values) as hides_values, bool_or(hides_missing) as hides_missing,
        bool_or(hides_not_applicable) as hides_not_applicable
      from cell group by ${keys}, of, round_id, indicator_id
    ), placed as (
      select *, min(family) over families <> max(family) over families as is_repeated
      from measured window families as (partition by ${distribution}, of)
    ), owner as (
      select ${keys}, max(held) as held, ${toldSum('count', 'hides_results')} as count,
        ${toldSum('value_count', 'hides_values')} as value_count,
        case when ${toldSum('value_count', 'hides_values')} is not null then sum(sum) end as sum,
        min(min) as min, max(max) as max, ${toldSum('missing', 'hides_missing')} as missing,
        ${toldSum('not_applicable', 'hides_not_applicable')} as not_applicable, sum(withheld) as withheld,
        nullif(coalesce(bit_count(bit_or(named)), 0) + coalesce(max(told), 0),
          case when ${toldSum('count', 'hides_results')} is null then 0 end) as institutions,
        count(distinct indicator_id) as indicators, bool_or(is_repeated) as is_repeated,
        not bool_or(hides_results or hides_values) as is_complete
      from placed group by ${keys}, of
    )
    select * from (
      select ${keys}, sum(count)::int as count,
        case when bool_or(is_repeated) then 'RESULTS' when "ofOwners" then 'OWNERS' else 'INSTITUTIONS' end as "countOf",
        sum(value_count)::int as "valueCount", sum(sum)::float8 as sum, min(min) as min, max(max) as max,
        sum(institutions)::int as institutions, ${institutions(1)} as "institutionsTotal",
        ${institutions(2)} as "institutionsCovered", sum(missing)::int as missing,
        sum(not_applicable)::int as "notApplicable", sum(withheld)::int as withheld, sum(indicators)::int as indicators,
        ${sql.lit(isWhole)} and bool_and(is_complete) as "isComplete"
      from owner group by ${keys}
    ) g order by ${sql.join(columns.map(dimensionOrder))}`;
}

const partedBy: ReadonlySet<string> = new Set([
  ...['level', 'levelFrom', 'levelTo', 'commonFrom', 'commonTo', 'institutionType'],
]);

/** The sketch of each row whose values the caller may see, by the row's key. */
async function readSketches(
  { snapshot }: Context,
  columns: Columns,
  cells: RawBuilder<unknown>,
): Promise<Map<string, string>> {
  const keys = sql.join(columns.map(({ field }) => sql.ref(field)));
  const values = sql.join(columns.map(({ field, value }) => sql`${value} as ${sql.ref(field)}`));
  const rows = await snapshot.query(sql<QualityProfileRow & { sketch: object }>`
    select ${keys}, jsonb_object_agg(span, n) as sketch from (
      select ${keys}, span, sum(n::bigint) as n from (
        select ${values}, r.sketch ${cells} and r.known
      ) c, jsonb_each_text(sketch) spans(span, n) group by ${keys}, span
    ) s group by ${keys}`);
  return new Map(rows.map((row) => [keyOf(columns, row), writeSketch(readSketch(JSON.stringify(row.sketch)))]));
}

function keyOf(columns: Columns, row: QualityProfileRow): string {
  return JSON.stringify(columns.map(({ field }) => row[field]));
}
