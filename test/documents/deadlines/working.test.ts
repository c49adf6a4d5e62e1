import { describe, expect, it } from '@jest/globals';
import { judge, type Label, type Source, sourcesIn } from './labelled.js';

/** Text, kind, windows, status and, of a recurrence, its rule. */
type Row = [string, string, string, string, string?];

/** Phrases that the grammar was broadened with: from public texts, and `made` after the forms of the language. */
const sources = ['working.json', 'plan-cells.json'].flatMap(
  (name) => sourcesIn<Row>(name) as (Source<Row> & { made?: true })[],
);

/** What a reader would know and the grammar does not. */
const misses = ['в течение 5 рабдней', 'за год'];

const judged = sources.flatMap((source) =>
  source.phrases.map(([text, kind, windows, status, rrule]) => {
    const label: Label = { text, kind, windows, status, ...(rrule && { rrule }) };
    return { ...judge(label, source), context: source };
  }),
);

describe('deadlines of many forms', () => {
  it('are read right but for those known', () => {
    const others = judged.filter(({ right, label }) => !right && !misses.includes(label.text));
    expect(others.map(({ read }) => read)).toEqual([]);
  });

  it('are never wrong with confidence', () => {
    expect(judged.filter(({ wrong }) => wrong).map(({ read }) => read)).toEqual([]);
  });
});

describe('how a deadline is typed does not change what it says', () => {
  it.each<[string, (text: string) => string]>([
    ['in capitals', (text) => text.toUpperCase()],
    ['with a dot behind it', (text) => `${text}.`],
    ['with a semicolon behind it', (text) => `${text};`],
    ['in brackets', (text) => `(${text})`],
    ['behind a number', (text) => `1) ${text}`],
    ['behind a dash', (text) => `- ${text}`],
    ['behind «Срок:»', (text) => `Срок: ${text}`],
    ['with blanks that do not break', (text) => text.replaceAll(' ', '\u00a0')],
    ['with two blanks', (text) => text.replaceAll(' ', '  ')],
    ['with long dashes', (text) => text.replaceAll('-', '–')],
    ['with short dashes', (text) => text.replaceAll('–', '-')],
    ['with Latin letters that look alike', (text) => text.replace(/[аеорсух]/g, (letter) => alike[letter]!)],
  ])('%s', (how, type) => {
    // Each way of typing is tried on another quarter of the phrases.
    const some = judged.filter((_, i) => i % 4 === how.length % 4);
    const changed = some.flatMap(({ label, read, context }) => {
      const typed = judge({ ...label, text: type(label.text) }, context).read;
      return JSON.stringify(typed.slice(1)) === JSON.stringify(read.slice(1)) ? [] : [[...read, ...typed]];
    });
    expect(changed).toEqual([]);
  });
});

const alike: Record<string, string> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x' };
