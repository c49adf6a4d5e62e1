import { type RawBuilder, sql } from 'kysely';
import { scales } from '../../../indicators/model/scales.js';
import { LegalForm } from '../../../institutions/model/legal-form.js';
import { comparableScales } from './dimensions.js';
import type { ProfileSelection } from './profile-selection.js';
import { partsOf, totalKeys } from './sums.js';

/**
 * The cells as the caller sees them: those that are known to it whole, of others as what they are shown. A cell whose
 * level or legal form is not told stands in a row of its own, and besides adds to each row that it may belong to that
 * so many more may be there: who reads one row must not take it for all. Of what is hidden, not even the number is told.
 */
export function publicCells(isSeen: RawBuilder<unknown>, { groupBy, filter }: ProfileSelection): RawBuilder<unknown> {
  const byLevel = groupBy.includes('LEVEL')
    ? sql`true`
    : sql`${groupBy.includes('COMMON_LEVEL')} and scale_code = any(${comparableScales}::text[])`;
  const byType = groupBy.includes('INSTITUTION_TYPE');
  const restrictions = [
    ...(filter?.statuses ? [{ may: sql`statuses`, wanted: sql`${filter.statuses}::text[]` }] : []),
    ...(filter?.institutionTypes ? [{ may: sql`types`, wanted: sql`${filter.institutionTypes}::text[]` }] : []),
    ...(filter?.levels ? [{ may: sql`levels`, wanted: sql`${filter.levels}::text[]` }] : []),
  ];
  const every = (conditions: readonly RawBuilder<unknown>[]) => sql.join([sql`true`, ...conditions], sql` and `);
  const isPossible = every(restrictions.map(({ may, wanted: values }) => sql`${may} && ${values}`));
  const isSure = every(restrictions.map(({ may, wanted: values }) => sql`${may} <@ ${values}`));
  const isCounted = sql`(r.known or (r.is_own and r.is_sure and r.is_public))`;
  return sql`(
    select ${totalKeys}, r.institution_type, r.level_from, r.level_to, r.known,
      case when ${has('r')} and not ${isCounted} and r.is_public then r.count else 0 end as withheld,
      ${partsOf({ known: sql`r.known`, counted: isCounted, valued: sql`(${isCounted} and (r.known or r.shows_values))` })}
    from (
      select c.municipality, c.round_id, c.indicator_id, c.evidence, c.year, c.area_code, c.whole, c.synthetic, c.status,
        c.count, c.value_count, c.sum, c.min, c.max, c.sketch, c.institutions, c.is_public, c.shows_values, c.known,
        c.is_sure, place.*
      from (
        select *, ${isSure} as is_sure,
          not known and ${byLevel} and cardinality(levels) > 1 as has_levels,
          not known and ${sql.lit(byType)} and shown_type is null as has_types
        from ${seenCells(isSeen)} s where ${isPossible}
      ) c cross join lateral (${placesOf(filter)}) place
    ) r
  )`;
}

/** Where cell `c` stands, and where it may stand: is it of its own there? */
function placesOf(filter: ProfileSelection['filter']): RawBuilder<unknown> {
  const condition = (values: readonly string[] | null | undefined, column: string) =>
    values ? sql`and ${sql.ref(column)} = any(${[...values]}::text[])` : sql``;
  return sql`
    select true as is_own, c.seen_type as institution_type, c.seen_from as level_from, c.seen_to as level_to
    where c.is_sure or not (c.has_levels or c.has_types)
    union all
    select false, coalesce(t.code, c.seen_type), coalesce(l.code, c.seen_from), coalesce(l.code, c.seen_to)
    from unnest(case when c.has_types then c.types else array[null::text] end) t(code),
      unnest(case when c.has_levels then c.levels else array[null::text] end) l(code)
    where (c.has_levels or c.has_types)
      and (not c.has_types or (true ${condition(filter?.institutionTypes, 't.code')}))
      and (not c.has_levels or (true ${condition(filter?.levels, 'l.code')}))`;
}

/** The cells, and which statuses, legal forms and levels the results of each may have, as far as the caller is told. */
function seenCells(isSeen: RawBuilder<unknown>): RawBuilder<unknown> {
  const either = (ownColumn: string, publicColumn: string) =>
    sql`case when known then ${sql.ref(ownColumn)} else ${sql.ref(publicColumn)} end`;
  return sql`(
    select c.*, i.scale_code, ${either('institution_type', 'shown_type')} as seen_type,
      ${either('level_code', 'shown_from')} as seen_from, ${either('level_code', 'shown_to')} as seen_to,
      case when known or not ${has('c')} then array[status]
        when shown_status is null then array['REPORTED', 'ESTIMATED'] else array[shown_status] end as statuses,
      case when known then array[institution_type]
        when shown_type is null then array(select unnest(${Object.keys(LegalForm)}::text[]) except select unnest(other_types)) else array[shown_type] end as types,
      case when known then array[level_code] else coalesce(j.levels, array[null::text]) end as levels
    from (select *, ${isSeen} as known from monitoring.profile_cell) c
    left join indicators.indicator i on i.id = c.indicator_id
    left join ${joinedLevels} on j.scale = i.scale_code and not c.known and ${has('c')}
      and coalesce(c.shown_from, '') = j.level_from and coalesce(c.shown_to, '') = j.level_to
  )`;
}

function has(table: string): RawBuilder<unknown> {
  return sql`(${sql.ref(`${table}.status`)} in ('REPORTED', 'ESTIMATED'))`;
}

/** The table `j` of the levels from each to each of a scale; where neither is told, all of them. */
const intervals = scales.flatMap(({ code: scale, levels }) => {
  const codes = levels.map(({ code }) => code);
  const all = codes.length > 0 ? [{ scale, from: '', to: '', levels: codes }] : [];
  return codes.reduce(
    (sum, from, n) =>
      sum.concat(codes.slice(n).map((to, m) => ({ scale, from, to, levels: codes.slice(n, n + m + 1) }))),
    all,
  );
});
export const joinedLevels = sql`(
  select scale, level_from, level_to, string_to_array(levels, ' ') as levels from unnest(
    ${intervals.map(({ scale }) => scale)}::text[], ${intervals.map(({ from }) => from)}::text[],
    ${intervals.map(({ to }) => to)}::text[], ${intervals.map(({ levels }) => levels.join(' '))}::text[]
  ) i(scale, level_from, level_to, levels)
) j`;
