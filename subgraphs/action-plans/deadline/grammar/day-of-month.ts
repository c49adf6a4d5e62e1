import type { Clause, DayOfMonth } from './clause.js';
import type { Cursor } from './cursor.js';
import { every } from './every.js';
import { monthOf, rhythmOf, unitOf } from './lexicon.js';
import { untilWords } from './phrases.js';
import { ordinalEnding } from './years.js';

/** «до 10 числа каждого месяца», «не позднее 25-го числа», «15-го», «до 5 числа месяца, следующего за отчётным» */
export function dayOfMonth(c: Cursor): Clause | null {
  const until = c.attempt(() => untilWords(c)) !== null;
  if (!until) c.skipWord('на');
  const last = c.attempt(() => lastDay(c));
  const day = last ?? c.attempt(() => numbered(c, until));
  if (day === null) return null;
  const month = c.attempt(() => ofMonth(c, last !== null));
  if (month !== null || last === null) return { type: 'day-of-month', day, month: month ?? 'unsaid' };
  const unit = c.skipWord('каждого', 'каждой').lexeme(unitOf);
  return unit && ['quarter', 'half', 'year'].includes(unit) ? every(unit, 1) : null;
}

/** «последний день», «последнего рабочего дня», «последнее число» */
function lastDay(c: Cursor): -1 | null {
  if (!c.word('последний', 'последнего', 'последнему', 'последнее')) return null;
  c.skipWord('рабочий', 'рабочего', 'рабочему', 'календарный', 'календарного');
  return c.word('день', 'дня', 'дню', 'число', 'числа') && -1;
}

/** «25 числа», «15-го», and «до 10» where a mark or the rhythm follows. */
function numbered(c: Cursor, until: boolean): number | null {
  const day = c.number(1, 31);
  if (day === null) return null;
  const ending = ordinalEnding(c);
  if (c.word('число', 'числа', 'числу', 'чисел')) return day;
  const next = c.peek();
  const ends = !next || ['comma', 'semicolon', 'newline', 'close'].includes(next.kind);
  const goesOn = c.isWord((word) => rhythmOf(word) === 'month' || word === 'каждого');
  return !c.isWord(monthOf) && (ends || goesOn) && (ending || until) ? day : null;
}

function ofMonth(c: Cursor, last: boolean): DayOfMonth['month'] | null {
  return c.oneOf<DayOfMonth['month']>(
    () => c.words('каждого месяца') && 'every',
    () => c.lexeme((word) => (rhythmOf(word) === 'month' ? 'every' : undefined)),
    () => c.attempt(() => c.words('месяца') && c.skip('comma').words('следующего за')) && ended(c),
    () => c.words('следующего месяца') && 'next',
    () => c.words('последнего|третьего месяца квартала') && 'last',
    () => c.words('последнего месяца') && 'last',
    () => c.words('отчетного|текущего месяца') && 'unsaid',
    () => (last ? c.words('месяца') && 'every' : null),
  );
}

/** «отчётным кварталом», «месяцем окончания квартала» */
function ended(c: Cursor): 'next' | null {
  if (c.words('месяцем окончания') && c.lexeme(unitOf)) return 'next';
  const read = c.word('отчетным', 'истекшим', 'прошедшим') ?? c.word('кварталом', 'месяцем');
  if (read) c.skipWord('месяцем', 'кварталом', 'периодом', 'полугодием', 'годом');
  return read && 'next';
}
