import { messageOf } from '../../schema/errors/unknown-error.js';
import { Failure } from './failure.js';

/** What is wrong with the options of a command that municipal staff use; Node itself says it in English. */
export function badOptions(error: unknown, usage: string): Failure {
  return new Failure(`Ключи указаны неверно (${messageOf(error)}).\n\n${usage}`);
}
