import type { TokenCursor } from '../lexer/cursor.js';
import { isAdjective } from '../lexer/lexicon.js';

/** «летние и зимние школьные каникулы», «осенних каникул»: when they are every school says itself. */
export function holidays(c: TokenCursor): true | null {
  for (let words = 0; words < 8; words++) {
    if (c.isWord((word) => word.startsWith('каникул'))) return c.take('word') && true;
    if (words > 0 && c.take('comma')) c.skipWord('и');
    else if (words > 0) c.skipWord('и', 'или');
    if (!c.isWord(isAdjective)) return null;
    c.at++;
  }
  return null;
}
