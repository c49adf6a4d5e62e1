import { isMonth } from '../lexer/calendar-spelling.js';
import type { TokenCursor } from '../lexer/cursor.js';
import { isAdjective, isCalendarWord, monthByWord, rhythmByWord } from '../lexer/lexicon.js';
import { term } from './calendar-terms.js';
import { chain } from './chain.js';
import { phrase } from './phrases.js';

/**
 * Goes on to a mark that parts, or to where another phrase plainly begins. Null if it reads no word. `named` where its
 * head names it already, so that another phrase may follow at once: «по плану в течение года».
 */
export function rest(c: TokenCursor, { ends, named: hasName = false }: Until = {}): true | null {
  const from = c.at;
  while (!c.done && !marks.some((kind) => c.is(kind))) {
    if (((hasName || c.at > from) && begins(c)) || ends?.(c)) break;
    if (!c.attempt(() => ownTerm(c))) c.at++;
  }
  while (c.at > from && (c.is('dot', -1) || c.is('dash', -1) || c.is('colon', -1))) c.at--;
  return c.tokens.slice(from, c.at).some(({ kind }) => kind === 'word') || null;
}

interface Until {
  /** Where else it ends. */
  ends?: (c: TokenCursor) => boolean;
  named?: boolean;
}

const marks = ['comma', 'semicolon', 'newline', 'colon', 'open', 'close'] as const;

/** «по графику март – апрель» goes on to days of its own; «по плану на март – май» has them in its name. */
export function beginsTerm(c: TokenCursor): boolean {
  if (!c.is('number') && !c.isWord(isMonth)) return false;
  return ['day', 'month', 'span'].includes(c.ahead(() => term(c))?.unit ?? '');
}

function ownTerm(c: TokenCursor): true | null {
  if (!c.word('на', 'за', 'с', 'от', 'до', 'к', 'в')) return null;
  return c.is('number') || c.isWord(monthByWord) ? chain(c) && true : null;
}

/** Here begins what nobody would take for a part of a name: «ежегодно», «в течение года», «не реже», «– до 1 мая». */
export function begins(c: TokenCursor): boolean {
  if (c.is('dash')) {
    // «по плану на март – май» has its dash within a term.
    const within = c.is('number', -1) || c.isWord(isCalendarWord, -1);
    return !within && c.peek()?.spaced === true && c.ahead(() => phrase(c.skip('dash'))) !== null;
  }
  if (c.is('number')) return c.isWord((word) => /^раза?$/.test(word), 1);
  if (c.isWord((word) => word === 'но' || (rhythmByWord(word) && word.endsWith('о')))) return true;
  if (c.isWord((word) => word === 'не')) return c.isWord((word) => /^(?:реже|позднее|позже|менее)$/.test(word), 1);
  const apart = c.isWord((word) => word === 'в') && c.isWord((word) => word.startsWith('теч'), 1);
  const opens = apart || c.isWord((word) => word.startsWith('втеч'));
  const ends = c.isWord((word) => word === 'до') && c.is('number', 1);
  return (opens || ends) && c.ahead(() => phrase(c)) !== null;
}

/** Goes over up to four adjectives to the noun that they describe: «по отдельному годовому плану», «по отд. плану». */
export function described(c: TokenCursor, noun: (word: string) => boolean): true | null {
  for (let count = 0; count <= 4; count++) {
    const word = c.take('word')?.value ?? '';
    if (noun(word)) return true;
    if (!isAdjective(word) && !(isCutShort(word) && c.take('dot'))) return null;
  }
  return null;
}

/** «отд.», «утв.», «индивид.»: it ends in a consonant, and is no «сент.». */
function isCutShort(word: string): boolean {
  return /^[а-я]{1,8}[бвгджзклмнпрстфхцчшщ]$/.test(word) && !isCalendarWord(word);
}
