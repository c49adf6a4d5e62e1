import type { TokenCursor } from '../lexer/cursor.js';
import { monthByWord } from '../lexer/lexicon.js';

/** «14.00», «09-00 до 16-00 часов», «15 ч. 30 мин.», «10:00 (МСК)»: times of day say nothing of the day. */
export function clock(c: TokenCursor): 'time' | 'span' | null {
  const time = c.attempt(() => hoursAndMinutes(c) && 'time') ?? c.attempt(() => timeOrSpan(c));
  if (time) c.attempt(() => zone(c));
  return time;
}

function timeOrSpan(c: TokenCursor): 'time' | 'span' | null {
  if (!time(c)) return null;
  // «14.00-14.10» ends at ten past, not in October.
  const last = c.attempt(() => (c.take('dash') ?? c.word('до', 'по')) && time(c, true));
  if (c.word(...hours)) c.skip('dot');
  return last ? 'span' : 'time';
}

/** «(время местное)», «мск», «по московскому времени», «(по Москве)» */
function zone(c: TokenCursor): true | null {
  const bracket = c.take('open');
  const from = c.at;
  c.skip('comma').skipWord('по');
  for (let words = 0; words < 3 && c.isWord((word) => zoneWord.test(word)); words++) c.at++;
  const hasZone = c.at > from && c.isWord((word) => zoneWord.test(word), -1);
  return hasZone && (!bracket || c.take('close')) ? true : null;
}

const zoneWord = /^(?:мск|москв[аеы]|врем(?:я|ени)|московск(?:ое|ому|ого)|местн(?:ое|ому|ого)|утра|вечера)$/;

/** «15 часов» behind «в» or «до», «9 до 17 часов» behind «с», «15 ч. 30 мин.» */
function hoursAndMinutes(c: TokenCursor): true | null {
  const preposition = c.isWord((word) => ['в', 'до', 'к', 'с'].includes(word), -1);
  if (c.number(0, 24) === null) return null;
  if (preposition) c.attempt(() => (c.take('dash') ?? c.word('до', 'по')) && c.number(0, 24) !== null);
  if (!c.word(...hours)) return null;
  c.skip('dot');
  const minutes = c.attempt(() => c.number(0, 59) !== null && c.word('мин', 'минут') && c.skip('dot'));
  return preposition || minutes ? true : null;
}

const hours = ['ч', 'час', 'часов', 'часа'];

/** «14:00», «14.30», «12-00», «8-30 ч.»; two numbers that may be a date or a span of days are none. */
function time(c: TokenCursor, certain = false): true | null {
  // «19.09.2024 13-30»
  const behindYear = c.is('number', -1) && c.valueAt(-1).length === 4;
  const hour = c.number(0, 24);
  const mark = c.take('colon', 'dot', 'dash');
  const minute = c.peek();
  const minutes = c.number(0, 59);
  if (hour === null || !mark || minutes === null || minute?.value.length !== 2) return null;
  if (mark.kind === 'dot' && !certain && minutes >= 1 && minutes <= 12) return null;
  const withHours = c.isWord((word) => hours.includes(word));
  if (mark.kind === 'dash' && (mark.spaced || minute.spaced || (minutes !== 0 && !withHours && !behindYear)))
    return null;
  if (behindYear && c.isWord(monthByWord)) return null;
  return !(c.is('dot') && c.is('number', 1)) || null;
}
