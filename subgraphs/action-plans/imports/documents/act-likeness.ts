import type { ParsedPeriod } from '../../../documents/index.js';
import { letters } from './issuing-body.js';
import { titlesAlike } from './measure-identity.js';

/** What an act says, for comparing it with others of its kind. Regulations and plans that it approves are part of it. */
export interface ActContent {
  number: string | null;
  date: string | null;
  title: string;
  clauses: readonly string[];
  measures: readonly MeasureWords[];
  /** Those that titles name. */
  periods: readonly ParsedPeriod[];
  /** Acts that it names. */
  cites: readonly { number: string | null; date: string | null }[];
}

export interface MeasureWords {
  title: string;
  deadlineText: string | null;
}

/** How much two acts have in common. */
export interface Likeness {
  common: number;
  of: number;
  counted: 'measures' | 'clauses';
}

/** Four of five: rows may be mended together with the number. */
const near = 0.8;

/**
 * Are these one act with a number, date or title mended? Null where they are not. One may be taken for the other where
 * their titles say the same, numbers and years included; number or date agree, or are not said; neither names the other,
 * as an act does that takes another's place; their plans are for the same time; and four of five measures are the same
 * with their deadlines or, without plans, four of five points. Where both number and date differ, all must be the same,
 * and the year: next year's order mostly reads like this year's.
 */
export function likenessOf(one: ActContent, other: ActContent): Likeness | null {
  if (!mayBeOne(one, other) || names(one, other) || names(other, one)) return null;
  if (!periodsAgree(one.periods, other.periods)) return null;
  const [measures, others] = [one.measures.map(wordsOf), other.measures.map(wordsOf)];
  const hasPlan = measures.length + others.length > 0;
  const [a, b] = hasPlan ? [measures, others] : [one.clauses.map(letters), other.clauses.map(letters)];
  const [common, of] = [commonOf(a, b), Math.max(a.length, b.length)];
  const enough = agree(one.number, other.number) || agree(one.date, other.date) ? near : 1;
  if (of === 0 || (2 * common) / (a.length + b.length) < enough) return null;
  return { common, of, counted: hasPlan ? 'measures' : 'clauses' };
}

/** By title, number and date alone, so that most acts need not be compared. */
export function mayBeOne(one: Heading, other: Heading): boolean {
  const sameYear = one.date?.slice(0, 4) === other.date?.slice(0, 4);
  const isNear = sameYear || agree(one.number, other.number) || agree(one.date, other.date);
  return isNear && titlesAlike(one.title, other.title);
}

type Heading = Pick<ActContent, 'number' | 'date' | 'title'>;

/** What is not said contradicts nothing. */
function agree(one: string | null, other: string | null): boolean {
  return one === null || other === null || letters(one) === letters(other);
}

function names({ cites }: ActContent, { number, date }: ActContent): boolean {
  if (number === null || date === null) return false;
  return cites.some(
    (cited) => cited.date === date && cited.number !== null && letters(cited.number) === letters(number),
  );
}

function periodsAgree(one: readonly ParsedPeriod[], other: readonly ParsedPeriod[]): boolean {
  const periodTexts = (periods: readonly ParsedPeriod[]) =>
    periods
      .map(({ start, end }) => `${start}/${end}`)
      .sort()
      .join();
  return one.length === 0 || other.length === 0 || periodTexts(one) === periodTexts(other);
}

function wordsOf({ title, deadlineText }: MeasureWords): string {
  return `${letters(title)}\n${letters(deadlineText ?? '')}`;
}

/** How many of the texts have a partner among the others. */
function commonOf(texts: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const text of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  let common = 0;
  for (const text of texts) {
    const count = counts.get(text) ?? 0;
    if (count > 0) common++;
    counts.set(text, count - 1);
  }
  return common;
}
