import type { EntityManager } from '@mikro-orm/postgresql';
import type { PublishedKind } from './published-kind.js';
import { type Replaced, type RowSet, replaceRows } from './replace-rows.js';

/** Brings the tables of a kind to the rows given. */
export function replaceRowsOf(em: EntityManager, kind: PublishedKind, sets: readonly RowSet[]): Promise<Replaced> {
  const foreign = sets.find(({ entity }) => !kind.entities.includes(entity));
  // Else a new column of it would not reach what was published before.
  if (foreign) throw new Error(`The kind «${kind.name}» does not name ${foreign.entity.name} among its entities.`);
  return replaceRows(em, sets);
}
