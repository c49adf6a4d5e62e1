import type { Cursor } from './cursor.js';
import { month } from './days.js';
import { months, type Part } from './part.js';
import { halfOf, place, quartersOrHalves, season } from './quarters.js';
import { calendarYear, schoolYear } from './years.js';

/** «начало мая», «вторая декада марта», «третья неделя сентября», «конец учебного года», «первая половина октября» */
export function cut(c: Cursor): Part | null {
  c.skipWord('в', 'во');
  const way = c.attempt(() => edge(c)) ?? c.attempt(() => numbered(c));
  if (!way) return null;
  const whole = c.oneOf<Part>(
    () => month(c),
    () => season(c),
    () => schoolYear(c),
    () => calendarYear(c),
    () => quartersOrHalves(c)?.[0] ?? null,
  );
  return whole && way(whole);
}

/** Cuts a part out of a whole; null where it is not said of such a whole. */
type Way = (whole: Part) => Part | null;

function edge(c: Cursor): Way | null {
  if (c.word('начало', 'начале', 'начала', 'началу', 'нач')) {
    c.skip('dot');
    return (whole) => vague(days(whole, 1, 10)) ?? edgeMonth(whole, whole.first.month);
  }
  if (c.word('конец', 'конце', 'конца', 'концу')) {
    return (whole) => vague(days(whole, 21, 31)) ?? edgeMonth(whole, whole.last.month);
  }
  if (c.word('середина', 'середине', 'середины', 'середину')) return (whole) => vague(days(whole, 11, 20));
  return null;
}

/** «конец учебного года» is May. */
function edgeMonth(whole: Part, number: number): Part {
  const before = whole.year !== null && whole.first.month > whole.last.month && number === whole.first.month;
  return vague(months('month', number, number, before ? whole.year! - 1 : whole.year))!;
}

function numbered(c: Cursor): Way | null {
  const last = c.word('последняя', 'последнюю', 'последней', 'последние') !== null;
  const nth = last ? 0 : place(c);
  if (nth === null) return null;
  if (c.word('декада', 'декаде', 'декаду', 'декады', 'декад', 'дек')) {
    c.skip('dot');
    return decade(last ? 3 : nth);
  }
  if (c.word('половина', 'половине', 'половину', 'половины')) return half(last ? 2 : nth);
  if (c.word('неделя', 'неделе', 'неделю', 'недели')) {
    return (whole) => vague(last || nth > 4 ? days(whole, 25, 31) : days(whole, 7 * nth - 6, 7 * nth));
  }
  return null;
}

function decade(nth: number): Way | null {
  return nth > 3 ? null : (whole) => days(whole, 10 * nth - 9, nth === 3 ? 31 : 10 * nth);
}

function half(nth: number): Way | null {
  if (nth > 2) return null;
  return (whole) => {
    if (whole.unit === 'year') return months('half', nth === 1 ? 1 : 7, nth === 1 ? 6 : 12, whole.year);
    return days(whole, nth === 1 ? 1 : 16, nth === 1 ? 15 : 31) ?? halfOf(whole, nth);
  };
}

function days(whole: Part, first: number, last: number): Part | null {
  if (whole.unit !== 'month') return null;
  return { ...whole, unit: 'span', first: { ...whole.first, day: first }, last: { ...whole.last, day: last } };
}

/** Nobody says which days exactly: the reading is a convention. */
function vague(part: Part | null): Part | null {
  return part && { ...part, vague: true };
}
