import { elementAt } from '../../lists/elements.js';
import type { TokenCursor } from '../lexer/cursor.js';
import { terms } from './calendar-terms.js';
import type { DeadlineClauseOf } from './clause.js';
import { type CalendarSpan, monthSpan, spanOf } from './day-part.js';
import { reversed } from './days.js';
import { furtherYears } from './further-years.js';

/** Terms with dashes between them. Two are a span; of more it is not certain which dash is «to» and which is «and». */
export function chain(c: TokenCursor): DeadlineClauseOf<'spans'> | null {
  const at = c.at;
  const first = terms(c);
  if (!first) return null;
  const links: Link[] = [{ parts: first, wide: false, ranged: isRange(c, at) }];
  while (links.length < 6) {
    const repeated = c.attempt(() => eachYear(c, links));
    if (repeated) return repeated;
    const next = c.attempt(() => link(c, links.length === 1));
    if (!next) break;
    links.push(next);
  }
  if (links.length === 1) return { type: 'spans', parts: first, otherwise: [] };
  if (links.some(({ parts }) => parts.length > 1)) return null;
  const whole = spanOf(elementAt(first, 0), elementAt(elementAt(links, -1).parts, 0));
  if (!whole) return c.refuse(at, reversed);
  const [one, other] = [elementAt(links, 0), elementAt(links, 1)];
  if (links.length === 2 && isSchoolYear(c, one, other)) {
    return {
      type: 'spans',
      parts: [monthSpan('school-year', 9, 5, elementAt(other.parts, 0).year)],
      otherwise: [[whole]],
    };
  }
  if (links.length === 2 && one.ranged && other.ranged) {
    return { type: 'spans', parts: [elementAt(one.parts, 0), elementAt(other.parts, 0)], otherwise: [[whole]] };
  }
  if (links.length === 2) return { type: 'spans', parts: [whole], otherwise: [] };
  const apart = groups(links);
  return apart && { type: 'spans', parts: apart, otherwise: [[whole]] };
}

/** «октябрь 2024–2026 гг.», «июнь – сентябрь 2024, 2025 гг.» */
function eachYear(c: TokenCursor, links: readonly Link[]): DeadlineClauseOf<'spans'> | null {
  const [from, to] = [elementAt(links, 0), elementAt(links, -1)];
  if (links.length > 2 || links.some(({ parts }) => parts.length > 1)) return null;
  const base = links.length === 1 ? elementAt(from.parts, 0) : spanOf(elementAt(from.parts, 0), elementAt(to.parts, 0));
  const years = base && furtherYears(c, base);
  return years && { type: 'spans', parts: years.parts, otherwise: years.otherwise, repeated: years.repeated };
}

interface Link {
  parts: CalendarSpan[];
  /** Its dash is set off by blanks. */
  wide: boolean;
  /** It has a dash of its own: «10-15 марта». */
  ranged: boolean;
}

/** «2024-2025 гг.» in a plan for a school year is hardly two years. */
function isSchoolYear(c: TokenCursor, one: Link, other: Link): boolean {
  const years = [one, other].map(({ parts }) =>
    elementAt(parts, 0).unit === 'year' ? elementAt(parts, 0).year : null,
  );
  return c.inSchoolYear && years[0] != null && years[1] === years[0] + 1;
}

function isRange(c: TokenCursor, from: number): boolean {
  return c.tokens.slice(from, c.at).some(({ kind }, i, all) => kind === 'dash' && all[i + 1]?.kind === 'number');
}

function link(c: TokenCursor, first: boolean): Link | null {
  const dash = c.take('dash') ?? (first ? c.word('по') : null);
  if (!dash) return null;
  const wide = dash.spaced || c.peek()?.spaced === true;
  const from = c.at;
  const parts = terms(c.skipWord('в', 'во'));
  return parts && { parts, wide, ranged: isRange(c, from) };
}

/** «Сентябрь-октябрь - декабрь»: a dash set off by blanks parts what one without them holds together. */
function groups(links: readonly Link[]): CalendarSpan[] | null {
  const mixed = links.slice(1).some(({ wide }) => wide) && links.slice(1).some(({ wide }) => !wide);
  const spans: CalendarSpan[][] = [];
  for (const [i, { parts, wide }] of links.entries()) {
    if (i > 0 && mixed && !wide) elementAt(spans, -1).push(elementAt(parts, 0));
    else spans.push([elementAt(parts, 0)]);
  }
  const merged = spans.map((group) =>
    group.length === 1 ? elementAt(group, 0) : spanOf(elementAt(group, 0), elementAt(group, -1)),
  );
  return merged.every((one) => one !== null) ? merged : null;
}
