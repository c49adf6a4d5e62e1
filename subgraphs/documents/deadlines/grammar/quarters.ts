import type { TokenCursor } from '../lexer/cursor.js';
import { ordinalByWord, seasonByWord, unitByWord } from '../lexer/lexicon.js';
import { type CalendarSpan, monthSpan, spanOf } from './day-part.js';
import { list, reversed } from './days.js';
import { holidays } from './holidays.js';
import { ordinalEnding, schoolYear, twoYears, yearAfter, yearWord } from './years.js';

/** «I квартал 2024», «1–2 кв.», «первое и второе полугодие» */
export function quartersOrHalves(c: TokenCursor): CalendarSpan[] | null {
  const from = c.at;
  const groups = list(c, () => place(c));
  const unit = groups && c.attempt(() => quarterOrHalf(c));
  if (!unit || groups.flat().some((number) => number > 12 / unit.length)) return null;
  const year = yearAfter(c);
  const spans = groups.map(([first, last]) => {
    if (last !== undefined && last < first) return c.refuse(from, reversed);
    const ofSchoolYear = c.inSchoolYear && unit.name === 'half' && year === null;
    const span = (number: number) =>
      (ofSchoolYear && halfOf(monthSpan('school-year', 9, 5), number)) ||
      monthSpan(unit.name, (number - 1) * unit.length + 1, number * unit.length, year);
    return last === undefined ? span(first) : spanOf(span(first), span(last));
  });
  return spans.every((span) => span !== null) ? spans : null;
}

function quarterOrHalf(c: TokenCursor): { name: 'quarter' | 'half'; length: number } | null {
  if (c.attempt(() => c.word('п') && c.take('slash') && c.word('г'))) return { name: 'half', length: 6 };
  if (c.words('половина|половину|половине|половины года|году')) return { name: 'half', length: 6 };
  const unit = c.lexeme((word) => (word === 'пол' ? 'half' : unitByWord(word)));
  if (unit !== 'quarter' && unit !== 'half') return null;
  c.skip('dot');
  return { name: unit, length: unit === 'quarter' ? 3 : 6 };
}

/** «1», «2-й», «первый», «IV» */
export function place(c: TokenCursor): number | null {
  const number = c.number(1, 9) ?? c.lexeme(ordinalByWord);
  if (number !== null) ordinalEnding(c);
  return number;
}

/** «1 полугодие 2023/24 учебного года»: September to December, January to May. */
export function halfOfSchoolYear(c: TokenCursor): CalendarSpan | null {
  const number = place(c);
  const half =
    c.attempt(() => quarterOrHalf(c))?.name === 'half' || c.word('половина', 'половине', 'половину', 'половины');
  const year = number !== null && number <= 2 && half ? schoolYear(c) : null;
  return year && number !== null ? halfOf(year, number) : null;
}

export function halfOf(whole: CalendarSpan, number: number): CalendarSpan | null {
  if (whole.unit !== 'school-year') return null;
  return number === 1 ? monthSpan('half', 9, 12, whole.year && whole.year - 1) : monthSpan('half', 1, 5, whole.year);
}

/** «лето 2024 года», «зимой», «летний период», «осенне-зимний период 2023–2024» */
export function season(c: TokenCursor): CalendarSpan | null {
  // When holidays are every school says itself.
  if (c.ahead(() => holidays(c))) return null;
  const earlier = c.attempt(() => seasonBefore(c));
  const later = c.lexeme(seasonByWord);
  if (later === null) return null;
  const first = earlier ?? later;
  c.skipWord('оздоровительный', 'оздоровительного', 'оздоровительную', 'оздоровительном');
  c.skipWord('период', 'периода', 'периоде', 'периоды', 'время', 'сезон', 'сезона', 'месяцы', 'месяцев', 'месяца');
  const last = ((later + 1) % 12) + 1;
  const years = last < first ? c.attempt(() => twoYears(c)) : null;
  if (years) {
    c.attempt(() => yearWord(c));
    return { ...monthSpan('season', first, last, years.last), firstYear: years.last - 1 };
  }
  return monthSpan('season', first, last, yearAfter(c));
}

/** «осенне-» of «осенне-зимний» */
function seasonBefore(c: TokenCursor): number | null {
  const stem = c.isWord((word) => /^(?:весенн|летн|осенн|зимн)е$/.test(word)) && c.take('word');
  return (stem && c.take('dash') && seasonByWord(stem.value.replace(/е$/, 'ий'))) || null;
}
