import type { EntityManager } from '@mikro-orm/postgresql';
import { entityTable } from '../database/index.js';
import type { PublishedKind } from './published-kind.js';
import { sha256Of } from './sha256.js';

/**
 * Which columns a kind reads and writes, in short. Kept with a publication beside the version of its parser: when either
 * becomes another, its file is read again, so that a new column is filled from what was published before it.
 */
export function columnsFingerprint(em: EntityManager, { entities, headings = [] }: PublishedKind): string {
  const written = entities.map((entity) => {
    const { name, columns } = entityTable(em.getMetadata().get(entity));
    return [name, columns.map(({ column, type }) => [column, type])];
  });
  return sha256Of(JSON.stringify([headings, written])).slice(0, 16);
}
