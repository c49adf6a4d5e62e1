import type { TokenCursor } from '../lexer/cursor.js';
import { ordinalByWord, weekdayByWord } from '../lexer/lexicon.js';
import { type Weekday, weekdayCodes } from '../model/recurrence-rule.js';
import type { Weekdays } from './clause.js';
import { ordinalEnding } from './years.js';

type Days = Weekdays['days'];

/** «по вторникам и четвергам», «в пятницу», «пн–пт», «по рабочим дням», «последняя пятница месяца», «второй и четвёртый вторник месяца» */
export function weekdays(c: TokenCursor): Weekdays | null {
  const regular = c.word('по') !== null;
  const until = !regular && c.word('до', 'к') !== null;
  if (!regular && !until) c.skipWord('в', 'во', 'на', 'с');
  const working = c.attempt(() => workingDays(c));
  if (working) return weekdaysClause(working, { plain: !regular });
  const clause = c.attempt(() => range(c)) ?? weekdayList(c);
  return clause && { ...clause, plain: !regular && clause.plain, until };
}

/** «кроме субботы и воскресенья», «за исключением выходных и праздничных дней»: the other days of the week. */
export function otherWeekdays(c: TokenCursor): Weekdays | null {
  if (c.word('выходных')) {
    c.attempt(() => c.word('и') && c.word('праздничных'));
    c.skipWord('дней');
    return weekdaysClause(workdays, { plain: false });
  }
  const clause = weekdayList(c);
  if (!clause || clause.ofMonth || clause.days.some(({ nth }) => nth !== null)) return null;
  return weekdaysClause(
    every().filter(({ day }) => !clause.days.some((one) => one.day === day)),
    { plain: false },
  );
}

export function weekdayList(c: TokenCursor): Weekdays | null {
  const days: Days = [];
  do {
    const names = c.attempt(() => weekday(c));
    if (!names) return null;
    days.push(...names);
  } while (days.length < 8 && c.attempt(() => (c.take('comma') ?? c.word('и')) && isAhead(c)));
  const ofMonth = c.attempt(() => c.skipWord('каждого').words('месяца')) !== null;
  return days.length > 7 ? null : weekdaysClause(days, { plain: days.every(({ nth }) => nth === null), ofMonth });
}

export function weekdaysClause(days: Days, form: { plain: boolean; ofMonth?: boolean }): Weekdays {
  return { type: 'weekdays', days, plain: form.plain, ofMonth: form.ofMonth ?? false, until: false };
}

export const workdays = every().slice(0, 5);

function every(): { nth: null; day: Weekday }[] {
  return weekdayCodes.map((day) => ({ nth: null, day }));
}

/** «рабочим дням», «будние дни», «выходным» */
function workingDays(c: TokenCursor): Days | null {
  if (c.word('выходным')) return c.skipWord('дням') && every().slice(5);
  return (c.words('рабочим|рабочие|будним|будние дням|дни') ?? c.word('будням')) && workdays;
}

/** «понедельник – пятница», «с понедельника по пятницу» */
function range(c: TokenCursor): Weekdays | null {
  const first = weekdayWord(c);
  const last = first && (c.take('dash') ?? c.word('по', 'до')) ? weekdayWord(c) : null;
  const placeOf = (day: Weekday | null) => (day ? weekdayCodes.indexOf(day) : -1);
  const [from, to] = [placeOf(first), placeOf(last)];
  return first && from < to ? weekdaysClause(every().slice(from, to + 1), { plain: true }) : null;
}

function isAhead(c: TokenCursor): true | null {
  return c.isWord(weekdayByWord, c.isWord(ordinalByWord) ? 1 : 0) || null;
}

/** «вторник», «первый и третий вторник» */
function weekday(c: TokenCursor): Days | null {
  const places: number[] = [];
  do {
    const place = c.attempt(() => placeInMonth(c));
    if (place === null) break;
    places.push(place);
  } while (places.length < 5 && (c.take('comma') ?? c.word('и')));
  const day = weekdayWord(c);
  if (day === null) return null;
  return places.length === 0 ? [{ nth: null, day }] : places.map((nth) => ({ nth, day }));
}

/** «среда», «ср.» */
function weekdayWord(c: TokenCursor): Weekday | null {
  const day = c.lexeme(weekdayByWord);
  if (day !== null && c.valueAt(-1).length === 2) c.skip('dot');
  return day;
}

function placeInMonth(c: TokenCursor): number | null {
  if (c.word('последний', 'последняя', 'последнюю', 'последнее', 'последнего', 'последней')) return -1;
  const number = c.number(1, 5) ?? c.lexeme(ordinalByWord);
  if (number !== null) ordinalEnding(c);
  return number;
}
