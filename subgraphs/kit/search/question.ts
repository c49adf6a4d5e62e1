import { type RawBuilder, sql } from 'kysely';
import { isDay, isFunctionWord, monthOf, type Term, termsOf } from '../../documents/index.js';
import { quoted } from './vectors.js';

/** How texts are searched, for descriptions of arguments. */
export const searchText =
  'All words must be there, each in any of its forms («дефицит» finds «дефицитов»), and in quotes of any kind in that order; ' +
  'what is written in one («273-ФЗ», «научно-методический», «17.07.2024») too. Case, ё/е, the kind of dash and quotes, and «№» or ' +
  '«N» do not matter. A text without words is as none.';

/** What a text asks for: all of its words, and those that must stand together, in their order. */
export interface SearchQuery {
  /** Words looked for, in any of their forms. */
  terms: readonly Term[];
  phrases: readonly (readonly Term[])[];
  /** All words in their order, also those that only join others: what has them so comes first. */
  whole: readonly Term[];
}

/**
 * Reads what a client asks for; null for a text without words, which asks for nothing. Together stand what is in quotes of
 * any kind, what no blank parts («273-ФЗ», «научно-методический»), and a date. No sign of it is an operator.
 */
export function parseSearchText(text: string | null | undefined): SearchQuery | null {
  const groups = segmentsOf(text ?? '').flatMap(({ text, isQuoted }) => {
    const terms = termsOf(text);
    return isQuoted && terms.length > 0 ? [terms] : compounds(terms);
  });
  const whole = groups.flat();
  if (whole.length === 0) return null;
  const hasOthers = whole.some(({ word }) => !isFunctionWord(word));
  const wanted = groups.filter(
    (group) => group.length > 1 || !(hasOthers && group.every(({ word }) => isFunctionWord(word))),
  );
  const terms = [...new Map(wanted.flat().map((term) => [keyOf(term), term])).values()];
  const phrases = wanted.filter((group) => group.length > 1);
  return { terms, phrases: [...new Map(phrases.map((phrase) => [inOrder(phrase), phrase])).values()], whole };
}

/** The condition that an entry of the index, known as `e`, has what is asked for. */
export function matches({ terms, phrases }: SearchQuery): RawBuilder<boolean> {
  const all = sql<boolean>`e.words @@ ${together(terms)}::tsquery`;
  const conditions = [all, ...phrases.map((phrase) => hasPart(inOrder(phrase)))];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** How well an entry that matches does, as a text, the best first: in its title or beside it, all in one or apart. */
export function rankOf({ terms, whole }: SearchQuery): RawBuilder<string> {
  const phrase = inOrder(whole);
  return sql<string>`
    case when e.title_words @@ ${phrase}::tsquery then '0' when ${hasPart(phrase)} then '1'
      when e.title_words @@ ${together(terms)}::tsquery then '2' else '3' end`;
}

interface Segment {
  text: string;
  isQuoted: boolean;
}

/** Between quotes of any kind, and outside; what is not closed is not quoted. */
function segmentsOf(text: string): Segment[] {
  const parts = text.split(/["«»„“”‟″]/);
  return parts.map((part, index) => ({ text: part, isQuoted: index % 2 === 1 && index < parts.length - 1 }));
}

function compounds(terms: readonly Term[]): Term[][] {
  const groups: Term[][] = [];
  terms.forEach((term, index) => {
    const inDate = isDate(terms.slice(index - 1, index + 2)) || isDate(terms.slice(index - 2, index + 1));
    const last = groups.at(-1);
    if (last && (term.isJoined || inDate)) last.push(term);
    else groups.push([term]);
  });
  return groups;
}

/** «17 июля 2024». */
function isDate([day, month, year]: readonly Term[]): boolean {
  if (!day || !month || !year) return false;
  return isDay(day) && monthOf(month.word) !== null && year.isNumber && year.word.length === 4;
}

function together(terms: readonly Term[]): string {
  return terms.map(keyOf).join(' & ');
}

/** A `tsquery` for these words together in this order; null where there are none. */
export function phraseQuery(text: string): string | null {
  return inOrder(termsOf(text)) || null;
}

/** A `tsquery` for each word of a text that does not only join others. */
export function wordQueries(text: string): string[] {
  const terms = termsOf(text).filter(({ word }) => !isFunctionWord(word));
  return [...new Set(terms.map(keyOf))];
}

function inOrder(terms: readonly Term[]): string {
  return terms.map(keyOf).join(' <-> ');
}

function keyOf({ keys }: Term): string {
  const all = keys.map(quoted).join(' | ');
  return keys.length === 1 ? all : `(${all})`;
}

function hasPart(query: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from unnest(e.parts) p(part) where p.part @@ ${query}::tsquery)`;
}
