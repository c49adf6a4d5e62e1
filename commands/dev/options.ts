import { Failure } from './failure.js';

/** What is wrong with the options of a command that municipal staff use; Node itself says it in English. */
export function badOptions(error: unknown, usage: string): Failure {
  return new Failure(`Ключи указаны неверно (${(error as Error).message}).\n\n${usage}`);
}
