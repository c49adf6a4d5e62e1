import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../../schema/contract/collation.js';
import { nearest } from '../../../documents/index.js';
import { run } from '../../../kit/database/index.js';
import type { Problem } from './cell-problem.js';

export interface KnownRound {
  id: string;
  code: string;
  title: string;
  starts: string | null;
  ends: string | null;
  sortKey: string;
}

/** The rounds of an owner, as people name them: by code, title or id. */
export class RoundRegister {
  readonly #byName = new Map<string, Set<KnownRound>>();
  readonly #names: string[] = [];

  static async of(em: EntityManager, municipality: string): Promise<RoundRegister> {
    const rows = await run(
      em,
      sql<KnownRound>`
        select id, coalesce(code, id) as code, title, period ->> 'start' as starts, period ->> 'end' as ends,
          sort_key as "sortKey"
        from monitoring.monitoring_round where municipality = ${municipality} order by sort_key, id`,
    );
    return new RoundRegister(rows);
  }

  private constructor(rows: readonly KnownRound[]) {
    for (const round of rows) {
      this.#names.push(round.code, round.title);
      for (const name of [round.id, round.code, round.title]) {
        const key = sortKey(name);
        this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(round));
      }
    }
  }

  find(text: string): KnownRound | Problem {
    const [round, second] = this.#byName.get(sortKey(text)) ?? [];
    if (round !== undefined && second === undefined) return round;
    const code = 'REFERENCE_UNKNOWN';
    if (second !== undefined) return { code, problem: `раундов «${text}» несколько: укажите код`, suggestion: null };
    return { code, problem: `раунда «${text}» среди опубликованных нет`, suggestion: nearest(text, this.#names) };
  }
}
