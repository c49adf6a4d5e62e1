import type { Mutation } from '../../mutation/mutate.js';

/** A mistake in merging that somebody might make, and what must notice it. */
export interface Mutant extends Mutation {
  readonly mistake: string;
  readonly killedBy: readonly string[];
}

export const world = 'the answer of one database';
export const asked = 'who is asked';
export const pages = 'the pages of a database';
export const laws = (rule: string) => `laws of ${rule}`;
