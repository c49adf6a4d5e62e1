import { type Term, termsOf } from '../../documents/index.js';
import type { ExcerptPart } from './entry.js';
import type { SearchQuery } from './question.js';

/** The line of the texts that has most of the words asked for, the first of them, and its number in its text, from 1. */
export interface Excerpt {
  parts: ExcerptPart[];
  /** Which of the texts it stands in. */
  text: number;
  line: number;
}

export function excerptOf(texts: readonly string[], { terms: wanted }: SearchQuery): Excerpt {
  const byKey = new Map<string, Term[]>();
  for (const term of wanted) for (const key of term.keys) byKey.set(key, [...(byKey.get(key) ?? []), term]);
  const none: Term[] = [];
  let best = { words: 0, line: '', matching: none, text: 0, number: 1 };
  search: for (const [text, whole] of texts.entries()) {
    for (const [index, line] of whole.split(/\r\n|[\r\n\v]/).entries()) {
      const matching: Term[] = [];
      const met = new Set<Term>();
      for (const term of termsOf(line)) {
        const asked = term.keys.flatMap((key) => byKey.get(key) ?? []);
        if (asked.length > 0) matching.push(term);
        for (const one of asked) met.add(one);
      }
      if (met.size > best.words) best = { words: met.size, line, matching, text, number: index + 1 };
      if (best.words === wanted.length) break search;
    }
  }
  return { parts: partsOf(best.line, best.matching), text: best.text, line: best.number };
}

/** A longer line is cut about the first words. */
const longest = 300;
const before = 80;

function partsOf(line: string, matching: readonly Term[]): ExcerptPart[] {
  const [from, to] = windowOf(line, matching[0]?.start ?? 0);
  const parts: ExcerptPart[] = [];
  const add = (text: string, isMatch: boolean) => void (text && parts.push({ text, isMatch }));
  let at = from;
  for (const { start, end } of matching) {
    if (start < at || end > to) continue;
    add(`${at === from && from > 0 ? '…' : ''}${line.slice(at, start)}`, false);
    add(line.slice(start, end), true);
    at = end;
  }
  add(`${at === from && from > 0 ? '…' : ''}${line.slice(at, to)}${to < line.length ? '…' : ''}`, false);
  return parts;
}

/** Where the part shown begins and ends, at blanks where there are any. */
function windowOf(line: string, first: number): [number, number] {
  if (line.length <= longest) return [0, line.length];
  const start = Math.max(0, Math.min(first - before, line.length - longest));
  const blank = start === 0 ? -1 : line.indexOf(' ', start);
  const from = start > 0 && blank >= 0 && blank < first ? blank + 1 : start;
  const last = from + longest >= line.length ? line.length : line.lastIndexOf(' ', from + longest);
  return [from, last > first ? last : Math.min(line.length, from + longest)];
}
