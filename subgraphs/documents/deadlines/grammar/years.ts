import type { TokenCursor } from '../lexer/cursor.js';
import { type CalendarSpan, monthSpan } from './day-part.js';

/** «2024 год», «2024»; years in a row are read by the chain of terms. */
export function wholeYear(c: TokenCursor): CalendarSpan | null {
  const year = namedYear(c);
  return year === null ? null : monthSpan('year', 1, 12, year);
}

/** «года», «текущего года», «2024 года»: of which something is the beginning, the end, the half. */
export function calendarYear(c: TokenCursor): CalendarSpan | null {
  c.skipWord('весь', 'всего');
  c.skipWord('текущего', 'календарного', 'финансового', 'отчетного', 'этого', 'данного');
  const year = namedYear(c);
  if (year !== null) return monthSpan('year', 1, 12, year);
  return (c.attempt(() => thisYear(c)) ?? yearWord(c)) && monthSpan('year', 1, 12);
}

/** «текущего года», «с. г.», «т.г.»: says nothing new. */
export function thisYear(c: TokenCursor): true | null {
  if (c.word('с', 'т')) return c.take('dot') && c.word('г') && c.skip('dot') && true;
  if (!c.word('текущего', 'текущем', 'текущий', 'отчетного', 'этого', 'этом', 'сего', 'данного')) return null;
  return yearWord(c.skipWord('финансового', 'календарного'));
}

/** «2023/24 уч. г.», «2023-2024 учебный год», «учебного года» */
export function schoolYear(c: TokenCursor): CalendarSpan | null {
  const years = c.attempt(() => twoYears(c)) ?? c.attempt(() => twoShortYears(c));
  if (!years) c.skipWord('текущего', 'текущий', 'текущем', 'всего');
  const withWords = c.attempt(() => schoolYearWords(c));
  // Two years with a stroke between them are a school year also without the words.
  return withWords || years?.mark === 'slash' ? monthSpan('school-year', 9, 5, years?.last ?? null) : null;
}

/** «2024/25, 2025/26 учебные годы» */
export function schoolYears(c: TokenCursor): CalendarSpan[] | null {
  const lasts: number[] = [];
  do {
    const years = twoYears(c);
    if (!years) return null;
    lasts.push(years.last);
  } while (lasts.length < 12 && (c.take('comma') ? c.skipWord('и') : c.word('и')));
  return lasts.length > 1 && schoolYearWords(c) ? lasts.map((last) => monthSpan('school-year', 9, 5, last)) : null;
}

export function schoolYearWords(c: TokenCursor): true | null {
  if (c.word('уч', 'учебн', 'у')) c.skip('dot');
  else if (!c.lexeme((word) => (/^учебн(?:ый|ого|ом|ому|ые|ых)$/.test(word) ? true : undefined))) return null;
  return yearWord(c);
}

/** Two years one after another: «2023/24», «2023-2024». */
export function twoYears(c: TokenCursor): { last: number; mark: string } | null {
  const first = longYear(c);
  const mark = c.take('slash', 'dash');
  if (first === null || !mark) return null;
  const last = shortOrLongYear(c);
  ordinalEnding(c);
  return last === first + 1 ? { last, mark: mark.kind } : null;
}

/** «23/24», which the words «уч. год» must follow. */
function twoShortYears(c: TokenCursor): { last: number; mark: string } | null {
  const first = c.peek()?.value.length === 2 ? c.number(10, 60) : null;
  const mark = first !== null && c.take('slash', 'dash');
  const last = mark ? c.number(10, 60) : null;
  if (first === null || last !== first + 1) return null;
  return c.ahead(() => schoolYearWords(c)) && { last: 2000 + last, mark: 'dash' };
}

/** The year behind a term: «2024», «2024 г.», «24 года»; null also for «текущего года», which says nothing new. */
export function yearAfter(c: TokenCursor): number | null {
  c.attempt(() => thisYear(c));
  const year = c.attempt(() => namedYear(c));
  if (year === null) c.attempt(() => unnumbered(c));
  return year;
}

/** «23 февраля года», «1 мая 20__ г.»: its number is missing. «года, следующего за отчётным» says which. */
function unnumbered(c: TokenCursor): true | null {
  if (c.isWord((word) => word === 'года')) c.at++;
  else {
    if (c.number(20, 20) === null || c.peek()?.value !== '_') return null;
    while (c.peek()?.value === '_') c.at++;
    if (!yearWord(c)) return null;
  }
  return c.is('word', c.is('comma') ? 1 : 0) || c.is('number') ? null : true;
}

/** «сентябрь 2024–2025 учебного года», «май 2024/25»: the year of a month in a school year. */
export function yearInSchoolYear(c: TokenCursor, month: number): number | null {
  const mark = c.peek(1);
  // «октябрь 2024 / 2025» is of two years.
  if (mark?.kind === 'slash' && mark.spaced) return null;
  const last = month === 7 || month === 8 ? null : schoolYear(c)?.year;
  return last ? (month > 8 ? last - 1 : last) : null;
}

function namedYear(c: TokenCursor): number | null {
  const year = c.attempt(() => {
    const long = longYear(c);
    const goesOn = (c.is('slash') || c.is('dot')) && c.is('number', 1) && !c.peek(1)?.spaced;
    return goesOn ? null : long;
  });
  if (year !== null) {
    ordinalEnding(c);
    yearWord(c);
    return year;
  }
  const short = c.number(10, 60);
  return short !== null && yearWord(c) ? 2000 + short : null;
}

export function longYear(c: TokenCursor): number | null {
  const token = c.peek();
  const year = token?.kind === 'number' && token.value.length === 4 ? Number(token.value) : 0;
  if (year < 1990 || year > 2099) return null;
  c.at++;
  return year;
}

export function shortOrLongYear(c: TokenCursor): number | null {
  if (c.peek()?.value.length !== 2) return longYear(c);
  const year = c.number(0, 99);
  return year === null ? null : 2000 + year;
}

/** «г.», «гг.», «г.г.», «года» */
export function yearWord(c: TokenCursor): true | null {
  if (!c.word('г', 'гг', 'год', 'года', 'году', 'годы', 'годов', 'годах', 'годам', 'годом')) return null;
  if (c.take('dot') && c.word('г')) c.skip('dot');
  return true;
}

/** «-й», «-го», «ый»: what makes a number an ordinal. */
export function ordinalEnding(c: TokenCursor): true | null {
  return c.attempt(() => (c.skip('dash').peek()?.spaced ? null : c.word(...endings) && true));
}

/** A lone «х» is folded to the Roman numeral. */
const endings = 'й я е го му м х x ми ти ый ий ой ая ое ого ому ом ем ей ье и ю ую'.split(' ');
