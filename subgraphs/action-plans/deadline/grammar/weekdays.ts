import type { Weekdays } from './clause.js';
import type { Cursor } from './cursor.js';
import { ordinalOf, weekdayOf } from './lexicon.js';
import { ordinalEnding } from './years.js';

type Days = Weekdays['days'];

/** «по вторникам и четвергам», «в пятницу», «последняя пятница месяца», «второй и четвёртый вторник месяца» */
export function weekdays(c: Cursor): Weekdays | null {
  const regular = c.word('по') !== null;
  if (!regular) c.skipWord('в', 'во');
  const days = weekdayList(c);
  return days && { type: 'weekdays', days, plain: !regular && days.every(({ nth }) => nth === null) };
}

export function weekdayList(c: Cursor): Days | null {
  const days: Days = [];
  do {
    const found = c.attempt(() => weekday(c));
    if (!found) return null;
    days.push(...found);
  } while (days.length < 8 && c.attempt(() => (c.take('comma') ?? c.word('и')) && isAhead(c)));
  const ofMonth = c.attempt(() => c.skipWord('каждого').words('месяца')) !== null;
  // «второй вторник» without its month may be every other one.
  return days.length > 7 || (!ofMonth && days.some(({ nth }) => nth !== null)) ? null : days;
}

function isAhead(c: Cursor): true | null {
  return c.isWord(weekdayOf, c.isWord(ordinalOf) ? 1 : 0) || null;
}

/** «вторник», «первый и третий вторник» */
function weekday(c: Cursor): Days | null {
  const places: number[] = [];
  do {
    const place = c.attempt(() => placeInMonth(c));
    if (place === null) break;
    places.push(place);
  } while (places.length < 5 && (c.take('comma') ?? c.word('и')));
  const day = c.lexeme(weekdayOf);
  if (day === null) return null;
  return places.length === 0 ? [{ nth: null, day }] : places.map((nth) => ({ nth, day }));
}

function placeInMonth(c: Cursor): number | null {
  if (c.word('последний', 'последняя', 'последнюю', 'последнее', 'последнего', 'последней')) return -1;
  const number = c.number(1, 5) ?? c.lexeme(ordinalOf);
  if (number !== null) ordinalEnding(c);
  return number;
}
