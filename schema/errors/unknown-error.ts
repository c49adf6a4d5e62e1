import { types } from 'node:util';

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}

/** What PostgreSQL, the driver or Node calls a failure; undefined where it has no code. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

export function asError(error: unknown): Error {
  return isError(error) ? error : new Error(String(error));
}

/** Of another realm as well: a test runner has its own `Error`, Node throws another. */
export function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}
