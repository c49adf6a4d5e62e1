import type { Cursor } from './cursor.js';

/** «14:00», «14.30 ч.»: a time of day says nothing of the day. Two numbers that may be a date are none. */
export function clock(c: Cursor): true | null {
  const hour = c.number(0, 24);
  const mark = c.take('colon', 'dot');
  const minute = c.peek();
  const minutes = c.number(0, 59);
  if (hour === null || !mark || minutes === null || minute!.value.length !== 2) return null;
  if (mark.kind === 'dot' && minutes >= 1 && minutes <= 12) return null;
  if (c.is('dot') && c.is('number', 1)) return null;
  if (c.word('ч', 'час', 'часов', 'часа')) c.skip('dot');
  return true;
}
