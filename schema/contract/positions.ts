import { HubError } from '../errors/catalogue.js';
import { ownerCodePattern } from './id.js';

/**
 * How far a stream of publications has come: of each owner, the number of its last publication in it. As text,
 * `kemerovo:7,kizel:12`; it stands as `id` in events, and a client that comes back sends it as `last-event-id`.
 */
export type Positions = ReadonlyMap<string, number>;

export function formatPositions(positions: Positions): string {
  return [...positions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([owner, number]) => `${owner}:${number}`)
    .join();
}

/** Reads positions, or throws BAD_ARGUMENT. */
export function parsePositions(text: string): Positions {
  const positions = new Map<string, number>();
  for (const part of text === '' ? [] : text.split(',')) {
    const [owner = '', number = '', ...more] = part.trim().split(':');
    if (!ownerCodePattern.test(owner) || !/^\d{1,15}$/.test(number) || more.length > 0 || positions.has(owner)) {
      throw new HubError('BAD_ARGUMENT', { reason: 'LAST_EVENT_ID', got: text });
    }
    positions.set(owner, Number(number));
  }
  return positions;
}
