import { only } from '../../lists/elements.js';
import type { TokenCursor } from '../lexer/cursor.js';
import { cut } from './cuts.js';
import type { CalendarSpan } from './day-part.js';
import { daysOfMonth, isoDay, month, numericDay, numericMonth } from './days.js';
import { halfOfSchoolYear, quartersOrHalves, season } from './quarters.js';
import { schoolYear, wholeYear } from './years.js';

/**
 * Calendar terms: whatever names a span of days. Reads one, or several that share a word: «10, 17 и 24 апреля»,
 * «I–II кварталы». Numbers that look like a day but are none («31.02.2024») are refused, never mended.
 */
export function terms(c: TokenCursor): CalendarSpan[] | null {
  return c.oneOf<CalendarSpan[]>(
    () => one(numericDay(c)),
    () => one(isoDay(c)),
    () => one(numericMonth(c)),
    () => cut(c),
    () => daysOfMonth(c),
    () => one(halfOfSchoolYear(c)),
    () => quartersOrHalves(c),
    () => one(month(c)),
    () => one(season(c)),
    () => one(schoolYear(c)),
    () => one(wholeYear(c)),
  );
}

/** One term, not a list of them. */
export function term(c: TokenCursor): CalendarSpan | null {
  const spans = terms(c);
  return spans && only(spans);
}

function one(part: CalendarSpan | null): CalendarSpan[] | null {
  return part && [part];
}
