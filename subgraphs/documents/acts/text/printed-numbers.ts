import { elementAt } from '../../lists/elements.js';
/** Printed numbers: «2.1.», «7», «Раздел I. …», «3) …». */

/** Parts of a printed number: «2.1.» → [2, 1]; null for anything else, a date or «1 раз» among it. */
export function numberParts(text: string): number[] | null {
  const match = text.length <= 16 ? /^(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?$/.exec(text.trim()) : null;
  return match ? elementAt(match, 1).split('.').map(Number) : null;
}

/** Two prints of one number: «1.10.» and «1.10». */
export function normalizedNumber(text: string): string {
  return text.trim().replace(/[.)]$/, '');
}

/** Whether `next` can follow `previous` in one numbering: its first child, or a successor at any level, up to three steps on. */
export function canFollow(previous: readonly number[], next: readonly number[]): boolean {
  if (next.length > previous.length + 1) return false;
  const common = next.slice(0, -1).every((part, i) => part === previous[i]);
  const last = elementAt(next, -1);
  if (!common) return false;
  const before = previous[next.length - 1] ?? 0;
  return last > before && last <= before + 3;
}

export interface HeadingLabel {
  /** Null for a heading without a number. */
  label: string | null;
  title: string;
  /** Outer headings have smaller ranks: sections by word or roman number, then arabic numbers by depth. */
  rank: number;
}

export function readHeadingLabel(text: string): HeadingLabel {
  const worded =
    /^(?:Раздел|Глава|Часть|Блок|Направление|Модуль|Этап|Задача)\s+(?:№\s?)?([IVXХІ]{1,6}|\d{1,2}(?:\.\d{1,2}){0,2})(?![\dA-Za-zА-Яа-яЁё])/i.exec(
      text,
    );
  if (worded) return { label: latinNumerals(elementAt(worded, 1)), title: afterLabel(text, worded[0]), rank: 0 };
  const roman = /^([IVXХІ]{1,6})[.)]/.exec(text);
  if (roman) return { label: latinNumerals(elementAt(roman, 1)), title: afterLabel(text, roman[0]), rank: 1 };
  const arabic = /^(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?=\s|[А-ЯЁA-Z«"])/.exec(text);
  if (arabic && (/[.)]/.test(arabic[0]) || elementAt(arabic, 1).includes('.')))
    return numberedHeading(elementAt(arabic, 1), afterLabel(text, arabic[0]));
  return { label: null, title: text, rank: unnumberedRank };
}

export function numberedHeading(number: string, title: string): HeadingLabel {
  const label = normalizedNumber(number);
  return { label, title, rank: unnumberedRank + label.split('.').length - 1 };
}

/** A heading without a number stands beside those with one arabic number. */
export const unnumberedRank = 2;

function afterLabel(text: string, label: string): string {
  return text.slice(label.length).replace(/^[\s.:)–—-]+/, '') || text;
}

/** «Х» and «І» are often typed in Cyrillic. */
function latinNumerals(label: string): string {
  return label.toUpperCase().replaceAll('Х', 'X').replaceAll('І', 'I');
}
