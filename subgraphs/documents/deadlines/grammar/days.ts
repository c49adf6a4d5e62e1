import type { TokenCursor } from '../lexer/cursor.js';
import { monthByWord } from '../lexer/lexicon.js';
import { type CalendarSpan, daySpan, isRealDay, monthSpan, spanOf } from './day-part.js';
import { longYear, ordinalEnding, shortOrLongYear, yearAfter, yearInSchoolYear, yearWord } from './years.js';

/** 05.07.2024, 5.7.24, 05/07/2024, 05-07-2024, and without a year 05.07 */
export function numericDay(c: TokenCursor): CalendarSpan | null {
  const from = c.at;
  const date = c.number(0, 99);
  const mark = c.take('dot', 'slash', 'dash');
  if (date === null || !mark) return null;
  const token = c.peek();
  const month = c.number(0, 99) ?? c.lexeme(romanMonth);
  if (!token || month === null) return null;
  const year = c.attempt(() => c.take(mark.kind) && shortOrLongYear(c));
  const tight = !mark.spaced && !token.spaced;
  // Two numbers alone are a day only as «01.09»: «1.2» may be a point and «1/2» a part.
  if (year === null && (mark.kind !== 'dot' || token.value.length !== 2 || !tight)) return null;
  if (year !== null && mark.kind === 'dash' && (!tight || c.valueAt(-1).length !== 4)) return null;
  if (c.is('dot') && c.is('number', 1) && !c.peek(1)?.spaced) return null;
  if (year !== null) yearWord(c);
  // «01.02.–01.03.2024»: a dot also stands where no year follows.
  else if (c.is('dot') && c.is('dash', 1)) c.at++;
  return real(c, from, daySpan(month, date, year ?? yearAfter(c)));
}

/** «15.III.2024» */
function romanMonth(word: string): number | undefined {
  const place = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ').indexOf(word);
  return place < 0 ? undefined : place + 1;
}

/** 2024-09-01 */
export function isoDay(c: TokenCursor): CalendarSpan | null {
  const from = c.at;
  const year = longYear(c);
  const month = year !== null && c.take('dash') && c.peek()?.value.length === 2 ? c.number(0, 99) : null;
  const date = month !== null && c.take('dash') ? c.number(0, 99) : null;
  return month === null || date === null ? null : real(c, from, daySpan(month, date, year));
}

/** «1 сентября 2024 г.», «15-го марта», «10, 17 и 24 апреля», «1–15 марта», «1-15.03.2024» */
export function daysOfMonth(c: TokenCursor): CalendarSpan[] | null {
  const from = c.at;
  const groups = list(c, () => dateNumber(c));
  const month = groups && (c.attempt(() => namedMonth(numberWord(c))) ?? c.attempt(() => numericMonthBehind(c)));
  if (!month) return null;
  const months = [month, ...furtherMonths(c)];
  const result = months
    .flatMap((one) => groups.map((group) => ({ one, group })))
    .map(({ one, group: [first, last] }) => {
      const [start, end] = [first, last ?? first].map((date) => real(c, from, daySpan(one.month, date, one.year)));
      if (!start || !end) return null;
      return last === undefined ? start : (spanOf(start, end) ?? c.refuse(from, reversed));
    });
  return result.every((one) => one !== null) ? result : null;
}

/** «20 числа сентября, января и мая»: months in the genitive without a number of their own share the days. */
function furtherMonths(c: TokenCursor): { month: number; year: number | null }[] {
  const result: { month: number; year: number | null }[] = [];
  const next = () => {
    if (!(c.take('comma') ? c.skipWord('и') : c.word('и'))) return null;
    return c.isWord((word) => /[ая]$/.test(word) && monthByWord(word)) ? namedMonth(c) : null;
  };
  for (let one = c.attempt(next); one && result.length < 12; one = c.attempt(next)) result.push(one);
  return result;
}

/** «20 числа апреля»; «20-е числа» are several days. */
function numberWord(c: TokenCursor): TokenCursor {
  return c.peek(-1)?.value === 'е' ? c.skipWord('число') : c.skipWord('число', 'числа', 'числу', 'чисел');
}

/** Numbers set apart by commas or «и», and ranges of two: «1, 3–5 и 7». A number that repeats its ending is one too. */
export function list(c: TokenCursor, number: () => number | null): [number, ...number[]][] | null {
  const groups: [number, ...number[]][] = [];
  do {
    // «(с) 4 по 8, с 11 по 15 марта»
    if (groups.at(-1)?.length === 2) c.skipWord('с', 'и');
    const first = number();
    if (first === null) return null;
    const last = c.attempt(() => (c.take('dash') ?? c.word('по', 'до')) && number());
    groups.push(last === null ? [first] : [first, last]);
    if (groups.length > 31) return null;
  } while (c.take('comma') ? c.skipWord('и') : (c.word('и') ?? c.take('slash')));
  return groups;
}

function dateNumber(c: TokenCursor): number | null {
  quote(c);
  const date = c.number(1, 99);
  if (date !== null) ordinalEnding(c);
  quote(c);
  // «01.- 08.05.15», «с 01. по 08.05»: a dot that announces the month stands behind the first day already.
  if (c.is('dot') && (c.is('dash', 1) || c.isWord((word) => word === 'по' || word === 'до', 1))) c.at++;
  return date;
}

function quote(c: TokenCursor): void {
  if (c.is('other') && /["'«»“”„]/.test(c.valueAt())) c.at++;
}

/** The month of «1–15.03.2024» behind its first day. */
function numericMonthBehind(c: TokenCursor): { month: number; year: number | null } | null {
  if (!c.take('dot') || c.peek()?.spaced || c.peek()?.value.length !== 2) return null;
  const month = c.number(1, 12);
  if (month === null) return null;
  const year = c.attempt(() => c.take('dot') && shortOrLongYear(c));
  if (year !== null) yearWord(c);
  return { month, year: year ?? yearAfter(c) };
}

/** «сентябрь 2024 года», «в марте», «дек. 24», «сентябрь месяц» */
export function month(c: TokenCursor): CalendarSpan | null {
  const nameOfMonth = namedMonth(c);
  return nameOfMonth && monthSpan('month', nameOfMonth.month, nameOfMonth.month, nameOfMonth.year);
}

/** 09.2024, XI.2024, 09–10.2024 */
export function numericMonth(c: TokenCursor): CalendarSpan | null {
  const number = () => c.number(1, 12) ?? c.lexeme(romanMonth);
  const first = number();
  const last = first === null ? null : c.attempt(() => c.take('dash') && number());
  const year = first !== null && c.take('dot', 'slash') ? longYear(c) : null;
  if (first === null || year === null || (last !== null && last <= first)) return null;
  yearWord(c);
  return last === null ? monthSpan('month', first, first, year) : monthSpan('span', first, last, year);
}

function namedMonth(c: TokenCursor): { month: number; year: number | null } | null {
  const month = c.lexeme(monthByWord);
  if (month === null) return null;
  c.skip('dot');
  if (c.word('месяц', 'месяца', 'месяце', 'мес')) c.skip('dot');
  const inSchoolYear = c.attempt(() => yearInSchoolYear(c, month));
  return { month, year: inSchoolYear ?? yearAfter(c) ?? c.attempt(() => bareShortYear(c)) };
}

/** «24» behind a month, where it is no day of the next one. */
function bareShortYear(c: TokenCursor): number | null {
  c.attempt(() => (c.is('other') && /['’`]/.test(c.valueAt()) ? c.at++ : null));
  const year = c.number(20, 39);
  const goesOn = c.is('number') || c.is('slash') || (c.is('dot') && c.is('number', 1)) || c.isWord(monthByWord);
  return year === null || goesOn || c.word('числа', 'число') || ordinalEnding(c) ? null : 2000 + year;
}

export const reversed = 'Конец периода раньше начала';

function real(c: TokenCursor, from: number, span: CalendarSpan): CalendarSpan | null {
  return isRealDay(span) ? span : c.refuse(from, 'Такого дня нет');
}
