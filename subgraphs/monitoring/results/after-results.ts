import type { EntityManager } from '@mikro-orm/postgresql';
import { refreshProfile } from '../profile/refresh.js';
import { findDeficits } from '../trace/find-deficits.js';

/** Something that follows from the results of rounds, and is made anew whenever they change, in the same transaction. */
export type Consequence = (em: EntityManager, rounds: readonly string[], at: Date) => Promise<void>;

/** In the order in which they are made: each may read what those before it have made. */
const consequences: readonly Consequence[] = [refreshProfile, findDeficits];

/** To be called after every change of results of these rounds, with the time of the change. */
export async function afterResults(em: EntityManager, rounds: readonly string[], at: Date): Promise<void> {
  if (rounds.length === 0) return;
  for (const make of consequences) await make(em, rounds, at);
}
