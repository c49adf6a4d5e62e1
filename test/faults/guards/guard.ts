import type { Trial } from './trials.js';

/** What keeps a fault from doing harm: without it, the trial must end wrongly. */
export interface Guard {
  /** The file of the fault. */
  fault: string;
  guard: string;
  /** A compiled module, and what in it is replaced to take the guard away. */
  file: string;
  find: string;
  replace: string;
  trial: Trial;
}
