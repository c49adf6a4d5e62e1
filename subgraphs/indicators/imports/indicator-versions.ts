import { issue } from '../../documents/index.js';
import type { Issue } from '../../kit/graphql/index.js';
import type { Indicator } from '../model/indicator.js';

/** What values of an indicator depend on, with the column of the table that says it. */
const definition = {
  frameworkId: 'system',
  areaCode: 'area',
  unit: 'unit',
  scaleCode: 'scale',
  direction: 'direction',
  formula: 'formula',
} as const;

type Defined = Pick<Indicator, keyof typeof definition | 'code' | 'version'>;

/** Why the row is another indicator than the one known under its code and version; null where it is the same. */
export function versionNeeded(
  before: Defined,
  row: Defined,
): { column: (typeof definition)[keyof typeof definition]; message: string } | null {
  for (const [property, column] of Object.entries(definition) as [keyof typeof definition, 'system'][]) {
    // A formula may be written down later: it then tells what was done before.
    if (before[property] === row[property] || (property === 'formula' && before.formula === null)) continue;
    const was = before[property] ?? 'не указано';
    const message =
      `Показатель ${row.code} версии ${row.version} уже опубликован с другим определением (было: ${was}). ` +
      `Измените версию: ${row.version + 1}; значения разных версий не сравниваются.`;
    return { column, message };
  }
  return null;
}

/** Versions of one indicator that hold on the same day: of which one a value is, nobody could tell. */
export function overlappingVersions(
  rows: readonly Pick<Indicator, 'code' | 'version' | 'validFrom' | 'validTo'>[],
): Issue[] {
  const issues: Issue[] = [];
  for (const versions of Map.groupBy(rows, ({ code }) => code).values()) {
    const history = versions.toSorted((a, b) => a.version - b.version);
    for (const [index, row] of history.entries()) {
      const other = history.slice(index + 1).find((later) => overlap(row, later));
      if (!other) continue;
      const message = `Версии ${row.version} и ${other.version} показателя ${row.code} действуют одновременно: в таблице результатов понадобится версия.`;
      issues.push(issue('PERIOD_AMBIGUOUS', 'WARNING', message, { text: row.code }));
    }
  }
  return issues;
}

type Validity = Pick<Indicator, 'validFrom' | 'validTo'>;

function overlap(a: Validity, b: Validity): boolean {
  return begins(a, b) && begins(b, a);
}

/** Does `a` begin before `b` ends. */
function begins({ validFrom }: Validity, { validTo }: Validity): boolean {
  return validFrom === null || validTo === null || validFrom <= validTo;
}
