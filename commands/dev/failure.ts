import { isError } from '../../schema/errors/unknown-error.js';

/** A mistake or a state of this machine that one line explains: shown without a stack, exit code 1. */
export class Failure extends Error {
  override name = 'Failure';
}

/** What to print of whatever ended a command: the message of a failure, of anything else where it came from. */
export function failureText(error: unknown): string {
  if (error instanceof Failure) return error.message;
  return (isError(error) ? error.stack : undefined) ?? String(error);
}
