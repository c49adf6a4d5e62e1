import type { Mutation } from '../../mutation/mutate.js';
import type { Trial } from './trials.js';

/** What keeps a fault from doing harm: without it, the trial must end wrongly. */
export interface Guard {
  /** The file of the fault. */
  fault: string;
  guard: string;
  /** Takes the guard away. */
  without: Mutation;
  trial: Trial;
}
