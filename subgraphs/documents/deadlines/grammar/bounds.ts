import { elementAt } from '../../lists/elements.js';
import type { TokenCursor } from '../lexer/cursor.js';
import { term, terms } from './calendar-terms.js';
import type { DeadlineClause } from './clause.js';
import { clock } from './clock.js';
import { type CalendarSpan, daySpan, endOf, monthSpan, startOf } from './day-part.js';
import { furtherYears, type Years } from './further-years.js';
import { calendarYear, longYear, schoolYear } from './years.js';

/** «до 01.09.2024», «в срок до 17 июля», «не позднее 1 октября», «к 1 сентября», «до конца мая», «до начала учебного года» */
export function until(c: TokenCursor): DeadlineClause | null {
  const words = untilWords(c);
  if (!words) return null;
  c.attempt(() => clock(c));
  const newYear = c.attempt(() => newYearsEve(c));
  if (newYear) return { type: 'until', part: newYear, otherwise: null };
  const at = c.at;
  // «по окончании учебного года» is after it.
  const end = words.at(-1) === 'по' ? null : c.attempt(() => boundary(c));
  if (end) {
    // «до начала» is the day before, «к началу» the day itself.
    const before = words.includes('до') && /^(?:нач|нов|очер)/.test(elementAt(c.tokens, at).value);
    const moved = (part: CalendarSpan) => (before ? startOf(part, -1) : part);
    const other = bareYear(c, at) ? edgeOf(elementAt(c.tokens, at).value, monthSpan('school-year', 9, 5)) : null;
    return { type: 'until', part: moved(end), otherwise: other && moved(other) };
  }
  const [first, ...more] = terms(c) ?? [];
  if (!first) return null;
  // «до 20 сентября, января и мая»
  if (more.length > 0) {
    const days = [first, ...more];
    return days.every(({ unit }) => unit === 'day')
      ? { type: 'until', part: first, otherwise: null, each: days }
      : null;
  }
  const each = c.attempt(() => certain(furtherYears(c, first)));
  if (each) {
    return { type: 'until', part: first, otherwise: null, each: each.parts, repeated: each.repeated };
  }
  const inclusively = c.attempt(() => inclusive(c));
  if (
    inclusively ||
    first.unit === 'day' ||
    (first.unit === 'span' && !first.vague && !isCut(first)) ||
    words.includes('не') ||
    words.includes('по')
  ) {
    return { type: 'until', part: first, otherwise: null };
  }
  // «до мая» may include May, «к маю» hardly does: which of them is left to the owner.
  return words.includes('до')
    ? { type: 'until', part: first, otherwise: startOf(first, -1) }
    : { type: 'until', part: startOf(first), otherwise: first };
}

/** «до конца года» in a plan for a school year may be of either; «до конца календарного года» is certain. */
export function bareYear(c: TokenCursor, from: number): boolean {
  const [, ...year] = c.tokens.slice(from, c.at).map(({ value }) => value);
  return c.inSchoolYear && /^(?:текущего |этого )?года$/.test(year.join(' '));
}

/** «до второй декады мая» may include it, as «до мая» may include May; «до 10–15 мая» does. */
function isCut({ first, last }: CalendarSpan): boolean {
  return first.day !== last.day;
}

function certain(years: Years | null): Years | null {
  return years && years.otherwise.length === 0 ? years : null;
}

/** «включительно», also in brackets */
export function inclusive(c: TokenCursor): true | null {
  return c.skip('comma').skip('open').word('включительно', 'вкл') && c.skip('dot').skip('close') && true;
}

/** «нового года», «новому 2025 году»: what is due by it is due in the old one. */
function newYearsEve(c: TokenCursor): CalendarSpan | null {
  if (!c.word('нового', 'новому')) return null;
  const year = longYear(c);
  return c.word('года', 'году') && daySpan(12, 31, year && year - 1);
}

/** «до», «не позднее», «в срок до», «к» */
export function untilWords(c: TokenCursor): string[] | null {
  const at = c.at;
  const words = c.oneOf<unknown>(
    () => notLater(c),
    () => c.words('в срок|сроки') && c.skip('colon') && (notLater(c) ?? c.word('до', 'по', 'к')),
    () => c.skipWord('со', 'с').words('срок|сроком до|по|к'),
    () => c.words('вплоть до'),
    () => c.word('до', 'к', 'ко', 'по'),
  );
  return words ? c.tokens.slice(at, c.at).map(({ value }) => value) : null;
}

/** «не позднее», «не позднее, чем», «не позже чем до» */
function notLater(c: TokenCursor): true | null {
  if (!c.words('не позднее|позже')) return null;
  c.attempt(() => c.skip('comma').word('чем', 'как'));
  return c.skipWord('до', 'к', 'по') && true;
}

/** «конца мая», «конца учебного года», «начала учебного года», «нового учебного года», «середины марта» */
export function boundary(c: TokenCursor): CalendarSpan | null {
  const next = c.word('нового', 'новому', 'очередного', 'очередному');
  if (next) {
    const school = schoolYear(c);
    return school && startOf(school);
  }
  const edge = c.word(...ends, ...starts, 'середины', 'середине');
  if (edge && starts.includes(edge.value)) c.skipWord('нового', 'очередного');
  const whole =
    edge &&
    c.oneOf<CalendarSpan>(
      () => schoolYear(c),
      () => term(c),
      () => calendarYear(c),
    );
  return whole ? edgeOf(edge.value, whole) : null;
}

function edgeOf(edge: string, whole: CalendarSpan): CalendarSpan | null {
  if (ends.includes(edge)) return endOf(whole);
  if (starts.includes(edge)) return startOf(whole);
  return whole.unit === 'month' ? startOf(whole, 14) : null;
}

const ends = ['конца', 'концу', 'конец', 'окончания', 'окончанию', 'завершения'];
const starts = ['начала', 'началу', 'начало'];
