import { createHash } from 'node:crypto';

/** Draws that look random and are the same for the same seed on every machine. */
export class Dice {
  readonly #bytes: Buffer;
  #position = 0;

  /** So many draws at most; the first ones are the same however many there are. */
  constructor(seed: string, draws = 256) {
    this.#bytes = createHash('shake256', { outputLength: 4 * draws })
      .update(seed)
      .digest();
  }

  /** A whole number from `least` to `most`, both inclusive. */
  between(least: number, most: number): number {
    const draw = this.#bytes.readUInt32BE(this.#position) / 2 ** 32;
    this.#position += 4;
    return least + Math.floor(draw * (most - least + 1));
  }

  chance(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.between(0, values.length - 1)]!;
  }
}

/** Numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
