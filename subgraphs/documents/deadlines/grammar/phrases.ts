import type { TokenCursor } from '../lexer/cursor.js';
import { beginningAndEnd } from './beginning-and-end.js';
import { bareYear, boundary, inclusive, until } from './bounds.js';
import { term, terms } from './calendar-terms.js';
import { chain } from './chain.js';
import type { DeadlineClause } from './clause.js';
import { clock } from './clock.js';
import { type CalendarSpan, spanOf, startOf } from './day-part.js';
import { reversed } from './days.js';
import { throughout } from './throughout.js';

/** Spans of days and their bounds: «сентябрь – ноябрь 2024», «с 1 по 15 марта», «до 01.09.2024», «в течение года». */
export function phrase(c: TokenCursor): DeadlineClause | null {
  return c.oneOf<DeadlineClause>(
    () => beginningAndEnd(c),
    () => throughout(c),
    () => fromTo(c),
    () => until(c),
    () => from(c),
    () => spans(c),
  );
}

/** «с 1 сентября по 15 октября 2024», «от 01.09 до 15.09», «с 1 по 15 марта», «с начала мая до конца июня» */
function fromTo(c: TokenCursor): DeadlineClause | null {
  const at = c.at;
  inPeriod(c);
  if (!c.words('начиная с|со') && !c.word('с', 'со', 'от')) return null;
  c.attempt(() => clock(c));
  const several = c.attempt(() => spansOfDays(c));
  if (several) return { type: 'spans', parts: several, otherwise: [] };
  const first = c.attempt(() => boundary(c)) ?? c.attempt(() => term(c));
  if (!first) return null;
  const shared = c.tokens
    .slice(at + 1, c.at)
    .some(({ value, kind }) => value === 'по' || value === 'до' || kind === 'dash');
  if (first.unit === 'span' && shared) return { type: 'spans', parts: [first], otherwise: [] };
  if (!c.skip('comma').skipWord('и', 'вплоть').word('по', 'до') && !c.take('dash')) return null;
  c.attempt(() => clock(c.skipWord('по', 'до')));
  c.skipWord('по', 'до');
  const last = c.attempt(() => boundary(c)) ?? term(c);
  if (!last) return null;
  c.attempt(() => inclusive(c));
  const span = spanOf(first, last);
  return span ? { type: 'spans', parts: [span], otherwise: [] } : c.refuse(at, reversed);
}

/** «(с) 4 по 8, с 11 по 15 марта» */
function spansOfDays(c: TokenCursor): CalendarSpan[] | null {
  const parts = terms(c);
  return parts && parts.length > 1 && parts.every(({ unit }) => unit === 'span') ? parts : null;
}

/** «с 1 сентября 2024 года», «начиная с марта», «не ранее 15 мая» */
function from(c: TokenCursor): DeadlineClause | null {
  const preposition = c.oneOf<unknown>(
    () => c.words('начиная с|со'),
    () => c.words('не ранее|раньше') && c.skipWord('чем').skipWord('с'),
    () => c.word('с', 'со', 'после'),
  );
  const after = preposition !== null && c.valueAt(-1) === 'после';
  if (preposition) c.attempt(() => clock(c));
  const at = c.at;
  const span = preposition ? (c.attempt(() => boundary(c)) ?? term(c)) : null;
  if (bareYear(c, at)) return null;
  return span && { type: 'from', part: after ? startOf({ ...span, first: span.last, firstYear: span.year }, 1) : span };
}

/** «сентябрь», «в марте – апреле», «II квартал 2024», «2023–2024 гг.» */
function spans(c: TokenCursor): DeadlineClause | null {
  if (!inPeriod(c)) c.skipWord('в', 'во', 'на', 'за');
  return chain(c);
}

function inPeriod(c: TokenCursor): true | null {
  const words = c.words('в|на|за период|срок|сроки|неделю|декаду') ?? c.words('период|срок|сроки|неделя|декада|месяц');
  return words && c.skip('colon') && true;
}
