import { boundary, inclusive } from './bounds.js';
import type { Clause } from './clause.js';
import { clock } from './clock.js';
import type { Cursor } from './cursor.js';
import { reversed } from './days.js';
import { isCalendarWord } from './lexicon.js';
import { type Part, spanOf } from './part.js';
import { term } from './terms.js';

/** «начинается 1 апреля и завершается 30 июня», «начало – 1 марта, окончание – 15 марта», «дата начала: …, дата окончания: …» */
export function beginningAndEnd(c: Cursor): Clause | null {
  const at = c.at;
  const first = edgeDay(c, isBeginning);
  if (!first) return null;
  c.skip('comma', 'semicolon', 'newline', 'dash').skipWord('и', 'а');
  const last = edgeDay(c, isEnd);
  if (!last) return null;
  const span = spanOf(first, last);
  return span ? { type: 'spans', parts: [span], otherwise: [] } : c.refuse(at, reversed);
}

function edgeDay(c: Cursor, isEdge: (word: string) => boolean): Part | null {
  const labelled = c.word('дата', 'срок', 'дату') !== null;
  if (!c.isWord(isEdge)) return null;
  const named = c.take('word')!.value;
  let words = 0;
  while (words < 4 && c.isWord((word) => word.length > 2 && !isCalendarWord(word))) {
    c.at++;
    words++;
  }
  const mark = c.take('dash', 'colon');
  // «начало сентября» is a part of it.
  if (!mark && words === 0 && !labelled && isNoun(named)) return null;
  c.attempt(() => clock(c.skipWord('в')));
  c.skipWord('с', 'по', 'до', 'в');
  const found = c.attempt(() => boundary(c)) ?? term(c);
  if (found) c.attempt(() => inclusive(c));
  return found;
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
