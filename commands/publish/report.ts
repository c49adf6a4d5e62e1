import type { Issue } from '../../subgraphs/kit/graphql/index.js';
import { table } from '../dev/table.js';
import type { PublishReceipt } from './client.js';

/** Is the file one of which nothing can be stored. */
export function isRefused({ publication, dryRun, issues, ...counts }: PublishReceipt): boolean {
  const { created, updated, unchanged, removed } = counts;
  const hasErrors = issues.some(({ severity }) => severity === 'ERROR');
  return dryRun ? hasErrors && created + updated + unchanged + removed === 0 : publication === null;
}

/** What came of publishing a file, for the person who did. */
export function reportOf(owner: string, filename: string, receipt: PublishReceipt): string {
  const { created, updated, unchanged, removed, rejected, issues } = receipt;
  const counts = `добавлено ${created}, изменено ${updated}, без изменений ${unchanged}, исключено ${removed}, не принято строк ${rejected}`;
  const head = `${owner}, ${filename}: ${outcomeOf(receipt)}.`;
  const parts = isRefused(receipt) ? [head] : [head, `  ${counts}`];
  const { replaces, removal } = receipt;
  if (replaces) parts.push(`  вместо публикации ${replaces.id}`);
  if (removal) parts.push(`  ${plain(removal, 600)}`);
  if (issues.length > 0) parts.push('', `Замечания (${countBySeverity(issues)}):`, '', table(issues.map(rowOf)));
  return parts.join('\n');
}

function outcomeOf(receipt: PublishReceipt): string {
  const { publication, dryRun, created, updated, removed } = receipt;
  if (isRefused(receipt))
    return dryRun ? 'принять нельзя (проверка, ничего не записано)' : 'не принято, ничего не записано';
  if (dryRun) return 'проверено, ничего не записано';
  const version = `версия ${publication!.version}`;
  if (created + updated + removed === 0) return `данные не изменились, действует ${version}`;
  const before = publication!.supersedes;
  return before ? `опубликовано, ${version} вместо версии ${before.version}` : `опубликовано, ${version}`;
}

const severities = { ERROR: 'ошибка', WARNING: 'предупреждение', NOTICE: 'замечание' } as const;

function countBySeverity(issues: readonly Issue[]): string {
  const names = { ERROR: 'ошибок', WARNING: 'предупреждений', NOTICE: 'замечаний' } as const;
  return (['ERROR', 'WARNING', 'NOTICE'] as const)
    .map((severity) => `${names[severity]} ${issues.filter((issue) => issue.severity === severity).length}`)
    .join(', ');
}

function rowOf({ severity, line, column, row, field, text, message, suggestion }: Issue) {
  return {
    важность: severities[severity],
    строка: line,
    знак: column,
    ряд: row,
    поле: field && plain(field, 20),
    текст: text && plain(text, 40),
    'что не так': plain(suggestion ? `${message} Возможно: ${suggestion}` : message, 600),
  };
}

/** A text of the file in a terminal: on one line, and nothing that the terminal would obey. */
function plain(text: string, length: number): string {
  const clean = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return clean.length > length ? `${clean.slice(0, length - 1)}…` : clean;
}
