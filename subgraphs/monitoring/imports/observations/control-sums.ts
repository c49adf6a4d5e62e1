import { sortKey } from '../../../../schema/contract/collation.js';
import type { StatedResult } from './stated-result.js';

/** Does the name of an institution say that the row sums up those above it? */
export function controlOf(institution: string | null): 'SUM' | 'MEAN' | null {
  if (institution === null || !/^[«"\s]*(?:итого|всего|в среднем|средн)/i.test(institution)) return null;
  const key = sortKey(institution);
  if (/^(?:итого|всего)(?= |$)/.test(key)) return 'SUM';
  return /^(?:в среднем|средн(?:ее|ий|яя))(?= |$)/.test(key) ? 'MEAN' : null;
}

interface Sum {
  total: number;
  count: number;
}

/** Sums of the values above, by what was measured: of the whole file, and since the last row that summed up. */
export class ControlSums {
  readonly #all = new Map<string, Sum>();
  #since = new Map<string, Sum>();

  add(result: StatedResult): void {
    if (result.value === null || result.institutionId === null) return;
    for (const sums of [this.#all, this.#since]) {
      const sum = sums.get(keyOf(result)) ?? { total: 0, count: 0 };
      sum.total += result.value;
      sum.count++;
      sums.set(keyOf(result), sum);
    }
  }

  /** What the row should say; null where it says so. «Итого» under shares is their mean. */
  check(result: StatedResult, control: 'SUM' | 'MEAN'): string | null {
    const { value: sum } = result;
    if (sum === null) return null;
    const digits = result.printed.split('.')[1]?.length ?? 0;
    // A rounded total may be half a unit of its last digit away.
    const most = 0.5 * 10 ** -digits;
    const expected: number[] = [];
    for (const sums of [this.#all, this.#since]) {
      const { total, count } = sums.get(keyOf(result)) ?? { total: 0, count: 0 };
      if (count === 0) continue;
      if (control === 'SUM') expected.push(total);
      expected.push(total / count);
    }
    const slack = (value: number) => most + 1e-9 * Math.max(1, Math.abs(value));
    if (expected.some((value) => Math.abs(value - sum) <= slack(value))) return null;
    const { total, count } = this.#all.get(keyOf(result)) ?? { total: 0, count: 0 };
    if (count === 0) return 'значений над итогом нет';
    const numberText = (value: number) => String(Number(value.toFixed(Math.max(digits, 2)))).replace('.', ',');
    return `значений над итогом ${count}, их сумма ${numberText(total)}, среднее ${numberText(total / count)}`;
  }

  /** A row summed up: the next one may be of what comes after it. */
  section(): void {
    this.#since = new Map();
  }
}

function keyOf({ roundId, indicator, evidence }: StatedResult): string {
  return `${roundId} ${indicator.id} ${evidence}`;
}
