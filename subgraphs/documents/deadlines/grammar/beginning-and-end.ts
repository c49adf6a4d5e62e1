import type { TokenCursor } from '../lexer/cursor.js';
import { isCalendarWord } from '../lexer/lexicon.js';
import { boundary, inclusive } from './bounds.js';
import { term } from './calendar-terms.js';
import type { DeadlineClause } from './clause.js';
import { clock } from './clock.js';
import { type CalendarSpan, spanOf } from './day-part.js';
import { reversed } from './days.js';

/**
 * «начинается 1 апреля и завершается 30 июня», «дата начала: 01.03, дата окончания: 15.03»; alone they are a first or a last
 * day: «начало – 1 сентября», «завершить до 1 мая».
 */
export function beginningAndEnd(c: TokenCursor): DeadlineClause | null {
  // «начало – 10.00 16.10» is a time of day.
  if (c.ahead(() => c.word('начало') && clock(c.skip('dash', 'colon').skipWord('в', 'с')))) return null;
  const at = c.at;
  const first = c.attempt(() => edgeDay(c, isBeginning));
  if (!first) {
    const only = isAlone(c.peek(0)?.value) || isAlone(c.peek(1)?.value) ? edgeDay(c, isEnd) : null;
    return only && { type: 'until', part: only, otherwise: null };
  }
  const last = c.attempt(() => {
    c.skip('comma', 'semicolon', 'newline', 'dot', 'dash').skip('newline').skipWord('и', 'а');
    return edgeDay(c, isEnd);
  });
  if (!last) {
    return c.tokens.slice(at, at + 2).some(({ value }) => isAlone(value)) ? { type: 'from', part: first } : null;
  }
  const span = spanOf(first, last);
  return span ? { type: 'spans', parts: [span], otherwise: [] } : c.refuse(at, reversed);
}

/** An opening or a closing alone is an event of its own day. */
function isAlone(word = ''): boolean {
  return /^(?:нач[аи]|окончан|заверш|заканч|законч)/.test(word);
}

function edgeDay(c: TokenCursor, isEdge: (word: string) => boolean): CalendarSpan | null {
  const labelled = c.word('дата', 'срок', 'дату') !== null;
  const name = c.isWord(isEdge) && c.take('word');
  if (!name) return null;
  const noun = isNoun(name.value);
  for (let words = 0; words < 4 && c.isWord((word) => word.length > 2 && !isCalendarWord(word)); words++) c.at++;
  const mark = c.take('dash', 'colon');
  // «начало сентября» and «начало – середина мая» are parts of it.
  if (noun && !mark && !labelled) return null;
  if (noun && c.isWord((word) => /^(?:нача|серед|кон[еч])/.test(word))) return null;
  c.attempt(() => clock(c.skipWord('в', 'с')));
  c.skipWord('с', 'по', 'до', 'в');
  const edge = c.attempt(() => boundary(c)) ?? term(c);
  if (edge) c.attempt(() => inclusive(c));
  return edge;
}

function isBeginning(word: string): boolean {
  return /^(?:начал[оаеу]|начинается|начать|начинаются|стартует|старт|открыти[ея]|открывается)$/.test(word);
}

function isEnd(word: string): boolean {
  return /^(?:окончани[ея]|завершени[ея]|конец|конца|заканчивается|завершается|завершить|закончить|заканчиваются|завершаются|закрыти[ея]|закрывается)$/.test(
    word,
  );
}

function isNoun(word: string): boolean {
  return /^(?:начал|окончани|завершени|кон|открыти|закрыти|старт$)/.test(word);
}
