import type { Clause, DayOfMonth, Unit } from './clause.js';
import type { Cursor } from './cursor.js';
import { every } from './every.js';
import { monthOf, rhythmOf, unitOf } from './lexicon.js';
import { untilWords } from './phrases.js';
import { ordinalEnding } from './years.js';

/** «до 10 числа каждого месяца», «с 1 по 10 число каждого месяца», «не позднее 25-го числа», «15-го», «до 5 числа месяца, следующего за отчётным» */
export function dayOfMonth(c: Cursor): Clause | null {
  const until = c.attempt(() => untilWords(c)) !== null;
  if (!until) c.skipWord('на', 'в');
  const last = c.attempt(() => lastDay(c));
  const named = last === null ? c.attempt(() => numbered(c, until)) : { day: last, since: null, month: null };
  if (!named) return null;
  const { day, since } = named;
  const month = c.attempt(() => ofMonth(c, last !== null));
  if (month) return { type: 'day-of-month', day, since, ...month };
  if (last === null) return { type: 'day-of-month', day, since, month: named.month ?? 'unsaid', of: null };
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

/** «25 числа», «с 25 по 30 число», «15-го», and «до 10» where a mark or the rhythm follows. */
function numbered(c: Cursor, until: boolean): { day: number; since: number | null; month: 'bare' | null } | null {
  const opened = !until && c.word('с', 'со') !== null;
  const first = c.number(1, 31);
  if (first === null) return null;
  if (opened) ordinalEnding(c);
  const last = c.attempt(() => (opened ? c.word('по', 'до') : c.take('dash')) && c.number(first, 31));
  if (opened && last === null) return null;
  const day = last ?? first;
  const since = last === null ? null : first;
  const ending = ordinalEnding(c);
  if (c.word('число', 'числа', 'числу', 'чисел')) return { day, since, month: null };
  const next = c.peek();
  const ends = !next || ['comma', 'semicolon', 'newline', 'close'].includes(next.kind);
  const goesOn = c.isWord((word) => rhythmOf(word) === 'month' || word === 'каждого');
  if (c.isWord(monthOf) || !(ends || goesOn) || !(ending || until || (opened && goesOn))) return null;
  return { day, since, month: ending ? null : 'bare' };
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
