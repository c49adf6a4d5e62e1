import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { dictionary } from '../../subgraphs/documents/words/dictionary.js';
import { reduceWord } from '../../subgraphs/documents/words/reduce.js';
import { wordTokens } from '../../subgraphs/documents/words/word-tokens.js';
import type { Instance } from '../../subgraphs/instance.js';
import { run } from '../../subgraphs/kit/database/execute-sql.js';
import { matches, parseSearchText } from '../../subgraphs/kit/search/question.js';
import { ask, owners, startSeededInstance } from '../instance.js';

interface Entry {
  id: string;
  kind: string;
  texts: string[];
}

let instance: Instance;
let entries: Entry[];
beforeAll(async () => {
  instance = await startSeededInstance(owners);
  entries = await run(instance.orm.em.fork(), sql<Entry>`select id, kind, texts from search.entry order by id`);
});
afterAll(() => instance?.close());

/** By each word as it is printed, between whatever is no letter and no digit, the things that have it. */
function wordsOf(of: readonly Entry[]): Map<string, Set<string>> {
  const byWord = new Map<string, Set<string>>();
  for (const { id, texts } of of) {
    for (const [word] of texts.join('\n').matchAll(/[\p{L}\p{N}]+/gu)) {
      const key = word.toLowerCase();
      byWord.set(key, (byWord.get(key) ?? new Set()).add(id));
    }
  }
  return byWord;
}

const asked = new Map<string, Set<string>>();

async function idsBy(text: string): Promise<Set<string>> {
  const known = asked.get(text);
  if (known) return known;
  const isFound = matches(parseSearchText(text)!);
  const rows = await run(instance.orm.em.fork(), sql<{ id: string }>`select id from search.entry e where ${isFound}`);
  const ids = new Set(rows.map(({ id }) => id));
  asked.set(text, ids);
  return ids;
}

describe('Over the five orders and all institutions', () => {
  it('every word of every title and text finds its own row', async () => {
    const byWord = wordsOf(entries);
    const lost: string[] = [];
    for (const [word, ids] of byWord) {
      const found = await idsBy(word);
      if (![...ids].every((id) => found.has(id))) lost.push(word);
    }
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['ACT', 'CLAUSE', 'MEASURE', 'INSTITUTION']));
    expect(byWord.size).toBeGreaterThan(1500);
    expect(lost).toEqual([]);
  });

  it('every title and every clause finds its own row, asked for as it is printed', async () => {
    const lost: string[] = [];
    for (const { id, texts } of entries) {
      // As much as one may ask for, in whole words.
      const text = texts[0]!.slice(0, 300).replace(texts[0]!.length > 300 ? /\s\S*$/ : /$^/, '');
      if (!(await idsBy(text)).has(id)) lost.push(text);
    }
    expect(lost).toEqual([]);
  });

  it('every dictionary form of their nouns and adjectives finds them', () => {
    const { endings, wordsOf: dictionaryWords } = dictionary();
    const words = new Set(
      entries.flatMap(({ texts }) => texts.flatMap((text) => [...wordTokens(text)].map(({ word }) => word))),
    );
    let count = 0;
    const lost: string[] = [];
    for (const word of words) {
      const keys = new Set(reduceWord(word));
      for (const lemma of dictionaryWords(word)) {
        if (lemma.isName || !/[AEFGHIJKNO]/.test(lemma.flags) || /[LPMRUVWY]/.test(lemma.flags)) continue;
        const forms = endings
          .filter(
            ({ flag, pattern, instead }) =>
              lemma.flags.includes(flag) && lemma.word.endsWith(instead) && pattern.test(lemma.word),
          )
          .map(({ instead, suffix }) => lemma.word.slice(0, lemma.word.length - instead.length) + suffix);
        for (const form of [lemma.word, ...forms]) {
          count++;
          if (!reduceWord(form).some((key) => keys.has(key))) lost.push(`${word} – ${form}`);
        }
      }
    }
    expect(count).toBeGreaterThan(10_000);
    expect(lost.length / count).toBeLessThan(0.01);
  });

  it('a word finds few things that do not have it in some form', async () => {
    const measures = entries.filter(({ kind }) => kind === 'MEASURE');
    const byWord = wordsOf(measures);
    const ofMeasures = new Set(measures.map(({ id }) => id));
    let [found, own] = [0, 0];
    for (const [word, ids] of byWord) {
      own += ids.size;
      for (const id of await idsBy(word)) if (ofMeasures.has(id)) found++;
    }
    expect(found / own).toBeLessThan(2.5);
  });

  it.each([
    ['beside an opening quote', 'взаимодействие с семьей', 1],
    ['of another form, beside quotes', 'дорожной карты', 1],
    ['between quotes', 'Лауреат года', 1],
    ['in the singular, of rows that have the plural', 'дефицит', 4],
    ['in the plural, as printed', 'дефицитов', 4],
  ])('measures are found by words %s', async (_, search, least) => {
    const query = 'query ($search: String) { measures(filter: { search: $search }) { totalCount } }';
    const { data } = await ask(`${instance.server.url}/graphql`, query, { search });
    expect(data.measures.totalCount).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['ё and е', 'взаимодействие с семьёй', 'взаимодействие с семьей'],
    ['case', 'ДОШКОЛЬНОЕ образование', 'дошкольное Образование'],
    ['any quotes', 'план „дорожной карты“', 'план "дорожной карты"'],
    ['any dash', 'научно‑методический', 'научно-методический'],
    ['«N» and «№»', 'приказ N 1219', 'приказ № 1219'],
    ['«№» or nothing', '№1219', '1219'],
    ['Latin letters among Russian', 'мониторинг кaчества', 'мониторинг качества'],
    ['zeros before numbers', '5.7.2024', '05.07.2024'],
    ['dates in figures and words', '05.07.2024', '5 июля 2024'],
    ['signs that mean something elsewhere', 'качество & образование | !план:*', 'качество образование план'],
    ['a minus before a word', 'качество -образования', 'качество образования'],
  ])('%s are alike', async (_, one, other) => {
    const found = await idsBy(one);
    expect(found).toEqual(await idsBy(other));
    expect(found.size).toBeGreaterThan(0);
  });

  it.each([
    ['the number of a law', '273-ФЗ'],
    ['the number of an act', '1219'],
    ['a compound number', '26-01-06-659'],
    ['one half of a compound', 'методический'],
    ['a compound', 'научно-методическое'],
  ])('%s is found', async (_, text) => expect((await idsBy(text)).size).toBeGreaterThan(0));

  it('what is in quotes stands together in that order', async () => {
    expect((await idsBy('«качества дошкольного образования»')).size).toBeGreaterThan(0);
    expect((await idsBy('образования дошкольного качества')).size).toBeGreaterThan(0);
    expect(await idsBy('«образования дошкольного качества»')).toEqual(new Set());
  });
});

describe('Whatever the text', () => {
  const longest = 300;
  const cut = (text: string) => [...text].slice(0, longest).join('');
  it.each([
    ['operators of a query', 'а & | ! <-> :* \\ (((('],
    ['quotes of a literal', "'; drop table search.entry; --"],
    ['brackets', cut('('.repeat(longest))],
    ['quotes without words', cut('"'.repeat(longest))],
    ['the same phrase again and again', cut('"а б в г д е" '.repeat(50))],
    ['as many different words as fit', cut(Array.from({ length: 100 }, (_, i) => `${i + 10}`).join(' '))],
    ['as many words joined as fit', cut(Array.from({ length: 100 }, (_, i) => `${i + 10}`).join('-'))],
    ['many common words', cut('и дошкольного образования '.repeat(30))],
    ['one long word', 'ж'.repeat(longest)],
    ['one long number', '9'.repeat(longest)],
    ['a character that the database does not take', 'сад\u0000дом'],
    ['half of a character', 'сад \ud83d дом'],
    ['signs beyond the basic plane', '😀 𝒜 \u{10ffff}'],
    ['combining signs alone', cut('\u0301'.repeat(longest))],
    ['wild cards', '%_%'],
  ])('an answer comes soon, and no failure: %s', async (_, text) => {
    const questions = [
      'search(text: $text) { totalCount nodes { excerpt { text isMatch } } }',
      'measures(filter: { search: $text }) { totalCount }',
      'legalActs(filter: { search: $text }) { totalCount }',
      'institutions(filter: { search: $text }) { totalCount }',
      'measures(filter: { responsible: $text }) { totalCount }',
      'organizations(filter: { named: $text }) { totalCount }',
    ];
    for (const question of questions) {
      const started = performance.now();
      const { data, errors } = await ask(`${instance.server.url}/graphql`, `query ($text: String!) { ${question} }`, {
        text,
      });
      expect(performance.now() - started).toBeLessThan(2000);
      if (errors) expect(['BAD_ARGUMENT', 'BAD_VARIABLE']).toContain(errors[0]!.extensions.code);
      else expect(data).toBeDefined();
    }
  });
});
