import type { TokenCursor } from '../lexer/cursor.js';
import { monthByWord } from '../lexer/lexicon.js';
import { type CalendarSpan, monthSpan, spanOf } from './day-part.js';
import { list, month } from './days.js';
import { halfOf, place, quartersOrHalves, season } from './quarters.js';
import { calendarYear, schoolYear } from './years.js';

/** «начало мая», «вторая декада марта», «3, 4 неделя октября», «начало и конец учебного года», «май, 2 декада» */
export function cut(c: TokenCursor): CalendarSpan[] | null {
  return c.oneOf<CalendarSpan[]>(
    () => {
      const cuts = ways(c);
      const wholes = cuts && wholesOf(c);
      return wholes && applied(cuts, wholes);
    },
    () => {
      const whole = month(c);
      const mark = whole && c.take('comma', 'open', 'newline');
      // «октябрь 2 неделя», but not «май – конец».
      const spans = mark ? ways(c) : whole && numbered(c);
      // «май, начало июня» cuts what follows.
      if (!whole || !spans || c.ahead(() => wholesOf(c))) return null;
      if (mark?.kind === 'open') c.skip('close');
      return applied(spans, [whole]);
    },
  );
}

function wholesOf(c: TokenCursor): CalendarSpan[] | null {
  return c.oneOf<CalendarSpan[]>(
    () => monthsOfCut(c),
    () => one(season(c)),
    () => one(schoolYear(c)),
    () => one(calendarYear(c)),
    () => quartersOrHalves(c),
  );
}

/** «(последняя неделя) сентября, декабря и мая»: the genitive says that they are cut too. */
function monthsOfCut(c: TokenCursor): CalendarSpan[] | null {
  const spans: CalendarSpan[] = [];
  for (;;) {
    const genitive = c.isWord((word) => /[ая]$/.test(word));
    const next = (spans.length === 0 || genitive) && month(c);
    if (!next) return null;
    spans.push(next);
    const further = () =>
      (c.take('comma') ?? c.word('и')) && c.isWord((word) => /[ая]$/.test(word) && monthByWord(word));
    if (!genitive || spans.length > 11 || !c.attempt(further)) return spans;
  }
}

function one(part: CalendarSpan | null): CalendarSpan[] | null {
  return part && [part];
}

function applied(all: readonly [Way, ...Way[]][], wholes: readonly CalendarSpan[]): CalendarSpan[] | null {
  const parts = wholes.flatMap((whole) =>
    all.map(([from, to]) => {
      const [first, last] = [from(whole), to ? to(whole) : null];
      return first && to ? last && spanOf(first, last) : first;
    }),
  );
  return parts.every((part) => part !== null) ? parts : null;
}

/** Cuts a part out of a whole; null where it is not said of such a whole. */
type Way = (whole: CalendarSpan) => CalendarSpan | null;

/** Ways to cut, one after another, or pairs of them for ranges. */
function ways(c: TokenCursor): [Way, ...Way[]][] | null {
  return c.attempt(() => edges(c)) ?? numbered(c.skipWord('в', 'во'));
}

/** «начало», «в начале и в конце», «начало – середина» */
function edges(c: TokenCursor): [Way, ...Way[]][] | null {
  const groups: [Way, ...Way[]][] = [];
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

function edge(c: TokenCursor): Way | null {
  if (c.word('начало', 'начале', 'начала', 'началу', 'нач')) {
    c.skip('dot');
    return (whole) => vague(days(whole, 1, 10)) ?? edgeMonth(whole, whole.first.month);
  }
  if (c.words('первых|первые числах|числа')) return (whole) => vague(days(whole, 1, 10));
  if (c.words('последних|последние числах|числа')) return (whole) => vague(days(whole, 21, 31));
  if (c.word('конец', 'конце', 'конца', 'концу')) {
    return (whole) => vague(days(whole, 21, 31)) ?? edgeMonth(whole, whole.last.month);
  }
  if (c.word('середина', 'середине', 'середины', 'середину')) return (whole) => vague(days(whole, 11, 20));
  return null;
}

/** «конец учебного года» is May. */
function edgeMonth(whole: CalendarSpan, number: number): CalendarSpan {
  const { year } = whole;
  const before = year !== null && whole.first.month > whole.last.month && number === whole.first.month;
  return { ...monthSpan('month', number, number, before ? year - 1 : year), vague: true };
}

/** «первая», «2–3», «1, 3» of decades, halves or weeks */
function numbered(c: TokenCursor): [Way, ...Way[]][] | null {
  if (c.word('последняя', 'последнюю', 'последней', 'последние')) {
    const way = wayOf(c);
    const last = way?.('last');
    return last ? [[last]] : null;
  }
  const places = list(c, () => place(c));
  const way = places && wayOf(c);
  if (!way) return null;
  const ways = places.map((range): [Way, ...Way[]] | null => {
    const [first, ...further] = range.flatMap((nth) => way(nth) ?? []);
    return first && further.length === range.length - 1 ? [first, ...further] : null;
  });
  return ways.every((group) => group !== null) ? ways : null;
}

/** How «декада», «половина» or «неделя» turns a place in a month into days. */
function wayOf(c: TokenCursor): ((nth: number | 'last') => Way | null) | null {
  if (c.word('декада', 'декаде', 'декаду', 'декады', 'декад', 'дек')) {
    c.skip('dot');
    return (nth) => decade(nth === 'last' ? 3 : nth);
  }
  if (c.word('половина', 'половине', 'половину', 'половины')) {
    return (nth) => half(nth === 'last' ? 2 : nth, c.inSchoolYear);
  }
  if (c.word('неделя', 'неделе', 'неделю', 'недели')) return week;
  return null;
}

function week(nth: number | 'last'): Way {
  return (whole) => vague(nth === 'last' || nth > 4 ? days(whole, 25, 31) : days(whole, 7 * nth - 6, 7 * nth));
}

function decade(nth: number): Way | null {
  return nth > 3 ? null : (whole) => days(whole, 10 * nth - 9, nth === 3 ? 31 : 10 * nth);
}

function half(nth: number, inSchoolYear: boolean): Way | null {
  if (nth > 2) return null;
  return (whole) => {
    const ofSchool = inSchoolYear && whole.year === null;
    if (whole.unit === 'year' && ofSchool) return halfOf(monthSpan('school-year', 9, 5), nth);
    if (whole.unit === 'year') return monthSpan('half', nth === 1 ? 1 : 7, nth === 1 ? 6 : 12, whole.year);
    return days(whole, nth === 1 ? 1 : 16, nth === 1 ? 15 : 31) ?? halfOf(whole, nth);
  };
}

function days(whole: CalendarSpan, first: number, last: number): CalendarSpan | null {
  if (whole.unit !== 'month') return null;
  return { ...whole, unit: 'span', first: { ...whole.first, day: first }, last: { ...whole.last, day: last } };
}

/** Nobody says which days exactly: the reading is a convention. */
function vague(part: CalendarSpan | null): CalendarSpan | null {
  return part && { ...part, vague: true };
}
