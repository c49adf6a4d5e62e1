import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../seeds/seeded-random.js';
import { type Fault, faults } from './faults.js';
import type { Site } from './parts.js';
import { between, rounds } from './random.js';

/** A fault that was, or still is. Times are those of `performance.now()`. */
export interface Spell {
  readonly owner: string;
  readonly fault: Fault;
  readonly from: number;
  /** Until all was well again; Infinity while it lasts. */
  to: number;
}

/** What happens to all owners, each for itself. */
export class Weather {
  readonly spells: Spell[] = [];
  readonly #ending = new AbortController();
  #all: Promise<unknown> = Promise.resolve();

  begin(sites: readonly Site[], randomFor: (index: number) => Random): void {
    this.#all = Promise.all(sites.map((site, index) => this.#over(site, sites, randomFor(index))));
  }

  /** Ends when all owners are well. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#all;
  }

  /** What hinders an owner from answering at some moment between these. */
  hindering(owner: string, from: number, to: number): Spell[] {
    return this.spells.filter(
      (spell) => spell.owner === owner && !spell.fault.isHarmless && spell.from <= to && spell.to >= from,
    );
  }

  /** What hindered an owner last before that moment. */
  lastBefore(owner: string, at: number): Spell | undefined {
    const past = this.spells.filter((spell) => spell.owner === owner && !spell.fault.isHarmless && spell.to <= at);
    return past.sort((a, b) => b.to - a.to)[0];
  }

  async #over(site: Site, sites: readonly Site[], random: Random): Promise<void> {
    const { signal } = this.#ending;
    const pause = (ms: number) => delay(ms, null, { signal }).catch(() => {});
    const others = sites.filter((one) => one !== site);
    for (const fault of rounds(random, faults)) {
      await pause(between(random, 3000, 15_000));
      if (signal.aborted) return;
      const other = others[Math.floor(random() * others.length)]!.code;
      const spell: Spell = { owner: site.code, fault, from: performance.now(), to: Number.POSITIVE_INFINITY };
      this.spells.push(spell);
      const end = fault.begin(site.line, { random, own: site.code, other, restart: () => site.restart() });
      await pause(between(random, 1000, 6000));
      await end();
      spell.to = performance.now();
    }
  }
}
