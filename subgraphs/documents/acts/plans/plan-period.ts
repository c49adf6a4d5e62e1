import { readDeadline } from '../../deadlines/index.js';
import { elementAt } from '../../lists/elements.js';
import type { PeriodSource } from '../../vocabulary/plans.js';
import type { ParsedPeriod } from '../model/parsed-document.js';
import { findDates, periodOfYears } from '../text/dates-in-text.js';

/** The period that a title names; `start` is null where it names only an end («до 2024 г.»). */
export function periodInTitle(title: string): { start: string | null; end: string } | null {
  const schoolYear = /(?<!\d)(20\d\d)\s?[/–—-]\s?(20\d\d|\d\d)\s?(?:-?го\s)?учебн/.exec(title);
  if (schoolYear) return { start: `${schoolYear[1]}-09-01`, end: `${Number(schoolYear[1]) + 1}-08-31` };
  const days = findDates(title);
  if (
    days.length === 2 &&
    /(?<![А-Яа-яЁё])(?:с|на период)(?![А-Яа-яЁё])/.test(title) &&
    elementAt(days, 0).date < elementAt(days, 1).date
  ) {
    return { start: elementAt(days, 0).date, end: elementAt(days, 1).date };
  }
  const range = /(?<![\d.])(20\d\d)\s?(?:[–—-]|и|по)\s?(20\d\d)\s?(?:год|гг|г\.)/.exec(title);
  if (range && elementAt(range, 1) <= elementAt(range, 2)) return periodOfYears(Number(range[1]), Number(range[2]));
  const until = /(?<![А-Яа-яЁё])до\s(20\d\d)\s?(?:год|г\.)/.exec(title);
  if (until) return { start: null, end: `${until[1]}-12-31` };
  const half = /(?<![А-Яа-яЁё])(перв|втор|I|II)[а-яё]{0,3}\sполугоди[ея]\s(20\d\d)/i.exec(title);
  if (half) {
    const first = /^(?:перв|I$)/i.test(elementAt(half, 1));
    return { start: `${half[2]}-${first ? '01-01' : '07-01'}`, end: `${half[2]}-${first ? '06-30' : '12-31'}` };
  }
  const year = /(?<![А-Яа-яЁё])(?:на|в)\s(20\d\d)\s?(?:год|г\.)/.exec(title);
  return year && periodOfYears(Number(year[1]), Number(year[1]));
}

/**
 * The period that the titles name, the first of them first: a plan takes the start that its own title lacks from the title of its act.
 * What no title says is inferred: the start from the date of the act, all of it from the deadlines.
 */
export function findPeriod(
  titles: readonly string[],
  actDate: string | null,
  deadlines: readonly (string | null)[],
): { period: ParsedPeriod | null; periodSource: PeriodSource } {
  const periods = titles.map(periodInTitle).filter((period) => period !== null);
  const end = periods[0]?.end;
  const start = periods.find((period) => period.start !== null)?.start;
  if (end && start && start <= end) return { period: { start, end }, periodSource: 'EXPLICIT' };
  const inferred = periodOfDeadlines(deadlines);
  const from = actDate ?? inferred?.start;
  const period = end && from && from <= end ? { start: from, end } : inferred;
  return { period, periodSource: period ? 'INFERRED' : 'NONE' };
}

/** From the first to the last day of the deadlines that name their year. */
function periodOfDeadlines(deadlines: readonly (string | null)[]): ParsedPeriod | null {
  const readings = deadlines.flatMap((text) => (text ? readDeadline(text) : []));
  const datedWindows = readings.filter(({ yearSource }) => yearSource === 'EXPLICIT').flatMap(({ windows }) => windows);
  const days = datedWindows.flatMap(({ start, end }) => [start ?? [], end ?? []].flat()).sort();
  return days.length === 0 ? null : { start: elementAt(days, 0), end: elementAt(days, -1) };
}
