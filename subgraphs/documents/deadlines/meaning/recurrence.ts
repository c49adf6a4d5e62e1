import { daysIn } from '../calendar.js';
import type { Every } from '../grammar/clause.js';
import { monthsOf, type Part, wholeMonths, wholeYears } from '../grammar/part.js';
import { type Rule, rule } from '../rule.js';
import type { Sorted } from './cell-clauses.js';
import type { Slot } from './dating.js';

export interface Recurrence {
  /** Null where one rule does not say it. */
  rule: Rule | null;
  /** What bounds it in time and is not in the rule. */
  bounds: Slot[];
  unsure: boolean;
  assumptions: string[];
}

/** What says when in the year it recurs. */
interface Placing {
  spans: Part[];
  untils: Part[];
  froms: Part[];
  /** Years named: «2021–2024 гг.» */
  years: Part[];
  school: Part | null;
}

/** Puts a rule together; null where the parts do not make one. */
export function recurrenceOf(sorted: Sorted): Recurrence | null {
  const every = finest(sorted.every);
  if (every === null) return null;
  const found: Recurrence = { rule: every?.rule ?? null, bounds: [], unsure: false, assumptions: [] };
  const placing = placingOf(sorted, every);
  const { weekdays, daysOfMonth } = sorted;
  const fits =
    weekdays.length > 0
      ? onWeekdays(found, sorted, placing, every)
      : daysOfMonth.length > 0
        ? onDays(found, sorted, placing, every)
        : every !== undefined && inPlaces(found, placing, every, sorted.untilFirst);
  if (!fits) return null;
  // «до 1 апреля, ежеквартально» may be of each quarter, or once before that day.
  if (sorted.untilFirst && found.bounds.some(({ role }) => role === 'until')) {
    doubt(found, 'Не сказано, кончается ли повторение названным днём или начинается с него.');
  }
  for (const part of placing.froms) found.bounds.push({ part, role: 'from' });
  for (const part of placing.years) found.bounds.push({ part, role: 'span' });
  if (sorted.whole?.part) found.bounds.push({ part: sorted.whole.part, role: 'span' });
  inSchoolYear(found, placing);
  if (!withoutMonths(found, sorted.except)) return null;
  // «2 раза в месяц», also with the months named.
  const proposed = every && ['month', 'quarter'].includes(every.of) ? (every.rule?.byMonthDay ?? []) : [];
  if (proposed.length > 0 && found.rule?.byMonthDay === proposed)
    doubt(found, 'Дни не названы; взяты 15-е и последнее число месяца.');
  if (sorted.slots.some(({ part }) => part.vague)) doubt(found, 'Дни не названы точно; взяты условно.');
  if (every?.open) doubt(found, every.open);
  if (found.rule && cutsUnits(found.rule)) doubt(found, 'Названные месяцы не делятся на такие промежутки нацело.');
  if (found.rule === null) doubt(found, 'Одним правилом повторение не записывается: дни не определены.');
  return found;
}

/** «2 раза в год, сентябрь – май»: a half-year of which only a part is named. */
function cutsUnits({ freq, interval, byMonth, byMonthDay }: Rule): boolean {
  const unit = (month: number) => Math.floor((month - 1) / interval);
  const whole = byMonth.every((month) => byMonth.filter((other) => unit(other) === unit(month)).length === interval);
  return freq === 'MONTHLY' && interval > 1 && byMonthDay.length === 0 && !whole;
}

function doubt(found: Recurrence, assumption: string): void {
  found.unsure = true;
  found.assumptions.push(assumption);
}

/** «ежегодно, 2 раза в год» says one thing twice; of two rhythms that differ none is guessed. */
function finest(all: readonly Every[]): Every | undefined | null {
  const yearly = all.filter(({ of, times, rule }) => of === 'year' && times === 1 && rule?.interval === 1);
  const telling = all.filter((one) => !yearly.includes(one));
  if (yearly.length > 0 && telling.some(({ rule }) => rule?.freq === 'YEARLY')) return null;
  if (new Set(telling.map((one) => JSON.stringify(one.rule))).size > 1) return null;
  return telling[0] ?? all[0];
}

/** «сентябрь 2022, далее ежегодно»: in the same months from then on. */
function placingOf(sorted: Sorted, every: Every | undefined): Placing {
  const of = (role: Slot['role']) => sorted.slots.flatMap(({ part, role: own }) => (own === role ? part : []));
  const [all, untils, froms, school] = [of('span'), of('until'), of('from'), sorted.school];
  const years = sorted.onwards ? [] : all.filter((part) => wholeYears(part) && part.year !== null);
  // «1 раз в квартал (1–4 кв.)»: all months of no year say nothing.
  const spans = all.filter(
    (part) => !years.includes(part) && !(all.length === 1 && part.unit !== 'year' && isAnyYear(part)),
  );
  if (!sorted.onwards) return { spans, untils, froms, years, school };
  const repeated = every?.of === 'year' ? spans.filter((part) => !wholeYears(part)) : [];
  const yearless = (parts: readonly Part[]) => parts.map((part) => ({ ...part, year: null, firstYear: null }));
  if (every?.of !== 'year') return { spans: yearless(repeated), untils, froms: [...froms, ...spans], years, school };
  const since = [...froms, ...spans, ...untils.filter(({ year }) => year !== null)];
  return { spans: yearless(repeated), untils: yearless(untils), froms: since, years, school };
}

function isAnyYear(part: Part): boolean {
  return part.year === null && wholeYears(part);
}

function onWeekdays(found: Recurrence, sorted: Sorted, placing: Placing, every: Every | undefined): boolean {
  const [named, more] = sorted.weekdays;
  if (!named || more || sorted.daysOfMonth.length > 0) return false;
  const monthly = named.days.some(({ nth }) => nth !== null);
  // «второй вторник» without its month may be every other one.
  if (monthly && !named.ofMonth && every?.of !== 'month') return false;
  // «ежедневно в рабочие дни»
  const daily = !monthly && every?.of === 'day' && every.rule?.interval === 1;
  if (every && !daily && every.of !== (monthly ? 'month' : 'week')) return false;
  found.rule = rule(monthly ? 'MONTHLY' : 'WEEKLY', { byDay: named.days, interval: every?.rule?.interval ?? 1 });
  if (named.plain && !every) doubt(found, 'День недели понят как каждая неделя.');
  return bound(found, placing);
}

function onDays(found: Recurrence, sorted: Sorted, placing: Placing, every: Every | undefined): boolean {
  const [named, more] = sorted.daysOfMonth;
  if (!named || more || placing.untils.length > 0) return false;
  const { days, month } = named;
  const { of, times, rule: base } = every ?? { of: named.of ?? 'month', times: 1, rule: rule('MONTHLY') };
  if (
    times > 1 ||
    base === null ||
    (month === 'bare' && of !== 'month' && of !== 'quarter') ||
    (month === 'bare' && !every)
  ) {
    return false;
  }
  if (of === 'month') {
    found.rule = rule('MONTHLY', { ...monthDays(days), interval: base.interval });
    if (days.length > 1 && days.at(-1)! > 28) doubt(found, 'Последнего из названных чисел нет в каждом месяце.');
    if (base.interval > 1) return false;
    if (!every && month === 'unsaid') doubt(found, 'Месяц не назван; понято как каждый месяц.');
    return bound(found, placing);
  }
  if (of === 'quarter' || of === 'half') {
    const last = month === 'last' || (month === 'bare' && days[0] === -1);
    const first = last ? 3 : month === 'second' ? 2 : 1;
    const byMonth = of === 'quarter' ? [0, 3, 6, 9].map((before) => before + first) : last ? [6, 12] : [1, 7];
    found.rule = rule('YEARLY', { byMonth, ...monthDays(days) });
    if (month === 'unsaid' || (month === 'bare' && !last))
      doubt(found, 'Месяц не назван; взят следующий за отчётным периодом.');
    return bound(found, placing);
  }
  const months = placing.spans.flatMap((part) => wholeMonths(part) ?? []);
  found.rule = rule('YEARLY', { byMonth: months, ...monthDays(days) });
  return of === 'year' && months.length > 0 && months.length === placing.spans.length;
}

function monthDays(days: readonly number[]): Partial<Rule> {
  return days.length === 1 ? monthDay(days[0]!) : { byMonthDay: days };
}

/** «до 30 числа» is due in February too, on its last day. */
function monthDay(day: number): Partial<Rule> {
  if (day === 31) return { byMonthDay: [-1] };
  if (day <= 28) return { byMonthDay: [day] };
  return { byMonthDay: Array.from({ length: day - 27 }, (_, i) => 28 + i), bySetPos: -1 };
}

function inPlaces(found: Recurrence, placing: Placing, every: Every, untilFirst: boolean): boolean {
  const { spans, untils, school } = placing;
  const parts = [...spans, ...untils];
  if (parts.length > 0 && parts.every(({ year }) => year === null) && namesEach(every, parts.length)) {
    const months = spans.map(wholeMonths).flatMap((list) => list ?? []);
    // «2 раза в год (I и II полугодие)» says no more than «2 раза в год».
    if (months.length === 12 && spans.length > 1) return true;
    found.rule = ruleOf(spans, untils);
    const apart = months.filter((month) => !months.includes((month % 12) + 1)).length;
    if (every.times * spans.length > 1 && every.of !== 'school-year' && months.length > 0 && apart < spans.length) {
      if (every.of !== 'year' || every.times > 1) doubt(found, 'Соседние месяцы взяты как один срок.');
    }
    return spans.length === 0 || untils.length === 0;
  }
  const [until] = untils;
  // «до 01.06.2024 (ежегодно)»: the first of many.
  if (parts.length === 1 && until?.unit === 'day' && untilFirst && every.of === 'year' && every.times === 1) {
    found.rule = ruleOf([], untils);
    found.bounds.push({ part: until, role: 'from' });
    doubt(found, 'Год назван, а срок ежегодный; взят как первый.');
    return true;
  }
  if (inDifferentUnits(every, spans) && untils.length === 0) {
    found.rule = ruleOf(spans, []);
    doubt(found, 'Названо не столько сроков, сколько раз сказано.');
    return true;
  }
  if (parts.length === 0 && school?.year === null && every.of === 'year' && every.times === 1) {
    found.rule = rule('YEARLY', { byMonth: monthsOf(school) });
    return true;
  }
  return bound(found, placing);
}

/** «октябрь, январь, апрель – 1 раз в квартал»: single months, each of another quarter. */
function inDifferentUnits({ of, times }: Every, spans: readonly Part[]): boolean {
  const length = { quarter: 3, half: 6 }[of as string];
  const months = spans.every(({ unit, year }) => unit === 'month' && year === null);
  const units = new Set(spans.map(({ last }) => Math.ceil(last.month / (length ?? 1))));
  return length !== undefined && times === 1 && months && spans.length > 0 && units.size === spans.length;
}

/** As many parts as times: «2 раза в год (май, октябрь)», «ежеквартально: март, июнь, сентябрь, декабрь», «ежегодно, май». */
function namesEach({ of, times, rule: base }: Every, parts: number): boolean {
  const ofYear = { year: 1, half: 2, quarter: 4, 'school-year': 1 }[of as string];
  if (ofYear === undefined) return false;
  if (of === 'year' && times === 1) return base?.interval === 1;
  return ofYear * times === parts;
}

function ruleOf(spans: readonly Part[], untils: readonly Part[]): Rule | null {
  const months = spans.map(wholeMonths);
  if (untils.length === 0 && months.every((list) => list !== null)) {
    return rule('YEARLY', { byMonth: months.toSorted(([a], [b]) => a! - b!).flat() });
  }
  // What is not made of whole months is known by its last days.
  const lasts = [...spans, ...untils].map(({ last }) => last);
  const days = [...new Set(lasts.map(({ day }) => day))];
  const byMonth = [...new Set(lasts.map(({ month }) => month))].sort((a, b) => a - b);
  if (days.length > 1 && byMonth.length > 1) return null;
  const shortest = Math.min(30, ...byMonth.map((month) => daysIn(2023, month)));
  return rule('YEARLY', {
    byMonth,
    ...(days.length === 1 && days[0]! > shortest ? monthDay(days[0]!) : { byMonthDay: days }),
  });
}

/** Months without a year go into the rule; what has a year, or is part of a month, bounds it. */
function bound(found: Recurrence, { spans, untils }: Placing): boolean {
  const months = spans.map((part) => (part.year === null && !wholeYears(part) ? wholeMonths(part) : null));
  if (spans.length > 0 && months.every((list) => list !== null)) {
    if (found.rule?.freq === 'YEARLY') return false;
    if (found.rule) found.rule = { ...found.rule, byMonth: [...new Set(months.flat())] };
  } else for (const part of spans) found.bounds.push({ part, role: 'span' });
  for (const part of untils) found.bounds.push({ part, role: 'until' });
  return untils.length === 0 || (untils.length === 1 && spans.length === 0);
}

function inSchoolYear(found: Recurrence, { school }: Placing): void {
  if (!school) return;
  if (school.year !== null) found.bounds.push({ part: school, role: 'span' });
  else if (found.rule?.byMonth.length === 0) found.rule = { ...found.rule, byMonth: monthsOf(school) };
}

/** «ежемесячно, кроме июля и августа» */
function withoutMonths(found: Recurrence, except: readonly Part[]): boolean {
  if (except.length === 0) return true;
  if (!found.rule || found.rule.freq === 'YEARLY' || found.rule.interval > 1) return false;
  const all = found.rule.byMonth.length > 0 ? found.rule.byMonth : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const byMonth = all.filter((month) => !except.some((part) => monthsOf(part).includes(month)));
  found.rule = { ...found.rule, byMonth };
  return byMonth.length > 0;
}
