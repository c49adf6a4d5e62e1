import { reduceWord } from './reduce.js';
import { type WordToken, wordTokens } from './word-tokens.js';

/** One place of a text, by everything that it is found by. */
export interface Term extends WordToken {
  keys: readonly string[];
}

/** The places of a text in order. A month after a day is found by its number too: «17 июля 2024» is «17.07.2024». */
export function termsOf(text: string): Term[] {
  let day: WordToken | null = null;
  return [...wordTokens(text)].map((token) => {
    const month = day && monthOf(token.word);
    day = isDay(token) ? token : null;
    const keys = reduceWord(token.word);
    return { ...token, keys: month ? [...keys, month] : keys };
  });
}

/** Words that only join others: beside other words nothing is looked for by them. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word);
}

export function isDay({ isNumber, word }: WordToken): boolean {
  return isNumber && Number(word) >= 1 && Number(word) <= 31;
}

/** The number of a month by its name in the genitive, as dates have it. */
export function monthOf(word: string): string | null {
  const index = months.indexOf(word);
  return index < 0 ? null : String(index + 1);
}

const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

const functionWords = new Set(
  (
    'а без благодаря бы в вместо во вокруг для до ее его же за и из или их к как ко кроме ли либо между на над не ни но ' +
    'о об обо около от ото перед по под после при про ради с сквозь со среди так также того то у через что чтобы это'
  ).split(' '),
);
