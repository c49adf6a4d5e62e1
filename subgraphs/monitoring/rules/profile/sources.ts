import { type RawBuilder, sql } from 'kysely';
import type { Caller } from '../../../../schema/contract/caller.js';
import { HubError } from '../../../../schema/errors/catalogue.js';
import { isForAll, ofOwnOwners, visibleTable } from '../../../kit/database/index.js';
import type { Context } from '../../../kit/graphql/index.js';
import { Observation } from '../../model/observation.js';
import { observationList } from '../../resolvers/lists.js';
import { recordedOn } from '../recorded-on.js';
import { observationCells } from './observation-cells.js';
import type { ProfileSelection } from './profile-selection.js';
import { publicCells } from './public-cells.js';
import { all, partNames, partsOf, totalKeys } from './sums.js';

/** Where a profile is read from: sums as the caller may see them. */
export interface ProfileSource {
  /**
   * A table of sums, of cells or of totals, with what each adds to a row; `known` are those of which all may be told,
   * `withheld` are results that may belong to the row, but of which only something coarser is told.
   */
  cells: RawBuilder<unknown>;
  /** Conditions on sum `r`. */
  where: readonly RawBuilder<unknown>[];
  /** The caller sees all that there is, as far as these sums go. */
  isWhole: boolean;
}

/** The sums that are kept; or sums of single results, where they are asked for that no sums are kept for. */
export function profileSource({ caller }: Pick<Context, 'caller'>, selection: ProfileSelection): ProfileSource {
  const { filter, asRecordedOn } = selection;
  if (!filter?.institutions && !asRecordedOn) {
    const { statuses: _, institutionTypes: __, levels: ___, ...coarse } = filter ?? {};
    const isSeen = isFullySeen(caller, sql`whole`);
    const cells = isFine(selection) ? publicCells(isSeen, selection) : keptTotals(isSeen);
    return { cells, where: observationList(coarse).where, isWhole: true };
  }
  // What the public is shown is decided for what is published, and not for any moment and any set of institutions.
  if (caller.role === 'PUBLIC') throw new HubError('UNAUTHENTICATED');
  const observed = visibleTable(asRecordedOn ? recordedOn(asRecordedOn) : observations, Observation, caller);
  const where = [sql`true`, ...observationList(filter).where];
  const cells = observationCells(sql`(select * from ${observed} r where ${sql.join(where, sql` and `)})`);
  const levels = sql`r.level_code as level_from, r.level_code as level_to`;
  return {
    cells: sql`(
      select ${totalKeys}, r.institution_type, ${levels}, true as known, 0 as withheld, ${partsOf(all)} from ${cells} r
    )`,
    where: [],
    isWhole: caller.role !== 'INSTITUTION' || Boolean(filter?.institutions),
  };
}

const observations = sql`monitoring.observation`;

/** Is something asked for that only cells tell apart, and totals do not? */
function isFine({ groupBy, filter }: ProfileSelection): boolean {
  const fine: readonly string[] = ['LEVEL', 'COMMON_LEVEL', 'INSTITUTION_TYPE'];
  return (
    groupBy.some((one) => fine.includes(one)) || Boolean(filter?.statuses ?? filter?.institutionTypes ?? filter?.levels)
  );
}

/** Cells added up: as the public sees them where not all may be told. */
function keptTotals(isSeen: RawBuilder<unknown>): RawBuilder<unknown> {
  const nothing = sql`null as institution_type, null as level_from, null as level_to`;
  return sql`(
    select ${totalKeys}, ${nothing}, not r.is_public as known, 0 as withheld,
      ${sql.join(partNames.map((name) => sql.ref(`r.${name}`)))}
    from monitoring.profile_total r where r.is_public <> ${isSeen}
  )`;
}

/** Of which sums the caller may see also single values: everybody of those for which the condition holds. */
export function isFullySeen(caller: Caller, isPublic: RawBuilder<unknown>): RawBuilder<unknown> {
  return isForAll(caller) ? sql`true` : sql`(${isPublic} or ${ofOwnOwners(caller, sql`municipality`)})`;
}
