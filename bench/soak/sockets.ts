import { setTimeout as delay } from 'node:timers/promises';
import type { Site } from './parts.js';
import { hasFigures, openFiles } from './process-figures.js';

/** What the hub holds open when nobody asks and all are well. */
export interface Held {
  /** Files and sockets of its process; NaN where the system does not tell. */
  readonly files: number;
  /** Connections to owners, as these see it, and how many of them are streams. */
  readonly connections: number;
  readonly streams: number;
}

/** Longer than either side keeps a connection alive that nobody uses. */
const idleMs = 8000;
/** A stream that went dead is given up after 45 s, and the next try is at most 10 s later. */
export const streamsBackMs = 70_000;

/** Once every stream is there again and whatever is unused is closed. */
export async function holdsIdle(pid: number, sites: readonly Site[], streams: number): Promise<Held> {
  const until = performance.now() + streamsBackMs;
  const areBack = () => sites.every(({ line }) => line.streams === streams);
  while (!areBack() && performance.now() < until) await delay(200);
  await delay(idleMs);
  return {
    files: hasFigures ? openFiles(pid) : Number.NaN,
    connections: sites.reduce((sum, { line }) => sum + line.sockets.size, 0),
    streams: sites.reduce((sum, { line }) => sum + line.streams, 0),
  };
}
