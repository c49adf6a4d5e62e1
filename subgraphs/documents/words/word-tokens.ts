import { inCyrillic } from './homoglyphs.js';

/** A word or a number of a text, and where it stands there. */
export interface WordToken {
  /** In small letters, е for ё, without stress marks and soft hyphens; a number without zeros before it. */
  word: string;
  isNumber: boolean;
  start: number;
  end: number;
  /** Only signs, no blank, stand between it and the one before: «научно-методический», «273-ФЗ», «17.07.2024». */
  isJoined: boolean;
  /** «n» of a number that has «N» before it. */
  sign?: string;
}

/**
 * The words of a text: runs of letters, and runs of digits. Whatever else stands between them (any dash, any quotes,
 * brackets, a line break) only parts them. «N» before a number is «№», which is no word.
 */
export function* wordTokens(text: string): Generator<WordToken> {
  let before = 0;
  let sign: string | undefined;
  for (const match of text.matchAll(pattern)) {
    const raw = match[0];
    const start = match.index;
    if (numero.test(raw) && beforeNumber.test(text.slice(start + raw.length, start + raw.length + 4))) {
      sign = raw.toLowerCase();
      continue;
    }
    const isJoined = before > 0 && !/\s/.test(text.slice(before, start));
    const isNumber = /^\p{N}/u.test(raw);
    const end = start + raw.length;
    const word = isNumber ? numberOf(raw) : wordOf(raw);
    before = end;
    if (word !== '') yield { word, isNumber, start, end, isJoined, ...(sign && { sign }) };
    sign = undefined;
  }
}

// Soft hyphens and joiners of no width stand within words.
const pattern = /[\p{L}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+|\p{N}+/gu;
const numero = /^no?$/i;
const beforeNumber = /^\.?\s{0,2}\d/;

/** Longer ones are no words, and the database takes none longer than 2 KB. */
const longest = 100;

function numberOf(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/^0+(?=.)/, '')
    .slice(0, longest);
}

function wordOf(raw: string): string {
  const word = raw
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .normalize('NFC')
    .replace(/[^\p{L}]/gu, '')
    .slice(0, longest);
  if (!latin.test(word)) return word;
  // «МКДOУ» with a Latin «O»; a word of twins alone is read as Russian, here and there.
  return /[а-я]/.test(word) || !otherLatin.test(word) ? inCyrillic(word) : word;
}

const latin = /[a-z]/;
const otherLatin = /[^aceopxykmhtb]/;
