import { sortKey } from '../../../../schema/contract/collation.js';
import type { Problem } from './cell-problem.js';
import { type MeasuringScale, readLevel } from './level-cell.js';

/** What a cell says was measured: a value, a level, or why there is neither. */
export type ReadResult =
  | { value: number; printed: string }
  | { level: string }
  | { status: 'MISSING' | 'NOT_APPLICABLE' | 'SUPPRESSED' | 'BREAK' }
  | Problem;

/** Words that people write where there is no value. */
const statuses = new Map<string, 'MISSING' | 'NOT_APPLICABLE' | 'SUPPRESSED' | 'BREAK'>([
  ...(['нет данных', 'н/д', 'данные отсутствуют', 'нет сведений', 'данных нет', 'MISSING'] as const).map(
    (words) => [sortKey(words), 'MISSING'] as const,
  ),
  ...(['не применимо', 'неприменимо', 'н/п', 'не оценивается', 'не оценивалось', 'NOT_APPLICABLE'] as const).map(
    (words) => [sortKey(words), 'NOT_APPLICABLE'] as const,
  ),
  ...(['скрыто', 'SUPPRESSED'] as const).map((words) => [sortKey(words), 'SUPPRESSED'] as const),
  ...(['разрыв ряда', 'BREAK'] as const).map((words) => [sortKey(words), 'BREAK'] as const),
]);

/** Reads a cell by the scale and the unit of its indicator. Never called for an empty cell. */
export function readResult(text: string, scale: MeasuringScale, unit: string): ReadResult {
  const trimmed = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const status = /^[-–—]+$/.test(trimmed) ? 'MISSING' : statuses.get(sortKey(trimmed));
  if (status) return { status };
  return scale.levels.length > 0 ? readLevel(trimmed, scale) : readValue(trimmed, scale, unit);
}

function readValue(text: string, { min, max }: MeasuringScale, unit: string): ReadResult {
  const wrong = (problem: string): Problem => ({ problem, suggestion: null });
  const match = /^([-+−–]?)(\d{1,3}(?: \d{3})+|\d+)(?:([.,])(\d+))?\s*(.*)$/.exec(text);
  if (!match) return wrong('ожидается число, например 12,5');
  const [, sign = '', whole = '', , fraction = '', suffix = ''] = match;
  if (/^[.,]/.test(suffix)) return wrong('число понимается по-разному: ожидается, например, 1 234,5');
  if (suffix !== '' && !isUnit(suffix, unit)) return wrong(`единица показателя «${unit}», а здесь «${suffix}»`);
  const digits = `${sign === '' || sign === '+' ? '' : '-'}${whole.replaceAll(' ', '')}${fraction && `.${fraction}`}`;
  const value = Number(digits);
  if (!Number.isFinite(value) || digits.length > 40) return wrong('число слишком длинное');
  if ((min !== null && value < min) || (max !== null && value > max)) {
    const range = [min === null ? null : `от ${min}`, max === null ? null : `до ${max}`].filter(Boolean).join(' ');
    return { ...wrong(`ожидается значение ${range}`), code: 'VALUE_OUT_OF_RANGE' };
  }
  return { value: Object.is(value, -0) ? 0 : value, printed: digits };
}

const percent = new Set(['процент', 'процента', 'проценты', 'процентов', 'проц', '%']);

function isUnit(suffix: string, unit: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[\s.]+/g, '');
  const [actual, expected] = [plain(suffix), plain(unit)];
  return actual === expected || (percent.has(actual) && percent.has(expected));
}
