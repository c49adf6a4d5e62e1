import type { Cursor } from './cursor.js';
import { list, month } from './days.js';
import { months, type Part, spanOf } from './part.js';
import { halfOf, place, quartersOrHalves, season } from './quarters.js';
import { calendarYear, schoolYear } from './years.js';

/** «начало мая», «вторая декада марта», «3, 4 неделя октября», «начало и конец учебного года», «май, 2 декада» */
export function cut(c: Cursor): Part[] | null {
  return c.oneOf<Part[]>(
    () => {
      const found = ways(c);
      const whole = found && wholeOf(c);
      return whole && applied(found, whole);
    },
    () => {
      const whole = month(c);
      const mark = whole && c.take('comma', 'open');
      const found = mark && ways(c);
      // «май, начало июня» cuts what follows.
      if (!found || c.ahead(() => wholeOf(c))) return null;
      if (mark.kind === 'open') c.skip('close');
      return applied(found, whole);
    },
  );
}

function wholeOf(c: Cursor): Part | null {
  return c.oneOf<Part>(
    () => month(c),
    () => season(c),
    () => schoolYear(c),
    () => calendarYear(c),
    () => quartersOrHalves(c)?.[0] ?? null,
  );
}

function applied(all: readonly Way[][], whole: Part): Part[] | null {
  const parts = all.map(([from, to]) => {
    const [first, last] = [from!(whole), to ? to(whole) : null];
    return first && to ? last && spanOf(first, last) : first;
  });
  return parts.every((one) => one !== null) ? parts : null;
}

/** Cuts a part out of a whole; null where it is not said of such a whole. */
type Way = (whole: Part) => Part | null;

/** Ways to cut, one after another, or pairs of them for ranges. */
function ways(c: Cursor): Way[][] | null {
  return c.attempt(() => edges(c)) ?? numbered(c.skipWord('в', 'во'));
}

/** «начало», «в начале и в конце», «начало – середина» */
function edges(c: Cursor): Way[][] | null {
  const groups: Way[][] = [];
  do {
    const first = edge(c.skipWord('в', 'во'));
    if (!first) return null;
    const last = c.attempt(() => c.take('dash') && edge(c));
    groups.push(last ? [first, last] : [first]);
  } while (
    groups.length < 3 &&
    c.attempt(() => (c.take('comma') ?? c.word('и')) && c.ahead(() => edge(c.skipWord('в'))) && true)
  );
  return groups;
}

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

/** «первая», «2–3», «1, 3» of decades, halves or weeks */
function numbered(c: Cursor): Way[][] | null {
  if (c.word('последняя', 'последнюю', 'последней', 'последние')) {
    const way = wayOf(c);
    const last = way?.('last');
    return last ? [[last]] : null;
  }
  const places = list(c, () => place(c));
  const way = places && wayOf(c);
  const ways = way && places.map((range) => range.map(way));
  return ways?.every((range) => range.every((one) => one !== null)) ? (ways as Way[][]) : null;
}

/** What «декада», «половина» or «неделя» makes of a place in a month. */
function wayOf(c: Cursor): ((nth: number | 'last') => Way | null) | null {
  if (c.word('декада', 'декаде', 'декаду', 'декады', 'декад', 'дек')) {
    c.skip('dot');
    return (nth) => decade(nth === 'last' ? 3 : nth);
  }
  if (c.word('половина', 'половине', 'половину', 'половины')) return (nth) => half(nth === 'last' ? 2 : nth);
  if (c.word('неделя', 'неделе', 'неделю', 'недели')) return week;
  return null;
}

function week(nth: number | 'last'): Way {
  return (whole) => vague(nth === 'last' || nth > 4 ? days(whole, 25, 31) : days(whole, 7 * nth - 6, 7 * nth));
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
