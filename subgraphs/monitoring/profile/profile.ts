import { type RawBuilder, sql } from 'kysely';
import { readSketch, writeSketch } from '../../../schema/sketch.js';
import type { Context } from '../../kit/context.js';
import { placeOf } from '../../kit/grouped.js';
import { commonLevels, isOrdinal, keyColumns, noKeys } from './dimensions.js';
import { QualityProfileRow } from './quality-profile.js';
import { type Asked, type Source, sourceOf } from './sources.js';

export interface ProfileQuestion extends Asked {
  /** Conditions on sum `r` besides the filter. */
  where: readonly RawBuilder<unknown>[];
}

type Columns = ReturnType<typeof keyColumns>;

/** Sums up results by the dimensions in one statement; quantiles of all rows are one more, if they are asked for. */
export async function qualityProfile(context: Context, question: ProfileQuestion): Promise<QualityProfileRow[]> {
  const { snapshot } = context;
  const source = sourceOf(context, question);
  const columns = keyColumns(question.groupBy);
  const cells = cellsAsked(source, question.where);
  const rows = await snapshot.query(sumsOf(columns, cells, source));
  let sketches: Promise<Map<string, string>> | undefined;
  return rows.map((row) =>
    Object.assign(new QualityProfileRow(), noKeys, row, {
      mean: row.valueCount > 0 ? row.sum / row.valueCount : null,
      meanRefused: isOrdinal(row.scale) ? 'ORDINAL_SCALE' : null,
      sketchOf: async () => {
        sketches ??= readSketches(context, columns, cells);
        return (await sketches).get(keyOf(columns, row)) ?? null;
      },
    }),
  );
}

function cellsAsked({ cells, where }: Source, more: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`
    from ${cells} r join monitoring.monitoring_round round on round.id = r.round_id
    left join indicators.indicator i on i.id = r.indicator_id
    left join ${commonLevels} on common.level = r.level_code
    where ${sql.join([...where, ...more], sql` and `)}`;
}

/**
 * In steps: what each indicator of a round by one kind of evidence says, where each institution stands once; then each
 * owner; then all. So institutions are counted once though they stand in many cells.
 */
function sumsOf(columns: Columns, cells: RawBuilder<unknown>, { isComplete }: Source): RawBuilder<QualityProfileRow> {
  const keys = sql.join(columns.map(({ field }) => sql.ref(field)));
  const values = sql.join(columns.map(({ field, value }) => sql`${value} as ${sql.ref(field)}`));
  return sql<QualityProfileRow>`
    with cell as (
      select ${values}, r.municipality as of, r.round_id, r.indicator_id, r.evidence as by, r.count, r.value_count, r.sum, r.min, r.max,
        r.institutions, r.told, r.missing, r.not_applicable, round.institutions_total as total,
        ${isComplete} as is_complete
      ${cells}
    ), measured as (
      select ${keys}, of, indicator_id, max(total) as total, sum(count) as count, sum(value_count) as value_count,
        sum(sum) as sum, min(min) as min, max(max) as max, sum(missing) as missing,
        sum(not_applicable) as not_applicable, bit_or(institutions) as named, sum(told) as told,
        bool_and(is_complete) as is_complete
      from cell group by ${keys}, of, round_id, indicator_id, by
    ), owner as (
      select ${keys}, max(total) as total, sum(count) as count, sum(value_count) as value_count, sum(sum) as sum,
        min(min) as min, max(max) as max, sum(missing) as missing, sum(not_applicable) as not_applicable,
        coalesce(bit_count(bit_or(named)), 0) + coalesce(max(told), 0) as institutions,
        count(distinct indicator_id) as indicators, bool_and(is_complete) as is_complete
      from measured group by ${keys}, of
    )
    select * from (
      select ${keys}, coalesce(sum(count), 0)::int as count, coalesce(sum(value_count), 0)::int as "valueCount",
        coalesce(sum(sum), 0)::float8 as sum, min(min) as min, max(max) as max,
        sum(institutions)::int as institutions, sum(total)::int as "institutionsTotal",
        coalesce(sum(missing), 0)::int as missing, coalesce(sum(not_applicable), 0)::int as "notApplicable",
        sum(indicators)::int as indicators, bool_and(is_complete) as "isComplete"
      from owner group by ${keys}
    ) g order by ${sql.join(columns.map(placeOf))}`;
}

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
