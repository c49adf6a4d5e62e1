import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import { familyOf, ShownBefore } from './history.js';
import type { CellLabel, CellPart, PublicCell } from './public-cell.js';
import { releaseCells } from './release.js';

/**
 * Decides what the public is told of these results beside all that it was ever told of them, and remembers it. What did
 * not change since it was last shown stays as it was.
 */
export async function disclose(em: EntityManager, changed: ChangedResults, at: Date): Promise<void> {
  const before = await ShownBefore.of(em, changed);
  await before.keepUnchanged(em);
  const isOpen = sql`not exists (
    select from ${before.families} where not f.has_changed
      and (f.round_id, f.indicator_id, f.evidence) = (c.round_id, c.indicator_id, c.evidence))`;
  await labelCells(em, sql`${isAmong(changed, 'c')} and ${isOpen}`, await before.parts(em));
  await run(
    em,
    sql`
      insert into monitoring.disclosure (round_id, indicator_id, evidence, status, institution_type, level_code, synthetic,
        shown_status, shown_type, shown_from, shown_to, shows_values, other_types, shown_at)
      select round_id, indicator_id, evidence, status, institution_type, level_code, synthetic, shown_status, shown_type,
        shown_from, shown_to, shows_values, other_types, ${at}
      from monitoring.profile_cell c where ${isAmong(changed, 'c')} and ${isOpen} and is_public and not whole`,
  );
}

interface StoredCell extends PublicCell {
  /** Its place in the table. */
  cell: string;
  family: string;
}

/** Says of cells `c` for which the condition holds as what they are shown, if at all, beside the parts of their families. */
export async function labelCells(
  em: EntityManager,
  where: ReturnType<typeof sql>,
  parts: ReadonlyMap<string, readonly CellPart[]>,
): Promise<void> {
  const cells = await run(
    em,
    sql<StoredCell>`
      select c.ctid::text as cell, ${familyOf('c')} as family, synthetic, status, institution_type as type,
        level_code as level, bit_count(institutions)::int as size, min, max
      from monitoring.profile_cell c where not c.whole and ${where}
      order by round_id, indicator_id, evidence, status, institution_type, level_code`,
  );
  const labels: [StoredCell, CellLabel][] = [];
  for (const [family, own] of Map.groupBy(cells, (cell) => cell.family)) {
    const released = releaseCells(own, parts.get(family) ?? []);
    for (const cell of own) {
      const label = released.get(cell);
      if (label) labels.push([cell, label]);
    }
  }
  const column = <T>(of: (label: CellLabel) => T) => labels.map(([, label]) => of(label));
  await run(
    em,
    sql`
      update monitoring.profile_cell c set is_public = true, shown_status = l.status, shown_type = l.type,
        shown_from = l.level_from, shown_to = l.level_to, shows_values = l.shows_values,
        other_types = string_to_array(l.other_types, ' ')
      from unnest(
        ${labels.map(([{ cell }]) => cell)}::tid[], ${column(({ status }) => status)}::text[],
        ${column(({ type }) => type)}::text[], ${column(({ from }) => from)}::text[], ${column(({ to }) => to)}::text[],
        ${column(({ showsValues }) => showsValues)}::boolean[],
        ${column(({ otherTypes }) => otherTypes.join(' '))}::text[]
      ) l(cell, status, type, level_from, level_to, shows_values, other_types)
      where c.ctid = l.cell`,
  );
}
