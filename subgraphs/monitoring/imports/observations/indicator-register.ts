import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../../schema/contract/collation.js';
import { nearest } from '../../../documents/index.js';
import type { EvidenceKind } from '../../../indicators/model/evidence-kind.js';
import { run } from '../../../kit/database/index.js';
import { cached } from './cell-cache.js';
import type { Problem } from './cell-problem.js';
import { type MeasuringScale, measuringScale } from './level-cell.js';
import type { KnownRound } from './round-register.js';

/** One version of an indicator, with what its values may be. */
export interface KnownIndicator {
  id: string;
  code: string;
  version: number;
  name: string;
  areaCode: string;
  unit: string;
  scaleCode: string | null;
  evidence: (keyof typeof EvidenceKind)[];
  validFrom: string | null;
  validTo: string | null;
  scale: MeasuringScale;
}

/** The indicators of an owner, as people name them: by code, by name, by both, or by id. */
export class ResultIndicators {
  readonly #codes = new Map<string, Set<string>>();
  readonly #versions: Map<string, KnownIndicator[]>;

  static async of(em: EntityManager, municipality: string): Promise<ResultIndicators> {
    const rows = await run(
      em,
      sql<Omit<KnownIndicator, 'scale'>>`
        select id, code, version, name, area_code as "areaCode", unit, scale_code as "scaleCode", evidence,
          valid_from::text as "validFrom", valid_to::text as "validTo"
        from indicators.indicator where municipality = ${municipality} order by code_key, version, id`,
    );
    return new ResultIndicators(rows.map((row) => ({ ...row, scale: measuringScale(row.scaleCode) })));
  }

  private constructor(rows: readonly KnownIndicator[]) {
    this.#versions = Map.groupBy(rows, ({ code }) => code);
    for (const { id, code, name } of rows) {
      for (const one of [id, code, name, `${code} ${name}`]) {
        const key = sortKey(one);
        this.#codes.set(key, (this.#codes.get(key) ?? new Set()).add(code));
      }
    }
  }

  /** All versions of the indicator that the words name, the first one first. */
  readonly named = cached((text) => this.#find(text));

  #find(text: string): readonly KnownIndicator[] | Problem {
    const [code, second] = this.#codes.get(sortKey(text)) ?? [];
    const byCode = code !== undefined && second === undefined && this.#versions.get(code);
    if (byCode) return byCode;
    if (second !== undefined) {
      return { problem: `показателей «${text}» несколько: укажите код`, suggestion: null, code: 'REFERENCE_UNKNOWN' };
    }
    const names = [...this.#versions].flatMap(([key, versions]) => [key, ...versions.map(({ name }) => name)]);
    return {
      code: 'REFERENCE_UNKNOWN',
      problem: `показателя «${text}» среди опубликованных нет`,
      suggestion: nearest(text, names),
    };
  }
}

/** The version that is meant: the one that is named, or the only one that is valid in the period of the round. */
export function versionIn(
  versions: readonly KnownIndicator[],
  { code: round, starts, ends }: KnownRound,
  versionNumber: number | null,
): KnownIndicator | Problem {
  const valid = versions.filter(
    ({ validFrom, validTo }) =>
      (validFrom === null || ends === null || validFrom <= ends) &&
      (validTo === null || starts === null || validTo >= starts),
  );
  const matches = valid.filter(({ version }) => versionNumber === null || version === versionNumber);
  const [match, second] = matches;
  if (match && !second) return match;
  const all = versions.map(({ version, validFrom, validTo }) => {
    return `${version} (${validFrom ?? 'без начала'} – ${validTo ?? 'без конца'})`;
  });
  if (matches.length > 1) {
    const problem = `в период раунда «${round}» действуют несколько версий показателя, укажите одну: ${all.join(', ')}`;
    return { problem, suggestion: null, code: 'INDICATOR_VERSION' };
  }
  const version = versionNumber === null ? 'ни одна версия' : `версия ${versionNumber}`;
  const problem = `${version} показателя «${versions[0]!.code}» не действует в период раунда «${round}»; есть версии ${all.join(', ')}`;
  return { problem, suggestion: null, code: 'INDICATOR_VERSION' };
}
