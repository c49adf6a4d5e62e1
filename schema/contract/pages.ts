import { HubError } from '../errors/catalogue.js';

/** Rows on one page, at most. */
export const largestPage = 500;
/** Rows on a page where the client does not say how many. */
export const usualPage = 50;

/** Arguments of a page as they come, whatever a client has sent. */
export interface PageInput {
  readonly first: unknown;
  readonly after?: unknown;
  readonly last?: unknown;
  readonly before?: unknown;
}

/** Which rows of a list: so many, from a cursor or an end of it, in one direction. */
export interface PageRequest {
  readonly size: number;
  readonly from: unknown;
  readonly isBackward: boolean;
}

/** Throws where the arguments contradict each other or are out of range. */
export function readPageArguments({ first, after, last, before }: PageInput): PageRequest {
  // Null as well as absent: clients send it for what they do not care about.
  const isBackward = (last ?? null) !== null;
  const [from, other] = isBackward ? [before, after] : [after, before];
  if ((other ?? null) !== null) throw new HubError('BAD_ARGUMENT', { reason: 'PAGE_DIRECTION' });
  const size = checkPageSize(isBackward ? last : first, isBackward ? 'last' : 'first');
  return { size, from: from ?? null, isBackward };
}

export function checkPageSize(size: unknown, argument = 'first'): number {
  if (typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= largestPage) return size;
  throw new HubError('BAD_PAGE_SIZE', { reason: 'SIZE', argument, from: 1, to: largestPage, got: size });
}
