import type { Cursor } from './cursor.js';
import { monthOf, ordinalOf, seasonOf, unitOf } from './lexicon.js';
import { day, isRealDay, months, type Part, spanOf } from './part.js';

/**
 * Calendar terms: whatever names a span of days. `terms` reads one, or several that share a word: «10, 17 и 24 апреля»,
 * «I–II кварталы». Numbers that look like a day but are none («31.02.2024») are said in `impossible`, never mended.
 */
export function terms(c: Cursor): Part[] | null {
  return c.oneOf<Part[]>(
    () => one(numericDay(c)),
    () => one(isoDay(c)),
    () => one(numericMonth(c)),
    () => daysOfMonth(c),
    () => one(halfOfSchoolYear(c)),
    () => quartersOrHalves(c),
    () => one(cutOf(c)),
    () => one(month(c)),
    () => one(season(c)),
    () => one(schoolYear(c)),
    () => one(wholeYear(c)),
  );
}

function one(term: Part | null): Part[] | null {
  return term && [term];
}

/** 05.07.2024, 5.7.24, 05/07/2024, 05-07-2024, and without a year 05.07 */
function numericDay(c: Cursor): Part | null {
  const from = c.at;
  const date = c.number(0, 99);
  const mark = c.peek();
  if (date === null || !mark || !['dot', 'slash', 'dash'].includes(mark.kind)) return null;
  c.at++;
  const printed = c.peek();
  const month = c.number(0, 99);
  if (month === null) return null;
  const year = c.attempt(() => (c.take(mark.kind) ? shortOrLongYear(c) : null));
  // Two numbers alone are a day only as «01.09»: «1.2» may be a point and «1/2» a part.
  const tight = !mark.spaced && !printed!.spaced;
  if (year === null && (mark.kind !== 'dot' || printed!.value.length !== 2 || !tight)) return null;
  if (year !== null && mark.kind === 'dash' && (!tight || c.peek(-1)!.value.length !== 4)) return null;
  if (c.is('dot') && c.is('number', 1) && !c.peek(1)!.spaced) return null;
  if (year !== null) yearWord(c);
  return real(c, from, day(month, date, year ?? yearAfter(c)));
}

/** 2024-09-01 */
function isoDay(c: Cursor): Part | null {
  const from = c.at;
  const year = longYear(c);
  if (year === null || !c.take('dash')) return null;
  const month = c.is('number') && c.peek()!.value.length === 2 ? c.number(0, 99) : null;
  if (month === null || !c.take('dash')) return null;
  const date = c.number(0, 99);
  return date === null ? null : real(c, from, day(month, date, year));
}

/** 09.2024 */
function numericMonth(c: Cursor): Part | null {
  const number = c.number(1, 12);
  if (number === null || !(c.take('dot') ?? c.take('slash'))) return null;
  const year = longYear(c);
  if (year === null) return null;
  yearWord(c);
  return months('month', number, number, year);
}

/** «1 сентября 2024 г.», «15-го марта», «10, 17 и 24 апреля», «1–15 марта», «1-15.03.2024» */
function daysOfMonth(c: Cursor): Part[] | null {
  const from = c.at;
  const groups: number[][] = [];
  let marked = false;
  do {
    quote(c);
    const first = dateNumber(c);
    if (first === null) return null;
    quote(c);
    const last = c.attempt(() => (c.take('dash') || c.word('по') ? dateNumber(c) : null));
    groups.push(last === null ? [first] : [first, last]);
    if (groups.length > 31) return null;
    marked = c.take('comma') !== null || c.word('и') !== null;
    if (marked) c.word('и');
  } while (marked);
  const named = c.attempt(() => namedMonth(c)) ?? c.attempt(() => numericMonthBehind(c));
  if (!named) return null;
  const found = groups.map((group) => {
    const days = group.map((date) => real(c, from, day(named.month, date, named.year)));
    if (days.some((date) => date === null)) return null;
    const [first, last] = days as Part[];
    return last ? (spanOf(first!, last) ?? c.refuse(from, reversed)) : first!;
  });
  return found.every((date) => date !== null) ? found : null;
}

function dateNumber(c: Cursor): number | null {
  const date = c.number(1, 99);
  if (date === null) return null;
  ordinalEnding(c);
  return date;
}

function numericMonthBehind(c: Cursor): { month: number; year: number | null } | null {
  if (!c.take('dot') || c.peek()?.spaced) return null;
  const month = c.peek()?.value.length === 2 ? c.number(1, 12) : null;
  if (month === null) return null;
  const year = c.attempt(() => (c.take('dot') ? shortOrLongYear(c) : null));
  if (year !== null) yearWord(c);
  return { month, year: year ?? yearAfter(c) };
}

/** «сентябрь 2024 года», «в марте», «дек. 24», «сентябрь месяц» */
function month(c: Cursor): Part | null {
  const named = namedMonth(c);
  return named && months('month', named.month, named.month, named.year);
}

function namedMonth(c: Cursor): { month: number; year: number | null } | null {
  const number = c.lexeme(monthOf);
  if (number === null) return null;
  c.take('dot');
  if (c.word('месяц', 'месяца', 'месяце', 'мес')) c.take('dot');
  return { month: number, year: yearAfter(c) ?? c.attempt(() => bareShortYear(c)) };
}

/** «24» behind a month, where it is no day of the next one. */
function bareShortYear(c: Cursor): number | null {
  const year = c.number(20, 39);
  const next = c.peek();
  const goesOn =
    next && (next.kind === 'number' || next.kind === 'slash' || (next.kind === 'word' && monthOf(next.value)));
  return year === null || goesOn || c.word('числа', 'число', 'й', 'го') || (c.is('dot') && c.is('number', 1))
    ? null
    : 2000 + year;
}

/** «I квартал 2024», «1–2 кв.», «первое и второе полугодие» */
function quartersOrHalves(c: Cursor): Part[] | null {
  const from = c.at;
  const groups: number[][] = [];
  let marked = false;
  do {
    const first = place(c);
    if (first === null) return null;
    const last = c.attempt(() => (c.take('dash') ? place(c) : null));
    groups.push(last === null ? [first] : [first, last]);
    if (groups.length > 4) return null;
    marked = c.take('comma') !== null || c.word('и') !== null || c.take('slash') !== null;
    if (marked) c.word('и');
  } while (marked);
  const unit = c.attempt(() => quarterOrHalf(c));
  if (!unit || groups.flat().some((number) => number > 12 / unit.length)) return null;
  const year = yearAfter(c);
  const found = groups.map((group) => {
    const spans = group.map((number) => months(unit.name, (number - 1) * unit.length + 1, number * unit.length, year));
    const [first, last] = spans as [Part, Part?];
    if (last && group[1]! < group[0]!) return c.refuse(from, reversed);
    return last ? spanOf(first, last) : first;
  });
  return found.every((span) => span !== null) ? (found as Part[]) : null;
}

function quarterOrHalf(c: Cursor): { name: 'quarter' | 'half'; length: number } | null {
  if (c.words('п') && c.take('slash')) return c.words('г') ? { name: 'half', length: 6 } : null;
  if (c.words('половина|половину|половине|половины года|году')) return { name: 'half', length: 6 };
  const unit = c.lexeme((word) => (word === 'пол' || word === 'полуг' ? 'half' : unitOf(word)));
  if (unit !== 'quarter' && unit !== 'half') return null;
  c.take('dot');
  return { name: unit, length: unit === 'quarter' ? 3 : 6 };
}

/** «1», «2-й», «первый», «IV» */
function place(c: Cursor): number | null {
  const number = c.number(1, 9);
  if (number !== null) {
    ordinalEnding(c);
    return number;
  }
  return c.lexeme(ordinalOf);
}

function ordinalEnding(c: Cursor): void {
  c.attempt(() => {
    c.take('dash');
    return c.peek()?.spaced
      ? null
      : c.word(
          'й',
          'я',
          'е',
          'го',
          'му',
          'м',
          'х',
          'ый',
          'ий',
          'ой',
          'ая',
          'ое',
          'ого',
          'ом',
          'ем',
          'ей',
          'ье',
          'и',
          'ю',
        );
  });
}

/** «начало мая», «вторая декада марта», «третья неделя сентября», «конец учебного года», «первая половина октября» */
function cutOf(c: Cursor): Part | null {
  const cut = c.attempt(() => edge(c)) ?? c.attempt(() => numberedCut(c));
  if (!cut) return null;
  const whole = c.oneOf(
    () => month(c),
    () => season(c),
    () => schoolYear(c),
    () => calendarYear(c),
    () => quartersOrHalves(c)?.[0] ?? null,
  );
  return whole && cut(whole);
}

type Cut = (whole: Part) => Part | null;

function edge(c: Cursor): Cut | null {
  c.word('в');
  const at = (whole: Part, first: number, last: number, name: string) =>
    whole.unit === 'month'
      ? {
          ...whole,
          unit: 'span' as const,
          first: { ...whole.first, day: first },
          last: { ...whole.last, day: last },
          assumption: `«${name} месяца» понято как ${first}–${last === 31 ? 'последнее' : last} число.`,
        }
      : null;
  if (c.word('начало', 'начале', 'начала', 'началу', 'нач')) {
    c.take('dot');
    return (whole) => at(whole, 1, 10, 'Начало') ?? edgeMonth(whole, whole.first.month, 'Начало');
  }
  if (c.word('конец', 'конце', 'конца', 'концу')) {
    return (whole) => at(whole, 21, 31, 'Конец') ?? edgeMonth(whole, whole.last.month, 'Конец');
  }
  if (c.word('середина', 'середине', 'середины', 'середину', 'середин'))
    return (whole) => at(whole, 11, 20, 'Середина');
  return null;
}

function edgeMonth(whole: Part, number: number, name: string): Part {
  const year =
    whole.year !== null && whole.first.month > whole.last.month && number === whole.first.month
      ? whole.year - 1
      : whole.year;
  return { ...months('month', number, number, year), assumption: `«${name}» понято как один месяц.` };
}

function numberedCut(c: Cursor): Cut | null {
  c.word('в', 'во');
  const last = c.word('последняя', 'последнюю', 'последней', 'последние') !== null;
  const number = last ? null : place(c);
  if (!last && number === null) return null;
  if (c.word('декада', 'декаде', 'декаду', 'декады', 'дек')) {
    c.take('dot');
    const nth = last ? 3 : number!;
    return nth > 3 ? null : (whole) => days(whole, 10 * nth - 9, nth === 3 ? 31 : 10 * nth);
  }
  if (c.word('половина', 'половине', 'половину', 'половины')) {
    const nth = last ? 2 : number!;
    if (nth > 2) return null;
    return (whole) => {
      if (whole.unit === 'month') return days(whole, nth === 1 ? 1 : 16, nth === 1 ? 15 : 31);
      return whole.unit === 'year'
        ? months('half', nth === 1 ? 1 : 7, nth === 1 ? 6 : 12, whole.year)
        : halfOf(whole, nth);
    };
  }
  if (c.word('неделя', 'неделе', 'неделю', 'недели')) {
    if (last || number! > 4) return null;
    const assumption = `Неделя месяца понята как ${7 * number! - 6}–${7 * number!} число.`;
    return (whole) => {
      const week = days(whole, 7 * number! - 6, 7 * number!);
      return week && { ...week, assumption };
    };
  }
  return null;
}

function days(whole: Part, first: number, last: number): Part | null {
  if (whole.unit !== 'month') return null;
  return { ...whole, unit: 'span', first: { ...whole.first, day: first }, last: { ...whole.last, day: last } };
}

/** «лето 2024 года», «зимой», «летний период» */
function season(c: Cursor): Part | null {
  const first = c.lexeme(seasonOf);
  if (first === null) return null;
  c.word('оздоровительный', 'оздоровительного', 'оздоровительную');
  c.word('период', 'периода', 'периоде', 'время', 'сезон', 'сезона');
  const last = ((first + 1) % 12) + 1;
  const pair = first === 12 ? c.attempt(() => yearPair(c)) : null;
  return months('season', first, last, pair?.year ?? yearAfter(c));
}

/** «1 полугодие 2023/24 учебного года» */
function halfOfSchoolYear(c: Cursor): Part | null {
  const number = place(c);
  if (number === null || number > 2 || !c.attempt(() => schoolHalf(c))) return null;
  const year = schoolYear(c);
  return year && halfOf(year, number);
}

function schoolHalf(c: Cursor): true | null {
  return quarterOrHalf(c)?.name === 'half' || c.word('половина', 'половине', 'половину', 'половины') ? true : null;
}

function halfOf(whole: Part, number: number): Part | null {
  if (whole.unit !== 'school-year') return null;
  return number === 1 ? months('half', 9, 12, whole.year && whole.year - 1) : months('half', 1, 5, whole.year);
}

/** «2023/24 уч. г.», «2023-2024 учебный год», «учебного года» */
export function schoolYear(c: Cursor): Part | null {
  const pair = c.attempt(() => yearPair(c));
  if (!pair) c.word('текущего', 'текущий', 'всего', 'нового', 'новому');
  const named = c.attempt(() => schoolYearWords(c));
  // Two years with a stroke between them are a school year also without the words.
  return named || pair?.mark === 'slash' ? months('school-year', 9, 5, pair?.year ?? null) : null;
}

function schoolYearWords(c: Cursor): true | null {
  if (c.words('уч|учебн')) c.take('dot');
  else if (c.lexeme((word) => (/^учебн(?:ый|ого|ом|ому)$/.test(word) ? true : undefined)) === null) return null;
  return yearWord(c);
}

/** Two years one after another: «2023/24», «2023-2024». The year is the later one. */
function yearPair(c: Cursor): { year: number; mark: string } | null {
  const first = longYear(c);
  const mark = c.take('slash') ?? c.take('dash');
  if (first === null || !mark) return null;
  const second = shortOrLongYear(c);
  ordinalEnding(c);
  return second === first + 1 ? { year: second, mark: mark.kind } : null;
}

/** «2024 год», «2024»; years in a row are read by the chain of terms. */
function wholeYear(c: Cursor): Part | null {
  const year = namedYear(c);
  return year === null ? null : months('year', 1, 12, year);
}

/** «года», «текущего года», «2024 года»: of which something is the beginning, the end, the half. */
export function calendarYear(c: Cursor): Part | null {
  c.word('текущего', 'календарного', 'этого', 'данного', 'всего');
  const year = namedYear(c);
  if (year !== null) return months('year', 1, 12, year);
  return yearWord(c) ? months('year', 1, 12) : null;
}

/** The year behind a term: «2024», «2024 г.», «24 года»; null also for «текущего года», which says nothing new. */
export function yearAfter(c: Cursor): number | null {
  c.attempt(() => (c.word('текущего', 'этого', 'т') && (c.take('dot'), yearWord(c)) ? true : null));
  return c.attempt(() => namedYear(c));
}

function namedYear(c: Cursor): number | null {
  const year = c.attempt(() => {
    const long = longYear(c);
    // «2023/24» and «2024.09» are something else.
    return long === null ||
      (c.is('slash') && c.is('number', 1)) ||
      (c.is('dot') && c.is('number', 1) && !c.peek(1)!.spaced)
      ? null
      : long;
  });
  if (year !== null) {
    ordinalEnding(c);
    yearWord(c);
    return year;
  }
  const short = c.number(10, 60);
  return short !== null && yearWord(c) ? 2000 + short : null;
}

function longYear(c: Cursor): number | null {
  const token = c.peek();
  const year = token?.kind === 'number' && token.value.length === 4 ? Number(token.value) : 0;
  if (year < 1990 || year > 2099) return null;
  c.at++;
  return year;
}

function shortOrLongYear(c: Cursor): number | null {
  if (c.peek()?.value.length !== 2) return longYear(c);
  const year = c.number(0, 99);
  return year === null ? null : 2000 + year;
}

/** «г.», «гг.», «г.г.», «года» */
function yearWord(c: Cursor): true | null {
  if (!c.word('г', 'гг', 'год', 'года', 'году', 'годы', 'годов', 'годах', 'годам', 'годом')) return null;
  if (c.take('dot') && c.words('г')) c.take('dot');
  return true;
}

function quote(c: Cursor): void {
  if (c.is('other') && /["'«»“”„]/.test(c.peek()!.value)) c.at++;
}

const reversed = 'Конец периода раньше начала';

function real(c: Cursor, from: number, named: Part): Part | null {
  return isRealDay(named) ? named : c.refuse(from, 'Такого дня нет');
}
