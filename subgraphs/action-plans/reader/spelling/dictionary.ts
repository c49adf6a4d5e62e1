import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Russian words in all their forms. */
export interface Dictionary {
  /** Is it a form of a word; in small letters, е for ё. */
  has(form: string): boolean;
}

/**
 * Hunspell's Russian dictionary, read when first asked for and let go when memory is wanted: only publishing asks. It is looked
 * up backwards, from the form to its word: libraries spell out every form first, which takes them ten seconds.
 */
export function dictionary(): Dictionary {
  const known = kept?.deref();
  if (known) return known;
  const read = readDictionary();
  kept = new WeakRef(read);
  return read;
}

let kept: WeakRef<Dictionary> | null = null;

function readDictionary(): Dictionary {
  const folder = path.dirname(createRequire(import.meta.url).resolve('dictionary-ru'));
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8').replaceAll('ё', 'е');
  const words = wordsOf(read('index.dic'));
  const endings = endingsOf(read('index.aff'));
  const isForm = (form: string, length: number) => {
    const stem = form.slice(0, form.length - length);
    return (endings.get(form.slice(stem.length)) ?? []).some(({ flag, instead, pattern }) => {
      const word = stem + instead;
      return words.get(word)?.includes(flag) && word.endsWith(instead) && pattern.test(word);
    });
  };
  const longest = Math.max(...[...endings.keys()].map((ending) => ending.length));
  const lengths = Array.from({ length: longest + 1 }, (_, length) => length);
  return {
    has: (form) => words.has(form) || lengths.some((length) => length < form.length && isForm(form, length)),
  };
}

/** Lines of «новинка/I»: a word, and by which flags it is inflected. */
function wordsOf(text: string): Map<string, string> {
  const words = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const cut = line.indexOf('/');
    const [word, flags] = cut < 0 ? [line, ''] : [line.slice(0, cut), line.slice(cut + 1)];
    words.set(word, (words.get(word) ?? '') + flags);
  }
  return words;
}

/** What a flag adds to words of a pattern, and what stands there in the word itself. */
interface Ending {
  flag: string;
  instead: string;
  pattern: RegExp;
}

/** Lines of «SFX I а ами [^гжкхцчшщ]а», by what they add. */
function endingsOf(text: string): Map<string, Ending[]> {
  const endings = new Map<string, Ending[]>();
  for (const line of text.split('\n')) {
    const [, flag, instead, added, pattern] = /^SFX (\S)\s+(\S+)\s+(\S+)\s+(\S+)/.exec(line) ?? [];
    if (!pattern) continue;
    const ending = { flag: flag!, instead: letters(instead!), pattern: new RegExp(`${pattern}$`) };
    endings.set(letters(added!), [...(endings.get(letters(added!)) ?? []), ending]);
  }
  return endings;
}

/** «0» is nothing. */
function letters(text: string): string {
  return text === '0' ? '' : text;
}
