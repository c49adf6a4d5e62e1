import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/collation.js';
import { run } from '../../kit/ledger/run.js';
import { nearest } from '../../kit/tables/nearest.js';

export interface KnownRound {
  id: string;
  code: string | null;
  sortKey: string;
  synthetic: boolean;
  starts: string | null;
  ends: string | null;
}

export interface KnownIndicator {
  id: string;
  code: string;
  areaCode: string;
  scaleCode: string | null;
  validFrom: string | null;
  validTo: string | null;
  version: number;
}

type Unknown = { problem: string; suggestion: string | null };

/** The rounds and indicators of an owner, as its tables name them. */
export class KnownResults {
  readonly #rounds: readonly KnownRound[];
  readonly #indicators: ReadonlyMap<string, KnownIndicator[]>;

  static async of(em: EntityManager, municipality: string): Promise<KnownResults> {
    const rounds = await run(
      em,
      sql<KnownRound>`
        select id, code, sort_key as "sortKey", synthetic, period->>'start' as starts, period->>'end' as ends
        from monitoring.monitoring_round where municipality = ${municipality} order by sort_key, id`,
    );
    const indicators = await run(
      em,
      sql<KnownIndicator>`
        select id, code, version, area_code as "areaCode", scale_code as "scaleCode",
          valid_from::text as "validFrom", valid_to::text as "validTo"
        from indicators.indicator where municipality = ${municipality} order by code_key, version desc`,
    );
    return new KnownResults(rounds, indicators);
  }

  private constructor(rounds: readonly KnownRound[], indicators: readonly KnownIndicator[]) {
    this.#rounds = rounds;
    this.#indicators = Map.groupBy(indicators, ({ code }) => sortKey(code));
  }

  round(text: string): KnownRound | Unknown {
    const round = this.#rounds.find(
      ({ id, code }) => id === text || (code !== null && sortKey(code) === sortKey(text)),
    );
    if (round) return round;
    const codes = this.#rounds.flatMap(({ code }) => code ?? []);
    return { problem: `раунда «${text}» нет`, suggestion: nearest(text, codes) };
  }

  /** All versions of an indicator, the newest first. */
  indicator(text: string): readonly KnownIndicator[] | Unknown {
    const versions = this.#indicators.get(sortKey(text));
    if (versions) return versions;
    const codes = [...this.#indicators.values()].map(([first]) => first!.code);
    return { problem: `показателя «${text}» нет`, suggestion: nearest(text, codes) };
  }

  /** The version of an indicator that holds in a round; of several the newest. */
  indicatorIn(text: string, { starts, ends }: KnownRound): KnownIndicator | Unknown {
    const versions = this.indicator(text);
    if ('problem' in versions) return versions;
    const valid = versions.find(
      ({ validFrom, validTo }) =>
        (validFrom === null || ends === null || validFrom <= ends) &&
        (validTo === null || starts === null || validTo >= starts),
    );
    return valid ?? { problem: `в этом раунде показатель «${text}» не действует`, suggestion: null };
  }
}
