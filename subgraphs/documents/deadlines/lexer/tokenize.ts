import { inCyrillic } from '../../words/index.js';
import { runTogether } from './calendar-spelling.js';
import { mendTokens } from './mending.js';
import type { DeadlineToken } from './token.js';

export function tokenize(text: string): DeadlineToken[] {
  const tokens: DeadlineToken[] = [];
  let behind = 0;
  for (const match of text.matchAll(tokenPattern)) {
    const [raw] = match;
    const kind = kindOf(raw);
    if (kind) {
      const start = match.index;
      const gap = text.slice(behind, start);
      const value = kind === 'word' ? foldWord(raw) : raw.normalize('NFKC');
      const end = start + raw.length;
      const spaced = gap !== '' || start === 0;
      const first = kind === 'word' && value.length === raw.length ? runTogether(value) : 0;
      if (first > 0) tokens.push({ kind, value: value.slice(0, first), start, end: start + first, spaced });
      const rest = first > 0 ? { start: start + first, spaced: false } : { start, spaced };
      tokens.push({ kind, value: value.slice(first), end, ...rest });
      behind = end;
    } else if (raw.trim() !== '' || raw === '\n') behind = match.index + raw.length;
  }
  return mendTokens(tokens);
}

/** Letters as they are compared: small, without ё, and Cyrillic where a Latin letter only looks so. */
export function foldWord(word: string): string {
  const small = word.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(invisible, '');
  // Roman numerals keep their letters: «IV», also typed with Cyrillic «І» or «Х».
  const roman = small.replaceAll('і', 'i').replaceAll('х', 'x');
  if (/^[ivx]+$/.test(roman)) return roman;
  return /\p{Script=Cyrillic}/u.test(small) || /^[aceopxykmhtb]+$/.test(small) ? inCyrillic(small) : small;
}

// «IVкв» is two words, «ЯнварьИюнь» and «Март2024г» are two words and three: a capital after a small letter begins a word, a digit a number.
const tokenPattern =
  /\p{Nl}+|[IVXІХ]+(?=кв|пол)|\p{Lu}+(?!\p{Ll})|\p{Lu}?(?:\p{Ll}|\p{Lm}|\p{M}|\p{Cf})+|\p{L}|\p{Nd}+|[\p{Pd}\u2212\u2500\u00ac~]+|[^\S\r\n\u2028\u2029]+|\r\n|[\s\S]/gu;

const invisible = /\p{M}|\p{Cf}/gu;
function kindOf(raw: string): DeadlineToken['kind'] | null {
  if (/^[\p{L}\p{Nl}]/u.test(raw)) return 'word';
  if (/^\p{Nd}/u.test(raw)) return 'number';
  if (/^[\r\n\u2028\u2029\u0085]/.test(raw)) return 'newline';
  if (/^(?:\s|\p{C}|\p{M})/u.test(raw)) return null;
  if (/^[\p{Pd}\u2212\u2500\u00ac~]/u.test(raw)) return 'dash';
  if (/^[*⁎∗†⁰¹²³⁴-⁹]/.test(raw)) return 'note';
  return marks[raw] ?? 'other';
}

const marks: Record<string, DeadlineToken['kind']> = {
  ',': 'comma',
  ';': 'semicolon',
  '.': 'dot',
  '/': 'slash',
  '\\': 'slash',
  ':': 'colon',
  '(': 'open',
  '[': 'open',
  ')': 'close',
  ']': 'close',
};
