import { elementAt } from '../../lists/elements.js';
import type { TokenCursor } from '../lexer/cursor.js';
import type { Repeated } from './clause.js';
import { type CalendarSpan, monthSpan, spanOf, wraps } from './day-part.js';
import { longYear, ordinalEnding, schoolYearWords } from './years.js';

/** The same days in each of several years. */
export interface Years {
  parts: CalendarSpan[];
  /** Where something else may be meant, as the days from one year to another. */
  otherwise: CalendarSpan[][];
  repeated: Repeated | null;
}

/** Behind «октябрь 2024», «1 июня 2024»: «–2026 гг.», «, 2025 и 2026 годов». */
export function furtherYears(c: TokenCursor, part: CalendarSpan): Years | null {
  const { year, firstYear, unit } = part;
  if (year === null || firstYear !== null || unit === 'year' || unit === 'school-year') return null;
  const more = c.attempt(() => upTo(c, year)) ?? c.attempt(() => listed(c, year));
  const goesOn = (c.is('dash') || c.is('slash') || c.is('dot')) && c.is('number', 1);
  if (!more || goesOn || c.ahead(() => schoolYearWords(c))) return null;
  const { years, certain, list } = more;
  const last = elementAt(years, -1);
  if (wraps(part)) {
    // «сентябрь – май 2024–2025 гг.» is one span over New Year.
    const span = { ...part, year: last, firstYear: year };
    return last === year + 1 && !list ? { parts: [span], otherwise: [], repeated: null } : null;
  }
  const [parts, whole] = [
    years.map((one) => ({ ...part, year: one })),
    years.map((one) => monthSpan('year', 1, 12, one)),
  ];
  const other = list ? [part, ...whole.slice(1)] : [spanOf(part, elementAt(whole, -1))!];
  const span = last - year === years.length - 1 ? spanOf(elementAt(whole, 0), elementAt(whole, -1)) : null;
  return { parts, otherwise: certain ? [] : [other], repeated: { base: { ...part, year: null }, years: span } };
}

interface Named {
  years: number[];
  certain: boolean;
  list: boolean;
}

/** «–2026 гг.»; but for «годов» behind it a dash set off by blanks may be «to», and two years may be a school year. */
function upTo(c: TokenCursor, first: number): Named | null {
  const dash = c.take('dash');
  const spaced = dash?.spaced || c.peek()?.spaced === true;
  const last = dash && longYear(c);
  if (!last || last <= first || last - first > 10) return null;
  ordinalEnding(c);
  const several = yearsWord(c);
  return {
    years: Array.from({ length: last - first + 1 }, (_, i) => first + i),
    certain: several || (!spaced && last > first + 1),
    list: false,
  };
}

/** «, 2025, 2026», «и 2025 гг.» */
function listed(c: TokenCursor, first: number): Named | null {
  const years = [first];
  const next = () => c.attempt(() => (c.take('comma', 'slash') ? c.skipWord('и') : c.word('и')) && longYear(c));
  for (let year = next(); year !== null; year = next()) {
    if (year <= elementAt(years, -1)) return null;
    years.push(year);
    ordinalEnding(c);
  }
  return years.length > 1 ? { years, certain: yearsWord(c), list: true } : null;
}

/** «гг.», «годов»: several; «год» says nothing of it. */
function yearsWord(c: TokenCursor): boolean {
  const several = c.word('гг', 'годов', 'годы', 'годах', 'годам') !== null;
  if (several) c.skip('dot');
  else if (c.word('г')) return c.skip('dot').word('г') !== null && c.skip('dot') && true;
  else c.skipWord('год', 'года', 'году');
  return several;
}
