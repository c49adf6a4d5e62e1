import { elementAt } from '../../lists/elements.js';
import type { ParsedClause } from '../model/parsed-document.js';

/** Subjects of the lists of a regulation. GOALS are read so that they are not taken for tasks. */
export type ListHead = 'GOALS' | 'TASKS' | 'PRINCIPLES' | 'MECHANISMS' | 'AREAS' | 'SOURCES';

export interface ListItem {
  text: string;
  line: number;
}

const words: readonly (readonly [ListHead, string])[] = [
  ['GOALS', 'цел(?:и|ь|ями|ью|ей|ям)'],
  ['TASKS', 'задач(?:и|а|ами|ей|ам)?'],
  ['PRINCIPLES', 'принцип(?:ы|ами|ов|ам|ах)'],
  ['MECHANISMS', 'механизм(?:ы|ами|ов|ам)'],
  ['AREAS', '(?:област|направлени)(?:и|ями|ей|ям|я|й)'],
  ['SOURCES', 'источник(?:и|ами|ов|ам)'],
];

/** Every list of the clauses under what it lists; the first list of each kind counts, a clause with none gives none. */
export function listsIn(clauses: readonly ParsedClause[]): Map<ListHead, ListItem[]> {
  const lists = new Map<ListHead, ListItem[]>();
  const add = (head: ListHead | null, items: ListItem[]) => {
    if (head && items.length > 0 && !lists.has(head)) lists.set(head, items);
  };
  clauses.forEach((clause, i) => {
    const [leadIn = ''] = clause.text.split('\n');
    add(headOf(leadIn.slice(0, 600)), itemsOf(clause, clauses.slice(i + 1)));
  });
  for (const section of new Set(clauses.map((clause) => clause.section))) {
    const own = clauses.filter((clause) => clause.section === section && clause.items.length === 0);
    if (section)
      add(
        onlyWord(section),
        own.map(({ text, line }) => ({ text: withoutEndMark(text), line })),
      );
  }
  return lists;
}

/** The subject of a list, by the words before its colon: at its start, behind «следующие», or as the only such word of it. */
function headOf(leadIn: string): ListHead | null {
  const colon = leadIn.indexOf(':');
  if (colon < 0) return null;
  const words = leadIn.slice(0, colon);
  return (
    firstMatch((word) => new RegExp(`^(?:[А-ЯЁа-яё]+[а-яё]*(?:ые|ми|ыми|ими|ие) )?${word}(?![а-яё])`, 'i'), words) ??
    firstMatch((word) => new RegExp(`(?:следующи|данн)[а-яё]{1,3} (?:[а-яё]+ )?${word}(?![а-яё])`, 'i'), words) ??
    onlyWord(words)
  );
}

function onlyWord(text: string): ListHead | null {
  const matches = words.filter(([, word]) => new RegExp(`(?<![а-яё])${word}(?![а-яё])`, 'i').test(text));
  return matches.length === 1 ? elementAt(matches, 0)[0] : null;
}

function firstMatch(pattern: (word: string) => RegExp, text: string): ListHead | null {
  return words.find(([, word]) => pattern(word).test(text))?.[0] ?? null;
}

/** Items with a bullet or a letter, else the clauses numbered under this one, else what semicolons part behind the colon. */
function itemsOf(clause: ParsedClause, following: readonly ParsedClause[]): ListItem[] {
  if (clause.items.length > 0)
    return clause.items.map((text, i) => ({ text: withoutEndMark(text), line: elementAt(clause.itemLines, i) }));
  const end = following.findIndex(({ number }) => !number.startsWith(`${clause.number}.`));
  const below = following.slice(0, end < 0 ? following.length : end);
  if (below.length > 0) return below.map(({ text, line }) => ({ text: withoutEndMark(text), line }));
  const behind = clause.text.slice(clause.text.indexOf(':') + 1);
  const parts = behind
    .split(';')
    .map(withoutEndMark)
    .filter((part) => part !== '');
  return parts.length > 1 ? parts.map((text) => ({ text, line: clause.line })) : [];
}

function withoutEndMark(item: string): string {
  return item.replace(/[\s.;,]+$/, '').trim();
}
