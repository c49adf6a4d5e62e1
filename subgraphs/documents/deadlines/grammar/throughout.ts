import { only } from '../../lists/elements.js';
import type { TokenCursor } from '../lexer/cursor.js';
import { chain } from './chain.js';
import type { DeadlineClause } from './clause.js';
import { wholeYears } from './day-part.js';
import { calendarYear, schoolYear, schoolYears, thisYear } from './years.js';

/** «в течение года», «весь период», «на протяжении учебного года», «в течение 2024 года», «в течение марта» */
export function throughout(c: TokenCursor): DeadlineClause | null {
  if (c.word('круглогодично') ?? c.words('круглый год')) return wholeYear;
  if (c.attempt(() => ownPeriod(c))) return { type: 'whole-period', part: null, ofYear: false };
  const preposition = c.attempt(() => openedThroughout(c));
  const whole = c.word('весь', 'всего', 'полный') !== null;
  if (!preposition && !whole) c.skipWord('в', 'на', 'за');
  const several = c.attempt(() => schoolYears(c));
  if (several) return { type: 'spans', parts: several, otherwise: [] };
  const school = c.attempt(() => schoolYear(c));
  if (school) return { type: 'school-year', part: school };
  const period = c.attempt(() => planPeriod(c));
  if (period === 'named' || (period && (preposition || whole)))
    return { type: 'whole-period', part: null, ofYear: false };
  if (!preposition && !whole) return c.attempt(() => thisYear(c)) && wholeYear;
  const spans = c.attempt(() => chain(c));
  const part = spans?.type === 'spans' ? only(spans.parts) : null;
  if (part && wholeYears(part)) return { type: 'whole-period', part, ofYear: true };
  return spans ?? (calendarYear(c) && wholeYear);
}

const wholeYear: DeadlineClause = { type: 'whole-period', part: null, ofYear: true };

/** «в течение», «втечении», «в теч.», «в т.», «на протяжении» */
function openedThroughout(c: TokenCursor): true | null {
  return c.oneOf<true>(
    () => c.skipWord('в').lexeme((word) => (/^в?течени[еий]?$/.test(word) ? true : undefined)),
    () => (c.words('в теч|т') ? c.skip('dot') && true : null),
    () => c.words('на протяжении'),
  );
}

/** «в течение месячника», «в ходе проведения месячника», «весь месяц» in a plan that is just as long: it is the plan itself. */
function ownPeriod(c: TokenCursor): boolean {
  const preposition = openedThroughout(c) ?? c.words('в|на период|дни|ходе|рамках') ?? c.word('весь', 'всю');
  if (!preposition || c.planDays === null) return false;
  const word = c.skipWord('всего', 'всей', 'проведения').take('word')?.value ?? '';
  const [, least, most] = lengths.find(([pattern]) => pattern.test(word)) ?? [null, 1, 0];
  const ends = c.done || (!c.is('word') && !c.is('number'));
  return ends && c.planDays >= least && c.planDays <= most;
}

const lengths: [RegExp, number, number][] = [
  [/^месячник/, 20, 62],
  [/^декадник/, 8, 16],
  [/^декад[уы]$/, 8, 16],
  [/^недел[юи]$/, 5, 9],
  [/^месяца?$/, 28, 31],
  [/^квартала?$/, 89, 92],
  [/^полугоди[яе]$/, 181, 184],
];

/** «периода», «срока действия дорожной карты»; 'named' where it says of what: «период реализации плана». */
function planPeriod(c: TokenCursor): 'bare' | 'named' | null {
  if (!c.word('период', 'периода', 'срок', 'срока', 'времени')) return null;
  const activity = c.word('реализации', 'действия', 'исполнения', 'выполнения', 'проведения') !== null;
  // «период проведения» alone is one of its own.
  const realised = activity && c.valueAt(-1) === 'реализации';
  c.skipWord('дорожной', 'настоящего', 'настоящей', 'данного', 'муниципальной', 'государственной', 'целевой');
  const document = c.word('плана', 'программы', 'подпрограммы', 'проекта', 'карты', 'концепции', 'стратегии');
  const measures = c.word('мероприятий', 'мероприятия') !== null;
  // «в период проведения конкурса», «срок действия договора» are other periods.
  if (!document && !measures && c.is('word') && !c.isWord((word) => word === 'в')) return null;
  return activity && (document || realised) ? 'named' : 'bare';
}
