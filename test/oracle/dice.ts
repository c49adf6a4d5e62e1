import { randomOf } from '../../seeds/seeded-random.js';

/** Random choices, the same for the same seed. */
export class Dice {
  readonly #random: () => number;

  constructor(readonly seed: number) {
    this.#random = randomOf(seed);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** From 0, less than `below`. */
  int(below: number): number {
    return Math.floor(this.#random() * below);
  }

  pick<T>(of: readonly T[]): T {
    return of[this.int(of.length)]!;
  }

  /** Each with this probability, in their order. */
  some<T>(of: readonly T[], probability = 0.5): T[] {
    return of.filter(() => this.chance(probability));
  }

  /** Null now and then. */
  maybe<T>(value: T, probability = 0.7): T | null {
    return this.chance(probability) ? value : null;
  }

  times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }

  /** A seed for something that is drawn by itself. */
  fork(): Dice {
    return new Dice(this.int(2 ** 32));
  }
}
