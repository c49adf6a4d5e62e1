import { type RawBuilder, sql } from 'kysely';
import { HubError } from '../../../schema/errors.js';
import type { Caller } from '../../kit/caller.js';
import type { Context } from '../../kit/context.js';
import type { ValueOf } from '../../kit/enums.js';
import { visibleTable } from '../../kit/visible.js';
import { observationList } from '../lists.js';
import { Observation, type ObservationFilter } from '../model.js';
import { recordedOn } from '../results/recorded-on.js';
import { cellsOf } from './cells.js';
import type { ProfileDimension } from './quality-profile.js';
import { partsOf } from './totals.js';

/** Where a profile is read from: sums as the caller may see them. */
export interface Source {
  /** A table of sums, of cells or of totals, with what each adds to a row; `known` are those of which all may be told. */
  cells: RawBuilder<unknown>;
  /** Conditions on sum `r`. */
  where: readonly RawBuilder<unknown>[];
  /** The condition under which nothing of the round of sum `r` is withheld from the caller. */
  isComplete: RawBuilder<unknown>;
}

export interface Asked {
  groupBy: readonly ValueOf<typeof ProfileDimension>[];
  filter?: ObservationFilter | null;
  /** As it was recorded on this instant; now where there is none. */
  asRecordedOn?: Date | null;
}

/** The sums that are kept; or sums of single results, where they are asked for that no sums are kept for. */
export function sourceOf({ caller }: Pick<Context, 'caller'>, asked: Asked): Source {
  const { filter, asRecordedOn } = asked;
  if (!filter?.institutions && !asRecordedOn) {
    const cells = isFine(asked) ? keptCells(caller) : keptTotals(caller);
    return { cells, isComplete: keptComplete(caller), where: observationList(filter).where };
  }
  // What the public is shown is decided for what is published, and not for any moment and any set of institutions.
  if (caller.role === 'PUBLIC') throw new HubError('UNAUTHENTICATED');
  const observed = visibleTable(asRecordedOn ? recordedOn(asRecordedOn) : observations, Observation, caller);
  const where = [sql`true`, ...observationList(filter).where];
  const cells = cellsOf(sql`(select * from ${observed} r where ${sql.join(where, sql` and `)})`);
  const isComplete = caller.role === 'INSTITUTION' && !filter?.institutions ? sql`false` : sql`true`;
  return {
    cells: sql`(select ${cellKeys}, true as known, ${partsOf(sql`true`)} from ${cells} r)`,
    where: [],
    isComplete,
  };
}

const observations = sql`monitoring.observation`;

const totalKeys = sql`r.municipality, r.round_id, r.indicator_id, r.evidence, r.year, r.area_code, r.whole, r.synthetic`;
const cellKeys = sql`${totalKeys}, r.status, r.institution_type, r.level_code`;

/** Is something asked for that only cells tell apart, and totals do not? */
function isFine({ groupBy, filter }: Asked): boolean {
  const fine: readonly string[] = ['LEVEL', 'COMMON_LEVEL', 'INSTITUTION_TYPE'];
  return (
    groupBy.some((one) => fine.includes(one)) || Boolean(filter?.statuses ?? filter?.institutionTypes ?? filter?.levels)
  );
}

/** The public sees whole cells or nothing of them, and of their levels what was decided when they were made. */
function keptCells(caller: Caller): RawBuilder<unknown> {
  const known = isKnown(caller);
  const seen = sql`
    select *, ${known} as known from monitoring.profile_cell where ${known} or is_public`;
  return sql`(
    select ${totalKeys}, r.status, r.institution_type, case when r.known then r.level_code else r.shown_level end as level_code,
      r.known, ${partsOf(sql`r.known`)}
    from (${seen}) r
  )`;
}

/** The same, added up: of public cells alone where not all may be told. */
function keptTotals(caller: Caller): RawBuilder<unknown> {
  return sql`(
    select *, null as level_code, not is_public as known from monitoring.profile_total where is_public <> ${isKnown(caller)}
  )`;
}

function keptComplete(caller: Caller): RawBuilder<unknown> {
  return sql`(r.known and not r.whole) or r.round_id <> all(array(
    select distinct round_id from monitoring.profile_total where is_withheld and not ${isKnown(caller)}
  ))`;
}

/** Of which cells, and totals, the caller may see also single values. */
function isKnown({ role, owner }: Caller): RawBuilder<unknown> {
  if (role === 'REGION') return sql`true`;
  return sql`(whole or ${role === 'MUNICIPALITY' ? sql`municipality = ${owner}` : sql`false`})`;
}
