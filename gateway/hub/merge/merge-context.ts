import type { GraphQLError } from 'graphql';
import type { Owner, Page, SharedEntity } from '../plan/index.js';

/** What one owner says of one field or entity. */
export interface Contribution<T = unknown> {
  readonly owner: Owner;
  readonly value: T;
}

/** What one merge reads and leaves behind. */
export interface MergeContext {
  readonly pages: readonly Page[];
  /** Of the data that came for this root field, by owner. */
  readonly versions: ReadonlyMap<string, number>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  /** Where the items of an owner's list went, for the paths of that owner's errors; unset while there are none. */
  readonly moved?: Map<unknown, (number | undefined)[]>;
  readonly path: (string | number)[];
  /** Gets those of which owners not asked may know more. */
  readonly sharedEntities: SharedEntity[];
}

/** An owner's response turns out unusable only while it is merged. */
export class InvalidInMerge extends Error {
  constructor(
    readonly owner: Owner,
    detail: string,
    readonly code: 'OWNER_INVALID' | 'OWNERSHIP_VIOLATION' = 'OWNER_INVALID',
  ) {
    super(detail);
  }
}

export function noteMove({ moved }: MergeContext, list: unknown, from: number, to: number): void {
  if (!moved) return;
  const places = moved.get(list) ?? [];
  places[from] = to;
  moved.set(list, places);
}
