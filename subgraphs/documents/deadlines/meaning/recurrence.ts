import { elementAt } from '../../lists/elements.js';
import type { Every } from '../grammar/clause.js';
import { type CalendarSpan, monthsOf, wholeMonths, wholeYears } from '../grammar/day-part.js';
import type { Unit } from '../lexer/lexicon.js';
import { daysIn } from '../model/calendar.js';
import { type RecurrenceRule, recurrenceRule } from '../model/recurrence-rule.js';
import type { CellClauses } from './cell-clauses.js';
import type { Slot } from './date-slots.js';

export interface Recurrence {
  /** Null where one rule does not say it. */
  rule: RecurrenceRule | null;
  /** Slots that bound it in time and are not in the rule. */
  bounds: Slot[];
  unsure: boolean;
  assumptions: string[];
}

/** Slots and spans that place a recurrence in the year. */
interface Placing {
  spans: CalendarSpan[];
  untils: CalendarSpan[];
  froms: CalendarSpan[];
  /** Years named: «2021–2024 гг.» */
  years: CalendarSpan[];
  school: CalendarSpan | null;
}

/** Puts a rule together; null where the parts do not make one. */
export function recurrenceOf(clauses: CellClauses): Recurrence | null {
  const every = finest(clauses.every);
  if (every === null) return null;
  const recurrence: Recurrence = { rule: every?.rule ?? null, bounds: [], unsure: false, assumptions: [] };
  const placing = placingOf(clauses, every);
  const { weekdays, daysOfMonth } = clauses;
  const fits =
    weekdays.length > 0
      ? onWeekdays(recurrence, clauses, placing, every)
      : daysOfMonth.length > 0
        ? onDays(recurrence, clauses, placing, every)
        : every !== undefined && inPlaces(recurrence, placing, every, clauses.untilFirst);
  if (!fits) return null;
  // «до 1 апреля, ежеквартально» may be of each quarter, or once before that day.
  if (clauses.untilFirst && recurrence.bounds.some(({ role }) => role === 'until')) {
    doubt(recurrence, 'Не сказано, кончается ли повторение названным днём или начинается с него.');
  }
  for (const part of placing.froms) recurrence.bounds.push({ part, role: 'from' });
  for (const part of placing.years) recurrence.bounds.push({ part, role: 'span' });
  if (clauses.whole?.part) recurrence.bounds.push({ part: clauses.whole.part, role: 'span' });
  inSchoolYear(recurrence, placing);
  if (!withoutMonths(recurrence, clauses.except)) return null;
  // «2 раза в месяц», also with the months named.
  const proposed = every && ['month', 'quarter'].includes(every.of) ? (every.rule?.byMonthDay ?? []) : [];
  if (proposed.length > 0 && recurrence.rule?.byMonthDay === proposed)
    doubt(recurrence, 'Дни не названы; взяты 15-е и последнее число месяца.');
  if (clauses.slots.some(({ part }) => part.vague)) doubt(recurrence, 'Дни не названы точно; взяты условно.');
  if (every?.open) doubt(recurrence, every.open);
  if (recurrence.rule && cutsUnits(recurrence.rule))
    doubt(recurrence, 'Названные месяцы не делятся на такие промежутки нацело.');
  if (recurrence.rule === null) doubt(recurrence, 'Одним правилом повторение не записывается: дни не определены.');
  return recurrence;
}

/** «2 раза в год, сентябрь – май»: a half-year of which only a part is named. */
function cutsUnits({ freq, interval, byMonth, byMonthDay }: RecurrenceRule): boolean {
  const unit = (month: number) => Math.floor((month - 1) / interval);
  const whole = byMonth.every((month) => byMonth.filter((other) => unit(other) === unit(month)).length === interval);
  return freq === 'MONTHLY' && interval > 1 && byMonthDay.length === 0 && !whole;
}

function doubt(recurrence: Recurrence, assumption: string): void {
  recurrence.unsure = true;
  recurrence.assumptions.push(assumption);
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
function placingOf(clauses: CellClauses, every: Every | undefined): Placing {
  const of = (role: Slot['role']) => clauses.slots.flatMap(({ part, role: own }) => (own === role ? part : []));
  const [all, untils, froms, school] = [of('span'), of('until'), of('from'), clauses.school];
  const years = clauses.onwards ? [] : all.filter((part) => wholeYears(part) && part.year !== null);
  // «1 раз в квартал (1–4 кв.)»: all months of no year say nothing.
  const spans = all.filter(
    (part) => !years.includes(part) && !(all.length === 1 && part.unit !== 'year' && isAnyYear(part)),
  );
  if (!clauses.onwards) return { spans, untils, froms, years, school };
  const repeated = every?.of === 'year' ? spans.filter((part) => !wholeYears(part)) : [];
  const yearless = (parts: readonly CalendarSpan[]) => parts.map((part) => ({ ...part, year: null, firstYear: null }));
  if (every?.of !== 'year') return { spans: yearless(repeated), untils, froms: [...froms, ...spans], years, school };
  const since = [...froms, ...spans, ...untils.filter(({ year }) => year !== null)];
  return { spans: yearless(repeated), untils: yearless(untils), froms: since, years, school };
}

function isAnyYear(part: CalendarSpan): boolean {
  return part.year === null && wholeYears(part);
}

function onWeekdays(recurrence: Recurrence, clauses: CellClauses, placing: Placing, every: Every | undefined): boolean {
  const [first, more] = clauses.weekdays;
  if (!first || more || clauses.daysOfMonth.length > 0) return false;
  const monthly = first.days.some(({ nth }) => nth !== null);
  // «второй вторник» without its month may be every other one.
  if (monthly && !first.ofMonth && every?.of !== 'month') return false;
  // «ежедневно в рабочие дни»
  const daily = !monthly && every?.of === 'day' && every.rule?.interval === 1;
  if (every && !daily && every.of !== (monthly ? 'month' : 'week')) return false;
  recurrence.rule = recurrenceRule(monthly ? 'MONTHLY' : 'WEEKLY', {
    byDay: first.days,
    interval: every?.rule?.interval ?? 1,
  });
  if (first.plain && !every) doubt(recurrence, 'День недели понят как каждая неделя.');
  return bound(recurrence, placing);
}

function onDays(recurrence: Recurrence, clauses: CellClauses, placing: Placing, every: Every | undefined): boolean {
  const [dayOfMonth, more] = clauses.daysOfMonth;
  if (!dayOfMonth || more || placing.untils.length > 0) return false;
  const { days, month } = dayOfMonth;
  const {
    of,
    times,
    rule: base,
  } = every ?? { of: dayOfMonth.of ?? 'month', times: 1, rule: recurrenceRule('MONTHLY') };
  if (
    times > 1 ||
    base === null ||
    (month === 'bare' && of !== 'month' && of !== 'quarter') ||
    (month === 'bare' && !every)
  ) {
    return false;
  }
  if (of === 'month') {
    recurrence.rule = recurrenceRule('MONTHLY', { ...monthDays(days), interval: base.interval });
    if (days.length > 1 && elementAt(days, -1) > 28)
      doubt(recurrence, 'Последнего из названных чисел нет в каждом месяце.');
    if (base.interval > 1) return false;
    if (!every && month === 'unsaid') doubt(recurrence, 'Месяц не назван; понято как каждый месяц.');
    return bound(recurrence, placing);
  }
  if (of === 'quarter' || of === 'half') {
    const last = month === 'last' || (month === 'bare' && days[0] === -1);
    const first = last ? 3 : month === 'second' ? 2 : 1;
    const byMonth = of === 'quarter' ? [0, 3, 6, 9].map((before) => before + first) : last ? [6, 12] : [1, 7];
    recurrence.rule = recurrenceRule('YEARLY', { byMonth, ...monthDays(days) });
    if (month === 'unsaid' || (month === 'bare' && !last))
      doubt(recurrence, 'Месяц не назван; взят следующий за отчётным периодом.');
    return bound(recurrence, placing);
  }
  const months = placing.spans.flatMap((part) => wholeMonths(part) ?? []);
  recurrence.rule = recurrenceRule('YEARLY', { byMonth: months, ...monthDays(days) });
  return of === 'year' && months.length > 0 && months.length === placing.spans.length;
}

function monthDays(days: readonly number[]): Partial<RecurrenceRule> {
  return days.length === 1 ? monthDay(elementAt(days, 0)) : { byMonthDay: days };
}

/** «до 30 числа» is due in February too, on its last day. */
function monthDay(day: number): Partial<RecurrenceRule> {
  if (day === 31) return { byMonthDay: [-1] };
  if (day <= 28) return { byMonthDay: [day] };
  return { byMonthDay: Array.from({ length: day - 27 }, (_, i) => 28 + i), bySetPos: -1 };
}

function inPlaces(recurrence: Recurrence, placing: Placing, every: Every, untilFirst: boolean): boolean {
  const { spans, untils, school } = placing;
  const parts = [...spans, ...untils];
  if (parts.length > 0 && parts.every(({ year }) => year === null) && namesEach(every, parts.length)) {
    const months = spans.map(wholeMonths).flatMap((list) => list ?? []);
    // «2 раза в год (I и II полугодие)» says no more than «2 раза в год».
    if (months.length === 12 && spans.length > 1) return true;
    recurrence.rule = ruleOf(spans, untils);
    const apart = months.filter((month) => !months.includes((month % 12) + 1)).length;
    if (every.times * spans.length > 1 && every.of !== 'school-year' && months.length > 0 && apart < spans.length) {
      if (every.of !== 'year' || every.times > 1) doubt(recurrence, 'Соседние месяцы взяты как один срок.');
    }
    return spans.length === 0 || untils.length === 0;
  }
  const [until] = untils;
  // «до 01.06.2024 (ежегодно)»: the first of many.
  if (parts.length === 1 && until?.unit === 'day' && untilFirst && every.of === 'year' && every.times === 1) {
    recurrence.rule = ruleOf([], untils);
    recurrence.bounds.push({ part: until, role: 'from' });
    doubt(recurrence, 'Год назван, а срок ежегодный; взят как первый.');
    return true;
  }
  if (inDifferentUnits(every, spans) && untils.length === 0) {
    recurrence.rule = ruleOf(spans, []);
    doubt(recurrence, 'Названо не столько сроков, сколько раз сказано.');
    return true;
  }
  if (parts.length === 0 && school?.year === null && every.of === 'year' && every.times === 1) {
    recurrence.rule = recurrenceRule('YEARLY', { byMonth: monthsOf(school) });
    return true;
  }
  return bound(recurrence, placing);
}

const monthsIn: Partial<Record<Unit, number>> = { quarter: 3, half: 6 };
const perYear: Partial<Record<Unit, number>> = { year: 1, half: 2, quarter: 4, 'school-year': 1 };

/** «октябрь, январь, апрель – 1 раз в квартал»: single months, each of another quarter. */
function inDifferentUnits({ of, times }: Every, spans: readonly CalendarSpan[]): boolean {
  const length = monthsIn[of];
  const months = spans.every(({ unit, year }) => unit === 'month' && year === null);
  const units = new Set(spans.map(({ last }) => Math.ceil(last.month / (length ?? 1))));
  return length !== undefined && times === 1 && months && spans.length > 0 && units.size === spans.length;
}

/** As many parts as times: «2 раза в год (май, октябрь)», «ежеквартально: март, июнь, сентябрь, декабрь», «ежегодно, май». */
function namesEach({ of, times, rule: base }: Every, parts: number): boolean {
  const ofYear = perYear[of];
  if (ofYear === undefined) return false;
  if (of === 'year' && times === 1) return base?.interval === 1;
  return ofYear * times === parts;
}

function ruleOf(spans: readonly CalendarSpan[], untils: readonly CalendarSpan[]): RecurrenceRule | null {
  const months = spans.map(wholeMonths);
  if (untils.length === 0 && months.every((list) => list !== null)) {
    return recurrenceRule('YEARLY', { byMonth: months.toSorted(([a = 0], [b = 0]) => a - b).flat() });
  }
  // What is not made of whole months is known by its last days.
  const lasts = [...spans, ...untils].map(({ last }) => last);
  const days = [...new Set(lasts.map(({ day }) => day))];
  const byMonth = [...new Set(lasts.map(({ month }) => month))].sort((a, b) => a - b);
  if (days.length > 1 && byMonth.length > 1) return null;
  const shortest = Math.min(30, ...byMonth.map((month) => daysIn(2023, month)));
  return recurrenceRule('YEARLY', {
    byMonth,
    ...(days.length === 1 && elementAt(days, 0) > shortest ? monthDay(elementAt(days, 0)) : { byMonthDay: days }),
  });
}

/** Months without a year go into the rule; what has a year, or is part of a month, bounds it. */
function bound(recurrence: Recurrence, { spans, untils }: Placing): boolean {
  const months = spans.map((part) => (part.year === null && !wholeYears(part) ? wholeMonths(part) : null));
  if (spans.length > 0 && months.every((list) => list !== null)) {
    if (recurrence.rule?.freq === 'YEARLY') return false;
    if (recurrence.rule) recurrence.rule = { ...recurrence.rule, byMonth: [...new Set(months.flat())] };
  } else for (const part of spans) recurrence.bounds.push({ part, role: 'span' });
  for (const part of untils) recurrence.bounds.push({ part, role: 'until' });
  return untils.length === 0 || (untils.length === 1 && spans.length === 0);
}

function inSchoolYear(recurrence: Recurrence, { school }: Placing): void {
  if (!school) return;
  if (school.year !== null) recurrence.bounds.push({ part: school, role: 'span' });
  else if (recurrence.rule?.byMonth.length === 0) recurrence.rule = { ...recurrence.rule, byMonth: monthsOf(school) };
}

/** «ежемесячно, кроме июля и августа» */
function withoutMonths(recurrence: Recurrence, except: readonly CalendarSpan[]): boolean {
  if (except.length === 0) return true;
  if (!recurrence.rule || recurrence.rule.freq === 'YEARLY' || recurrence.rule.interval > 1) return false;
  const all = recurrence.rule.byMonth.length > 0 ? recurrence.rule.byMonth : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const byMonth = all.filter((month) => !except.some((part) => monthsOf(part).includes(month)));
  recurrence.rule = { ...recurrence.rule, byMonth };
  return byMonth.length > 0;
}
