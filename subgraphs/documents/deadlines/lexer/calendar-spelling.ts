import { isCalendarWord, knownWords, monthByWord, monthNames, namesOfTime, phraseWords } from './lexicon.js';

/** A calendar word that differs from an unknown word by one letter, where there is but one such word. */
export function correctSpelling(word: string): { word: string; meant: string } | null {
  if (word.length < 5 || word.length > 16 || knownWords.has(word)) return null;
  // No other word of the trade is so near to a month that its first letter tells them apart.
  const near = spelled.filter((other) => (other[0] === word[0] || monthByWord(other)) && distanceIsOne(word, other));
  const meanings = new Set(near.map((other) => monthByWord(other) ?? other));
  const [first] = near;
  if (first === undefined || meanings.size > 1) return null;
  return { word: first, meant: monthNames[(monthByWord(first) ?? 0) - 1] ?? first };
}

/** Is it a month, or one letter away from one. */
export function isMonth(word: string): boolean {
  return monthByWord(word) !== undefined || monthByWord(correctSpelling(word)?.word ?? '') !== undefined;
}

/** «теч-е», «кв-л»: the one word that begins and ends so. */
export function expandShortened(beginning: string, ending: string): string | undefined {
  if (beginning.length < 2 || ending.length > 2) return undefined;
  const candidates = shortenable.filter((word) => word.startsWith(beginning) && word.endsWith(ending));
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** «сентябрьоктябрь», «течениегода», «виюне»: how long the first of two words is that have run together; 0 if they have not. */
export function runTogether(word: string): number {
  if (word.length < 4 || knownWords.has(word)) return 0;
  const preposition = /^(?:в|во|с|со|к|до|по|на|за|от)(?=(?:ма[йяею]$|[а-я]{4}))/.exec(word)?.[0].length ?? 0;
  if (preposition > 0 && isWholeMonth(word.slice(preposition))) return preposition;
  if (word.length < 8) return 0;
  for (let length = word.length - 4; length >= 4; length--) {
    if (isCalendarWord(word.slice(0, length)) && isCalendarWord(word.slice(length))) return length;
  }
  return 0;
}

/** Not «дек», which words end in by chance. */
function isWholeMonth(word: string): boolean {
  return monthByWord(word) !== undefined && (word.length > 3 || /^ма[йяею]$/.test(word));
}

const shortenable = 'течение квартал квартала квартале полугодие полугодия месяц месяца понедельник'.split(' ');

/** Words that a slip of one letter is looked for in: long enough that it leaves no doubt. */
const spelled = [...namesOfTime, ...phraseWords].filter((word) => word.length >= 6);

/** One letter more, less, other, or two neighbours changed about. */
function distanceIsOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  const rest = (text: string, skip: number) => text.slice(head + skip);
  if (long.length > short.length) return rest(short, 0) === rest(long, 1);
  if (rest(short, 1) === rest(long, 1)) return true;
  return short[head] === long[head + 1] && short[head + 1] === long[head] && rest(short, 2) === rest(long, 2);
}
