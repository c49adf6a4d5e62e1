import { elementAt } from '../../lists/elements.js';
import type { TokenCursor } from '../lexer/cursor.js';
import type { Unit } from '../lexer/lexicon.js';
import { monthByWord, rhythmByWord, unitByWord } from '../lexer/lexicon.js';
import { inclusive, untilWords } from './bounds.js';
import type { DayOfMonth, DeadlineClause } from './clause.js';
import { every } from './every.js';
import { place } from './quarters.js';
import { ordinalEnding } from './years.js';

/** «до 10 числа каждого месяца», «с 1 по 10 число каждого месяца», «не позднее 25-го числа», «15-го», «до 5 числа месяца, следующего за отчётным» */
export function dayOfMonth(c: TokenCursor): DeadlineClause | null {
  const until = c.attempt(() => untilWords(c)) !== null;
  if (!until) c.skipWord('на', 'в');
  const working = c.attempt(() => workingDay(c));
  if (working) return working;
  const last = c.attempt(() => lastDay(c));
  const each = c.word('каждое', 'каждого') !== null;
  const numbers = last === null ? c.attempt(() => numbered(c, until)) : { days: [last], since: null, month: null };
  if (!numbers) return null;
  const { days, since } = numbers;
  const clause = { type: 'day-of-month' as const, days, since, until };
  const month = c.attempt(() => ofMonth(c, last !== null));
  if (month) return { ...clause, ...month };
  if (last === null) return { ...clause, month: each ? 'every' : (numbers.month ?? 'unsaid'), of: null };
  if (closes(c) && c.isWord((word) => /^(?:д[ен]|числ)/.test(word), -1)) return { ...clause, month: 'bare', of: null };
  const unit = c.skipWord('каждого', 'каждой').lexeme(unitByWord);
  return unit && ['quarter', 'half', 'year'].includes(unit) ? every(unit, 1) : null;
}

/** «первый рабочий день месяца», «3-го рабочего дня месяца, следующего за отчётным»: no rule says which day that is. */
function workingDay(c: TokenCursor): DeadlineClause | null {
  const nth = place(c);
  if (nth === null || !c.words('рабочий|рабочего|рабочему день|дня|дню')) return null;
  const month = ofMonth(c, true);
  return month && { ...every(month.of ?? 'month', 1), rule: null };
}

/** «последний день», «последнего рабочего дня», «последнее число», «последняя неделя» */
function lastDay(c: TokenCursor): -1 | null {
  if (c.words('последняя|последнюю|последней неделя|неделю|неделе')) return -1;
  if (!c.word('последний', 'последнего', 'последнему', 'последнее')) return null;
  c.skipWord('рабочий', 'рабочего', 'рабочему', 'календарный', 'календарного');
  return c.word('день', 'дня', 'дню', 'число', 'числа') && -1;
}

interface Numbered extends Pick<DayOfMonth, 'days' | 'since'> {
  month: 'bare' | null;
}

/** «25 числа», «5 и 20 числа», «с 25 по 30 число», «15-го», and «до 10» where a mark or the rhythm follows. */
function numbered(c: TokenCursor, until: boolean): Numbered | null {
  const isOpen = !until && c.word('с', 'со') !== null;
  const first = c.number(1, 31);
  if (first === null) return null;
  const several = c.attempt(() => further(c, first));
  if (several) return { days: several, since: null, month: null };
  if (isOpen) ordinalEnding(c);
  const last = c.attempt(() => (isOpen ? c.word('по', 'до') : c.take('dash')) && c.number(first, 31));
  if (isOpen && last === null) return null;
  const days = [last ?? first];
  const since = last === null ? null : first;
  const ending = ordinalEnding(c);
  c.attempt(() => inclusive(c) && c.ahead(() => numberWord(c)));
  if (numberWord(c)) return monthAhead(c) ? null : { days, since, month: null };
  const goesOn = c.isWord((word) => rhythmByWord(word) === 'month' || word === 'каждого');
  if (monthAhead(c) || !(closes(c) || goesOn) || !(ending || until || (isOpen && goesOn))) return null;
  return { days, since, month: ending ? null : 'bare' };
}

function closes(c: TokenCursor): boolean {
  const next = c.peek();
  const stops = c.is('dot') && !c.is('number', 1);
  return !next || stops || ['comma', 'semicolon', 'newline', 'close'].includes(next.kind);
}

/** «(5), 15 и 25 числа» */
function further(c: TokenCursor, first: number): number[] | null {
  const days = [first];
  ordinalEnding(c);
  while (days.length < 6 && (c.take('comma') ? c.skipWord('и') : c.word('и'))) {
    const day = c.skipWord('до').number(elementAt(days, -1) + 1, 31);
    if (day === null) return null;
    ordinalEnding(c);
    days.push(day);
  }
  return days.length > 1 && numberWord(c) && !monthAhead(c) ? days : null;
}

/** Also over the end of a line, which may only wrap «20⏎октября». */
function monthAhead(c: TokenCursor): boolean {
  return c.isWord(monthByWord, c.is('newline') ? 1 : 0);
}

function numberWord(c: TokenCursor): unknown {
  return c.word('число', 'числа', 'числу', 'чисел');
}

function ofMonth(c: TokenCursor, last: boolean): Pick<DayOfMonth, 'month' | 'of'> | null {
  const result = (month: DayOfMonth['month'], of: Unit | null = null) => ({ month, of });
  return c.oneOf<Pick<DayOfMonth, 'month' | 'of'>>(
    () => c.words('каждого месяца') && result('every'),
    () => c.lexeme((word) => (rhythmByWord(word) === 'month' ? result('every') : undefined)),
    () => c.attempt(() => c.skipWord('месяца').skip('comma').words('следующего|следующих за')) && ended(c),
    () => c.words('следующего месяца') && result('next'),
    () => monthOfQuarter(c),
    () => c.words('последнего месяца') && result('last'),
    () => c.words('отчетного|текущего месяца') && result('unsaid'),
    () => c.words('месяца') && result(last ? 'every' : 'unsaid'),
  );
}

/** «последнего месяца квартала», «второго месяца каждого квартала» */
function monthOfQuarter(c: TokenCursor): Pick<DayOfMonth, 'month' | 'of'> | null {
  const nth = c.word('последнего') ? 3 : place(c);
  if (nth === null || nth > 3 || !c.words('месяца')) return null;
  c.skipWord('каждого', 'отчетного', 'следующего');
  if (!c.word('квартала')) return null;
  c.attempt(() => c.skip('comma').words('следующего за отчетным|истекшим') && c.skipWord('кварталом', 'периодом'));
  return { month: elementAt(['next', 'second', 'last'] as const, nth - 1), of: 'quarter' };
}

/** «отчётным кварталом», «отработанным», «месяцем окончания квартала», «окончанием отчётного периода» */
function ended(c: TokenCursor): Pick<DayOfMonth, 'month' | 'of'> | null {
  if (c.words('месяцем окончания')) return { month: 'next', of: c.lexeme(unitByWord) };
  if (c.words('окончанием отчетного периода')) return { month: 'next', of: null };
  const adjective = c.isWord((word) => /(?:ным|шим|мым)$/.test(word)) ? c.take('word') : null;
  const unit = c.word('месяцем', 'кварталом', 'полугодием');
  if (!adjective && !unit) return null;
  if (!unit) c.skipWord('периодом', 'месяца');
  return { month: 'next', of: (unit && unitByEnd[unit.value]) ?? null };
}

const unitByEnd: Record<string, Unit> = { месяцем: 'month', кварталом: 'quarter', полугодием: 'half' };
