import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type ListedWord, WordList } from './word-list.js';

/** Russian words in all their forms; forms in small letters, е for ё. */
export interface Dictionary {
  /** Is it a form of a word that is no name. */
  has(form: string): boolean;
  /** The words that it may be a form of: several where forms fall together («стали»), none where no word has it. */
  wordsOf(form: string): ListedWord[];
  /** The words that are written so. */
  listed(word: string): readonly ListedWord[];
  /** All words, with `endings` by which each is inflected. */
  readonly words: Iterable<ListedWord>;
  readonly endings: readonly Ending[];
}

/** A suffix that a flag gives to words of a pattern, and the letters of the word that it replaces. */
export interface Ending {
  flag: string;
  instead: string;
  suffix: string;
  pattern: RegExp;
}

/** Changes whenever forms may be read as those of other words. */
export const dictionaryVersion: string = JSON.parse(
  readFileSync(
    path.join(path.dirname(createRequire(import.meta.url).resolve('dictionary-ru')), 'package.json'),
    'utf8',
  ),
).version;

/**
 * Hunspell's Russian dictionary, read when first asked for, in 0.1 s. It is looked up backwards, from the form to its word:
 * libraries spell out every form first, which takes them ten seconds.
 */
export function dictionary(): Dictionary {
  cached ??= readDictionary();
  return cached;
}

let cached: Dictionary | undefined;

function readDictionary(): Dictionary {
  const folder = path.dirname(createRequire(import.meta.url).resolve('dictionary-ru'));
  const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8').replaceAll('ё', 'е');
  const words = new WordList(textOf('index.dic'));
  const endings = endingsOf(textOf('index.aff'));
  const bySuffix = new Map(
    [...Map.groupBy(endings, ({ suffix }) => suffix)].map(([suffix, same]) => [
      suffix,
      [...Map.groupBy(same, ({ instead }) => instead)],
    ]),
  );
  const longest = Math.max(...endings.map(({ suffix }) => suffix.length));

  /** Tells each word that it is a form of, until one is enough. */
  const search = (form: string, isEnough: (word: ListedWord) => boolean): boolean => {
    if (words.find(form).some(isEnough)) return true;
    for (let length = 0; length <= longest && length < form.length; length++) {
      const stem = form.slice(0, form.length - length);
      for (const [instead, same] of bySuffix.get(form.slice(stem.length)) ?? none) {
        const word = stem + instead;
        for (const entry of words.find(word)) {
          const fits = ({ flag, pattern }: Ending) => entry.flags.includes(flag) && pattern.test(word);
          if (same.some(fits) && isEnough(entry)) return true;
        }
      }
    }
    return false;
  };

  return {
    has: (form) => form !== '' && search(form, ({ isName }) => !isName),
    wordsOf(form) {
      const all: ListedWord[] = [];
      search(form, (word) => {
        all.push(word);
        return false;
      });
      return all;
    },
    listed: (word) => words.find(word),
    words,
    endings,
  };
}

const none: [string, Ending[]][] = [];

/** Lines of «SFX I а ами [^гжкхцчшщ]а». */
function endingsOf(text: string): Ending[] {
  const patterns = new Map<string, RegExp>();
  return text.split('\n').flatMap((line) => {
    const [, flag, instead, suffix, pattern] = /^SFX (\S)\s+(\S+)\s+(\S+)\s+(\S+)/.exec(line) ?? [];
    if (!flag || !instead || !suffix || !pattern) return [];
    const ending = patterns.get(pattern) ?? new RegExp(`${pattern}$`);
    patterns.set(pattern, ending);
    return [{ flag, instead: letters(instead), suffix: letters(suffix), pattern: ending }];
  });
}

/** «0» is nothing. */
function letters(text: string): string {
  return text === '0' ? '' : text;
}
