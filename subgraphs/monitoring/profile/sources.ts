import { type RawBuilder, sql } from 'kysely';
import { HubError } from '../../../schema/errors.js';
import type { Caller } from '../../kit/caller.js';
import type { Context } from '../../kit/context.js';
import { visibleTable } from '../../kit/visible.js';
import { observationList } from '../lists.js';
import { Observation, type ObservationFilter } from '../model.js';
import { recordedOn } from '../results/recorded-on.js';
import { cellsOf } from './cells.js';

/** Where a profile is read from: cells as the caller may see them. */
export interface Source {
  /** A table of cells; `known` are those of which the caller may see also single values. */
  cells: RawBuilder<unknown>;
  /** Conditions on cell `r`. */
  where: readonly RawBuilder<unknown>[];
  /** The condition under which nothing of the round of cell `r` is withheld from the caller. */
  isComplete: RawBuilder<unknown>;
}

export interface Asked {
  filter?: ObservationFilter | null;
  /** As it was recorded on this instant; now where there is none. */
  asRecordedOn?: Date | null;
}

/** The sums that are kept; or sums of single results, where they are asked for that no sums are kept for. */
export function sourceOf({ caller }: Pick<Context, 'caller'>, { filter, asRecordedOn }: Asked): Source {
  if (!filter?.institutions && !asRecordedOn) return { ...keptCells(caller), where: observationList(filter).where };
  // What the public is shown is decided for what is published, and not for any moment and any set of institutions.
  if (caller.role === 'PUBLIC') throw new HubError('UNAUTHENTICATED');
  const observed = visibleTable(asRecordedOn ? recordedOn(asRecordedOn) : observations, Observation, caller);
  const where = [sql`true`, ...observationList(filter).where];
  const cells = cellsOf(sql`(select * from ${observed} r where ${sql.join(where, sql` and `)})`);
  const isComplete = caller.role === 'INSTITUTION' && !filter?.institutions ? sql`false` : sql`true`;
  return { cells: sql`(select *, true as known from ${cells} c)`, where: [], isComplete };
}

const observations = sql`monitoring.observation`;

/** The public sees whole cells or nothing of them, and of their levels what was decided when they were made. */
function keptCells({ role, owner }: Caller): Pick<Source, 'cells' | 'isComplete'> {
  const known =
    role === 'REGION'
      ? sql`true`
      : sql`(whole or ${role === 'MUNICIPALITY' ? sql`municipality = ${owner}` : sql`false`})`;
  const cells = sql`(
    select round_id, indicator_id, evidence, status, institution_type, municipality, year, area_code, whole, count,
      value_count, sum, min, max, sketch, institutions, synthetic, ${known} as known,
      case when ${known} then level_code else shown_level end as level_code
    from monitoring.profile_cell where ${known} or is_public
  )`;
  const isComplete = sql`(r.known and not r.whole) or r.round_id <> all(array(
    select distinct round_id from monitoring.profile_cell
    where not (${known} or (is_public and level_code is not distinct from shown_level))
  ))`;
  return { cells, isComplete };
}
