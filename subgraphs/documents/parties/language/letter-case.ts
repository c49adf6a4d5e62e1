import { elementAt } from '../../lists/elements.js';
import { stemOf } from './inflection.js';
import { placeWord } from './organization-nouns.js';

/** Writes a name that a letterhead prints in capitals as the rest of the text would: «Управление образования администрации города Кизела». */
export function inSmallLetters(name: string, text: string): string {
  if (!/[А-ЯЁ]{4}/.test(name)) return name;
  const words = name.split(' ');
  const capitals = /[А-ЯЁ]{4}/.test(name) ? capitalsIn(text) : new Map<string, boolean>();
  return words
    .map((word, i) => {
      if (!/^[А-ЯЁ«(]{2}[А-ЯЁ-]*[»),]*$/.test(word) && !/^[А-ЯЁ]$/.test(word)) return word;
      const small = word.toLowerCase();
      const proper = capitals.get(stemOf(small.replace(/[^а-яё-]/g, ''))) ?? isPlaceName(words, i);
      return proper || i === 0 ? small.replace(/[а-яё]/, (letter) => letter.toUpperCase()) : small;
    })
    .join(' ');
}

/** Does a word stand with a capital inside sentences, by stem; false where it stands both ways. */
function capitalsIn(text: string): Map<string, boolean> {
  const capitals = new Map<string, boolean>();
  for (const [, word = ''] of text.matchAll(/(?<=[а-яё,] )([А-Яа-яЁё][а-яё-]+)/g)) {
    const stem = stemOf(word);
    capitals.set(stem, /^[А-ЯЁ]/.test(word) && (capitals.get(stem) ?? true));
  }
  return capitals;
}

/** «ГОРОДА КИЗЕЛА», «КЕМЕРОВСКОГО МУНИЦИПАЛЬНОГО ОКРУГА», «РЕСПУБЛИКИ КАРЕЛИЯ». */
function isPlaceName(words: readonly string[], i: number): boolean {
  const before = words[i - 1] ?? '';
  if (/^(?:город[а-я]?|г\.|республик[а-я]|пос[её]л\S+|станиц[а-я])$/i.test(before))
    return !placeWord.test(elementAt(words, i));
  return (
    /(?:ск|цк)(?:ого|ой|ий|ому|им|ом)$/i.test(elementAt(words, i)) &&
    !/^(?:городск|областн|сельск)/i.test(elementAt(words, i)) &&
    [1, 2].some((ahead) => placeWord.test(words[i + ahead] ?? ''))
  );
}
