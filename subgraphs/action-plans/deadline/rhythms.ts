import type { Clause, Every } from './clause.js';
import type { Cursor } from './cursor.js';
import { cardinalOf, monthOf, ordinalOf, rhythmOf, type Unit, unitOf, weekdayOf } from './lexicon.js';
import { months, type Part } from './part.js';
import { untilWords } from './phrases.js';
import { type Rule, rule, type Weekday } from './rule.js';
import { schoolYear } from './terms.js';

/** How often: «ежемесячно», «1 раз в квартал», «каждые две недели», «по вторникам», «до 10 числа каждого месяца». */
export function rhythm(c: Cursor): Clause | null {
  return c.oneOf<Clause>(
    () => adverb(c),
    () => timesIn(c),
    () => each(c),
    () => byUnits(c),
    () => weekdays(c),
    () => dayOfMonth(c),
  );
}

/** «ежеквартально» */
function adverb(c: Cursor): Every | null {
  const found = c.lexeme(rhythmOf);
  return found && every(found.unit, found.interval);
}

/** «1 раз в квартал», «не реже одного раза в полугодие», «раз в 2 месяца», «дважды в год», «1–2 раза в год» */
function timesIn(c: Cursor): Every | null {
  const atMost = c.attempt(() => (c.words('не чаще|более|больше') ? true : null)) !== null;
  if (!atMost) leastWords(c);
  const range = c.attempt(() => countRange(c));
  const once = range ? null : c.word('дважды', 'трижды', 'однажды', 'четырежды');
  const times = range?.times ?? (once ? cardinalOf(once.value)! : 1);
  if (!once) {
    if (!c.word('раз', 'раза', 'разу', 'разов', 'р')) return null;
    c.take('dot');
  }
  if (!c.word('в', 'во', 'за') && !c.take('slash')) return null;
  c.word('каждый', 'каждое', 'каждую');
  const found = c.attempt(() => interval(c));
  if (!found) return null;
  return { ...every(found.unit, found.count, times), loose: atMost || range?.loose === true };
}

function leastWords(c: Cursor): void {
  c.word('но');
  if (!c.attempt(() => (c.words('не реже|менее|меньше') ? true : null))) c.word('минимум');
  c.word('чем', 'как');
}

function countRange(c: Cursor): { times: number; loose: boolean } | null {
  const first = count(c);
  if (first === null) return null;
  const second = c.attempt(() => (c.take('dash') ? count(c) : null));
  if (second === null) c.attempt(() => (c.take('dash') ? c.word('го', 'ого', 'му') : null));
  return { times: first, loose: second !== null };
}

function count(c: Cursor): number | null {
  return c.number(1, 60) ?? c.lexeme(cardinalOf);
}

/** «квартал», «2 месяца», «полгода», «учебный год», «три года» */
function interval(c: Cursor): { unit: Unit; count: number } | null {
  if (c.attempt(() => schoolYear(c))) return { unit: 'school-year', count: 1 };
  const many = c.attempt(() => count(c)) ?? 1;
  c.word('календарный', 'календарных', 'отчетный', 'рабочий');
  const unit = c.lexeme(unitOf);
  if (unit === null) return null;
  c.take('dot');
  return { unit, count: many };
}

/** «каждый месяц», «каждые 2 недели», «каждый понедельник», «каждый первый вторник месяца», «каждый год» */
function each(c: Cursor): Clause | null {
  const through = c.word('через');
  if (!c.word('каждый', 'каждую', 'каждое', 'каждые', 'каждого', 'каждой', 'каждом', 'каждых')) return null;
  const days = c.attempt(() => weekdayList(c));
  if (days) return { type: 'weekdays', days, plain: false };
  const found = c.attempt(() => interval(c));
  return found && every(found.unit, through ? found.count : found.count);
}

/** «за полугодия», «по кварталам», «в конце каждого месяца», «по итогам каждого квартала» */
function byUnits(c: Cursor): Every | null {
  if (c.words('по') || c.words('за')) {
    const unit = c.word('полугодия', 'полугодиям', 'кварталы', 'кварталам', 'месяцам', 'годам', 'неделям');
    return unit && every(unitOf(unit.value) ?? { месяцам: 'month' as const, неделям: 'week' as const }[unit.value]!, 1);
  }
  if (!c.words('в конце|завершение') && !c.words('по итогам|окончании|завершении|результатам|истечении')) return null;
  if (!c.word('каждого', 'каждой')) return null;
  const found = c.attempt(() => interval(c));
  return found && every(found.unit, found.count);
}

/** «по вторникам и четвергам», «в пятницу», «последняя пятница месяца», «второй и четвёртый вторник месяца» */
function weekdays(c: Cursor): Clause | null {
  const many = c.word('по') !== null;
  if (!many) c.word('в', 'во');
  const plain = !many;
  const days = weekdayList(c);
  return days && { type: 'weekdays', days, plain: plain && days.every(({ nth }) => nth === null) };
}

function weekdayList(c: Cursor): { nth: number | null; day: Weekday }[] | null {
  const days: { nth: number | null; day: Weekday }[] = [];
  let numbered = false;
  for (;;) {
    const found = c.attempt(() => weekdayItem(c));
    if (!found) break;
    numbered ||= found.some(({ nth }) => nth !== null);
    days.push(...found);
    if (!c.attempt(() => ((c.take('comma') ?? c.word('и')) && isWeekdayAhead(c) ? true : null))) break;
  }
  if (days.length === 0 || days.length > 7) return null;
  const ofMonth = c.attempt(() => (c.word('каждого'), c.words('месяца') ? true : null));
  return numbered && !ofMonth ? null : days;
}

function isWeekdayAhead(c: Cursor): boolean {
  const place = c.peek()?.kind === 'word' && ordinalOf(c.peek()!.value) ? 1 : 0;
  const word = c.peek(place);
  return word?.kind === 'word' && weekdayOf(word.value) !== undefined;
}

function weekdayItem(c: Cursor): { nth: number | null; day: Weekday }[] | null {
  const places: (number | null)[] = [];
  do {
    const last = c.word('последний', 'последняя', 'последнюю', 'последнее', 'последнего', 'последней');
    const number = last ? -1 : c.attempt(() => nth(c));
    if (number === null) break;
    places.push(number);
  } while (c.take('comma') ?? c.word('и'));
  const day = c.lexeme(weekdayOf);
  if (day === null) return null;
  return places.length === 0 ? [{ nth: null, day }] : places.map((number) => ({ nth: number, day }));
}

function nth(c: Cursor): number | null {
  const number = c.number(1, 5) ?? c.lexeme(ordinalOf);
  if (number !== null) c.attempt(() => (c.take('dash'), c.word('й', 'я', 'е', 'го', 'ю', 'ый', 'ой', 'ую', 'ая')));
  return number;
}

/** «до 10 числа каждого месяца», «не позднее 25-го числа», «15-го», «до 5 числа месяца, следующего за отчётным» */
function dayOfMonth(c: Cursor): Clause | null {
  const until = c.attempt(() => untilWords(c)) !== null;
  const last =
    c.attempt(() => (c.word('последний', 'последнего', 'последнему') && c.word('день', 'дня', 'дню') ? -1 : null)) ??
    c.attempt(() => (c.words('последнее|последнего число|числа') ? -1 : null));
  const found = last === null ? c.attempt(() => numberedDay(c, until)) : { day: last };
  if (!found) return null;
  const month = c.oneOf<'own' | 'next' | 'last' | 'every'>(
    () => (c.words('каждого месяца') ? 'every' : null),
    () => (c.lexeme((word) => (rhythmOf(word)?.unit === 'month' ? true : undefined)) ? 'every' : null),
    () => (
      c.words('месяца'),
      c.take('comma'),
      c.words('следующего за отчетным')
        ? (c.word('месяцем', 'кварталом', 'периодом', 'полугодием', 'годом'), 'next')
        : null
    ),
    () =>
      c.words('следующего месяца')
        ? (c.attempt(() => (c.words('за отчетным') ? (c.word('кварталом', 'периодом', 'месяцем'), true) : null)),
          'next')
        : null,
    () => (c.words('последнего месяца квартала|полугодия') || c.words('последнего месяца') ? 'last' : null),
    () => (c.words('отчетного|текущего месяца') ? 'own' : null),
    () => (last !== null && c.words('месяца') ? 'every' : null),
  );
  if (last !== null && month === null) {
    const unit = c.attempt(() => (c.word('каждого', 'каждой'), c.lexeme(unitOf)));
    return unit && unit !== 'month' ? every(unit, 1) : null;
  }
  return { type: 'day-of-month', day: found.day, month: month ?? 'unsaid' };
}

function numberedDay(c: Cursor, until: boolean): { day: number } | null {
  const day = c.number(1, 31);
  if (day === null) return null;
  const ending = c.attempt(() => (c.take('dash'), c.word('го', 'е', 'му', 'ого', 'ое', 'х')));
  if (c.word('число', 'числа', 'числу', 'чисел', 'ч')) return { day };
  // «15-го» alone; «до 10» only where a monthly rhythm stands beside, which the reading checks.
  const next = c.peek();
  const ends =
    !next ||
    ['comma', 'semicolon', 'newline', 'close'].includes(next.kind) ||
    (next.kind === 'word' && rhythmOf(next.value)) ||
    (next.kind === 'word' && next.value === 'каждого');
  const isMonth = next?.kind === 'word' && monthOf(next.value) !== undefined;
  return !isMonth && ends && (ending || until) ? { day } : null;
}

function every(unit: Unit, interval: number, times = 1): Every {
  return { type: 'every', rule: ruleOf(unit, interval, times), times, of: unit, loose: false };
}

function ruleOf(unit: Unit, interval: number, times: number): Rule | null {
  const months = { month: 1, quarter: 3, half: 6, year: 12 }[unit as string];
  if (months) {
    const length = (months * interval) / times;
    if (Number.isInteger(length))
      return length % 12 === 0 ? rule('YEARLY', { interval: length / 12 }) : rule('MONTHLY', { interval: length });
    return times === 2 && months * interval === 1 ? rule('MONTHLY', { byMonthDay: [15, -1] }) : null;
  }
  if (unit === 'school-year') {
    if (interval > 1 || times > 2) return null;
    return rule('YEARLY', { byMonth: times === 1 ? [5] : [5, 12], byMonthDay: [31] });
  }
  if (unit === 'decade') return times === 1 && interval === 1 ? rule('MONTHLY', { byMonthDay: [10, 20, -1] }) : null;
  const days = (unit === 'week' ? 7 : 1) * interval;
  if (days % times !== 0) return null;
  const each = days / times;
  return each % 7 === 0 && unit === 'week' ? rule('WEEKLY', { interval: each / 7 }) : rule('DAILY', { interval: each });
}

/** The months of a part, for the months in which a rhythm goes on. */
export function monthsOf(part: Part): number[] {
  const { first, last } = part;
  return Array.from({ length: ((last.month - first.month + 12) % 12) + 1 }, (_, i) => ((first.month + i - 1) % 12) + 1);
}

export const schoolMonths = monthsOf(months('school-year', 9, 5));
