import type { EntityClass } from '@mikro-orm/core';
import { batchSize } from '../database/index.js';

/** One thing that the search finds, as its row says it. */
export interface SearchEntry {
  /** One of `searchKinds`. */
  kind: string;
  /** Of what is a part of a thing: which part. */
  part?: string;
  /** Number of a clause. */
  clause?: string | null;
  /** How it is called; found by its words unless `isNamedOnly`. */
  title: string;
  isNamedOnly?: boolean;
  /** What else it says, each text for itself: no phrase goes from one into the next. */
  texts: readonly string[];
  /** First line in the published text. */
  line?: number | null;
  synthetic?: boolean;
  /** Its place among others of its kind that are found equally well. @default the title */
  nameKey?: string;
}

/** A row of an entity by the columns that the search reads. */
export interface Searchable<T> {
  entity: EntityClass<T>;
  columns: readonly (keyof T & string)[];
  entries(row: T): SearchEntry[];
  /** So many rows are held in memory together. */
  atOnce: number;
}

// biome-ignore lint/suspicious/noExplicitAny: entities of all kinds stand in one list.
const all = new Map<string, Searchable<any>>();

/**
 * Decorates an entity whose rows the search finds; `entries` says as what. Its table has an `id` and a `municipality`, is
 * watched (see `watched`), and what it shows is for everybody, but for rows with an `institution_id`.
 */
export function searchable<T extends { id: string; municipality: string | null }>(
  columns: readonly (keyof T & string)[],
  entries: (row: T) => SearchEntry[],
  atOnce = batchSize,
) {
  return (entity: EntityClass<T>): void => void all.set(entity.name, { entity, columns, entries, atOnce });
}

/** By name of the entity. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export const searchables: ReadonlyMap<string, Searchable<any>> = all;
