import type { Clause, DayOfMonth, Unit } from './clause.js';
import type { Cursor } from './cursor.js';
import { every } from './every.js';
import { monthOf, rhythmOf, unitOf } from './lexicon.js';
import { untilWords } from './phrases.js';
import { ordinalEnding } from './years.js';

/** «до 10 числа каждого месяца», «не позднее 25-го числа», «15-го», «до 5 числа месяца, следующего за отчётным» */
export function dayOfMonth(c: Cursor): Clause | null {
  const until = c.attempt(() => untilWords(c)) !== null;
  if (!until) c.skipWord('на', 'в');
  const last = c.attempt(() => lastDay(c));
  const named = last === null ? c.attempt(() => numbered(c, until)) : { day: last, month: null };
  if (!named) return null;
  const day = named.day;
  const month = c.attempt(() => ofMonth(c, last !== null));
  if (month) return { type: 'day-of-month', day, ...month };
  if (last === null) return { type: 'day-of-month', day, month: named.month ?? 'unsaid', of: null };
  const unit = c.skipWord('каждого', 'каждой').lexeme(unitOf);
  return unit && ['quarter', 'half', 'year'].includes(unit) ? every(unit, 1) : null;
}

/** «последний день», «последнего рабочего дня», «последнее число», «последняя неделя» */
function lastDay(c: Cursor): -1 | null {
  if (c.words('последняя|последнюю|последней неделя|неделю|неделе')) return -1;
  if (!c.word('последний', 'последнего', 'последнему', 'последнее')) return null;
  c.skipWord('рабочий', 'рабочего', 'рабочему', 'календарный', 'календарного');
  return c.word('день', 'дня', 'дню', 'число', 'числа') && -1;
}

/** «25 числа», «25–30 числа», «15-го», and «до 10» where a mark or the rhythm follows. */
function numbered(c: Cursor, until: boolean): { day: number; month: 'bare' | null } | null {
  const first = c.number(1, 31);
  const day = first === null ? null : (c.attempt(() => c.take('dash') && c.number(first, 31)) ?? first);
  if (day === null) return null;
  const ending = ordinalEnding(c);
  if (c.word('число', 'числа', 'числу', 'чисел')) return { day, month: null };
  const next = c.peek();
  const ends = !next || ['comma', 'semicolon', 'newline', 'close'].includes(next.kind);
  const goesOn = c.isWord((word) => rhythmOf(word) === 'month' || word === 'каждого');
  if (c.isWord(monthOf) || !(ends || goesOn) || !(ending || until)) return null;
  return { day, month: ending ? null : 'bare' };
}

function ofMonth(c: Cursor, last: boolean): Pick<DayOfMonth, 'month' | 'of'> | null {
  const said = (month: DayOfMonth['month'], of: Unit | null = null) => ({ month, of });
  return c.oneOf<Pick<DayOfMonth, 'month' | 'of'>>(
    () => c.words('каждого месяца') && said('every'),
    () => c.lexeme((word) => (rhythmOf(word) === 'month' ? said('every') : undefined)),
    () => c.attempt(() => c.words('месяца') && c.skip('comma').words('следующего за')) && ended(c),
    () => c.words('следующего месяца') && said('next'),
    () => c.words('последнего|третьего месяца квартала') && said('last', 'quarter'),
    () => c.words('последнего месяца') && said('last'),
    () => c.words('отчетного|текущего месяца') && said('unsaid'),
    () => (last ? c.words('месяца') && said('every') : null),
  );
}

/** «отчётным кварталом», «отработанным», «месяцем окончания квартала» */
function ended(c: Cursor): Pick<DayOfMonth, 'month' | 'of'> | null {
  if (c.words('месяцем окончания')) return { month: 'next', of: c.lexeme(unitOf) };
  const reported = c.isWord((word) => /(?:ным|шим|мым)$/.test(word)) ? c.take('word') : null;
  const unit = c.word('месяцем', 'кварталом', 'полугодием');
  if (!reported && !unit) return null;
  const of = { месяцем: 'month', кварталом: 'quarter', полугодием: 'half' }[unit?.value ?? ''] as Unit | undefined;
  if (!unit) c.skipWord('периодом');
  return { month: 'next', of: of ?? null };
}
