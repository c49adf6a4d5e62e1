import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../seeds/seeded-random.js';
import * as acts from './acts.js';
import type { Act, Line } from './line.js';

/** Something that goes wrong with one owner for a while. */
export interface Fault {
  readonly name: string;
  /** The hub is to answer as if nothing were. */
  readonly isHarmless: boolean;
  /** Begins it; what this returns ends it, and resolves when all is well. */
  begin(line: Line, situation: Situation): () => Promise<void>;
}

export interface Situation {
  readonly random: Random;
  readonly own: string;
  /** Another owner. */
  readonly other: string;
  /** Ends the owner's instance at once; resolves when another answers on the same port, with the same database. */
  restart(): Promise<void>;
}

export const faults: readonly Fault[] = [
  {
    name: 'refuses connections',
    isHarmless: false,
    begin(line) {
      line.close();
      return () => line.open();
    },
  },
  {
    name: 'comes and goes',
    isHarmless: false,
    begin(line) {
      const ending = new AbortController();
      const flapping = flap(line, ending.signal);
      return () => {
        ending.abort();
        return flapping;
      };
    },
  },
  {
    name: 'is killed and starts again',
    isHarmless: false,
    begin(_, { restart }) {
      const restarted = restart();
      return () => restarted;
    },
  },
  acting('says nothing', () => acts.silence),
  acting('stalls in mid-body', () => acts.stall),
  acting('sends a byte now and then', () => acts.drip),
  acting('breaks off in mid-body', () => acts.breakOff, { cutsStreams: true }),
  acting('says 503', () => acts.sayUnavailable),
  acting('says 503 with Retry-After', () => acts.sayRetryAfter),
  acting('sends HTML with 200', () => acts.sendHtml),
  acting('sends JSON cut short', () => acts.truncate),
  acting("sends another owner's rows", ({ own, other }) => acts.sendAsOf(own, other)),
  acting('redirects', () => acts.redirect),
  acting('sends more than is allowed', acts.sendTooMuch),
  acting('is slow, but in time', ({ random }) => acts.slow(random), { isHarmless: true }),
  acting('closes connections kept alive', acts.closeWhenReused, { isHarmless: true }),
];

/** Does something with each request while it lasts. */
function acting(
  name: string,
  act: (situation: Situation) => Act,
  { isHarmless = false, cutsStreams = false } = {},
): Fault {
  return {
    name,
    isHarmless,
    begin(line, situation) {
      line.act = act(situation);
      if (cutsStreams) line.cut();
      return async () => {
        line.act = undefined;
      };
    },
  };
}

async function flap(line: Line, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    line.close();
    await delay(200);
    await line.open();
    await delay(300, null, { signal }).catch(() => {});
  }
}
