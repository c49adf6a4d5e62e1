import type { Random } from '../../seeds/seeded-random.js';

export function between(random: Random, least: number, most: number): number {
  return least + random() * (most - least);
}

/** All of them in an order drawn anew each time round, so that none is left out for long. */
export function* rounds<T>(random: Random, all: readonly T[]): Generator<T, never> {
  for (;;) {
    const left = [...all];
    while (left.length > 0) yield left.splice(Math.floor(random() * left.length), 1)[0]!;
  }
}
