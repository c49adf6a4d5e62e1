import type { Clause, Every } from './clause.js';
import { type Part, wholeMonths, wholeYears } from './part.js';
import { monthsOf, schoolMonths } from './rhythms.js';
import { type Rule, rule } from './rule.js';

export interface Recurrence {
  rule: Rule | null;
  /** Parts that bound it in time and are not in the rule. */
  bounds: { part: Part; role: 'span' | 'until' | 'from' }[];
  unsure: boolean;
  assumptions: string[];
}

type Of<T extends Clause['type']> = Extract<Clause, { type: T }>;

/** What says how often, and what beside it says when in the year. */
export interface Rhythm {
  every: Every[];
  days: Of<'day-of-month'>[];
  weekdays: Of<'weekdays'>[];
  spans: Part[];
  untils: Part[];
  froms: Part[];
  school: Part | null;
  except: Part[];
}

/** Puts a rule together; null where the parts do not make one. */
export function recurrenceOf(rhythm: Rhythm): Recurrence | null {
  const every = finest(rhythm.every);
  if (every === null) return null;
  const found: Recurrence = { rule: every?.rule ?? null, bounds: [], unsure: every?.loose ?? false, assumptions: [] };
  if (every?.loose) found.assumptions.push('Сказано лишь, сколько раз самое большее.');
  const settled =
    rhythm.weekdays.length > 0
      ? byWeekdays(found, rhythm, every)
      : rhythm.days.length > 0
        ? byDays(found, rhythm, every)
        : bySpans(found, rhythm, every!);
  if (!settled) return null;
  for (const part of rhythm.froms) found.bounds.push({ part, role: 'from' });
  if (!inSchoolYear(found, rhythm, every)) return null;
  return exceptMonths(found, rhythm) ? withReason(found, every) : null;
}

/** «ежегодно, 2 раза в год» says one thing twice; two rhythms that differ are not guessed at. */
function finest(all: readonly Every[]): Every | undefined | null {
  const telling = all.filter(({ of, times }) => of !== 'year' || times > 1);
  const rules = new Set(telling.map((one) => JSON.stringify(one.rule)));
  if (rules.size > 1) return null;
  return telling[0] ?? all[0];
}

function byWeekdays(found: Recurrence, { weekdays, days, spans, untils }: Rhythm, every: Every | undefined): boolean {
  if (days.length > 0 || weekdays.length > 1) return false;
  const [{ days: byDay, plain }] = weekdays as [Of<'weekdays'>];
  const monthly = byDay.some(({ nth }) => nth !== null);
  if (every && every.of !== (monthly ? 'month' : 'week')) return false;
  found.rule = rule(monthly ? 'MONTHLY' : 'WEEKLY', { byDay, interval: every?.rule?.interval ?? 1 });
  if (plain && !every) {
    found.unsure = true;
    found.assumptions.push('День недели понят как каждую неделю.');
  }
  return within(found, spans, untils);
}

function byDays(found: Recurrence, { days, spans, untils }: Rhythm, every: Every | undefined): boolean {
  if (days.length > 1) return false;
  const [{ day, month }] = days as [Of<'day-of-month'>];
  const of = every?.of ?? 'month';
  if (every && every.times > 1) return false;
  if (of === 'year') {
    const months = spans.flatMap((part) => wholeMonths(part) ?? []);
    if (months.length === 0 || spans.length !== months.length) return false;
    found.rule = rule('YEARLY', { byMonth: months, ...monthDay(day) });
    return untils.length === 0;
  }
  if (of === 'quarter' || of === 'half') {
    const last = month === 'last' || month === 'own';
    const byMonth = of === 'quarter' ? (last ? [3, 6, 9, 12] : [1, 4, 7, 10]) : last ? [6, 12] : [1, 7];
    found.rule = rule('YEARLY', { byMonth, ...monthDay(day) });
    if (month === 'unsaid') {
      found.unsure = true;
      found.assumptions.push('Месяц не назван; взят следующий за отчётным периодом.');
    }
    return within(found, spans, untils);
  }
  if (of !== 'month' || (every?.rule?.interval ?? 1) > 1) return false;
  found.rule = rule('MONTHLY', monthDay(day));
  if (!every && month !== 'every') {
    found.unsure = true;
    found.assumptions.push('Месяц не назван; понято как каждый месяц.');
  }
  return within(found, spans, untils);
}

/** The 30th of February is its last day: so nobody is let off in a short month. */
function monthDay(day: number): Partial<Rule> {
  if (day === 31) return { byMonthDay: [-1] };
  if (day <= 28) return { byMonthDay: [day] };
  return { byMonthDay: Array.from({ length: day - 27 }, (_, i) => 28 + i), bySetPos: -1 };
}

function bySpans(found: Recurrence, { spans, untils, school }: Rhythm, every: Every): boolean {
  const yearless = [...spans, ...untils].every(({ year }) => year === null);
  const parts = [...spans, ...untils];
  if (parts.length > 0 && yearless && namesAll(every, parts))
    return spans.length === 0 || untils.length === 0 ? placed(found, spans, untils) : false;
  if (school?.year === null && every.of === 'year' && every.times === 1 && parts.length === 0) {
    found.rule = rule('YEARLY', { byMonth: schoolMonths });
    return true;
  }
  return within(found, spans, untils);
}

/** As many parts as times: «2 раза в год (май, октябрь)», «ежеквартально: март, июнь, сентябрь, декабрь», «ежегодно, май». */
function namesAll(every: Every, parts: readonly Part[]): boolean {
  const perYear = { year: 1, half: 2, quarter: 4, 'school-year': 1 }[every.of];
  if (perYear === undefined || (every.of === 'year' && every.times === 1 && every.rule?.interval !== 1)) return false;
  return (every.of === 'year' && every.times === 1) || perYear * every.times === parts.length;
}

function placed(found: Recurrence, spans: readonly Part[], untils: readonly Part[]): boolean {
  const months = spans.map((part) => wholeMonths(part));
  if (untils.length === 0 && months.every((list) => list !== null)) {
    found.rule = rule('YEARLY', { byMonth: months.flat() as number[] });
    return true;
  }
  // What is not made of whole months is known by its last days.
  const lasts = [...spans, ...untils].map(({ last }) => last);
  const [days, byMonth] = [[...new Set(lasts.map(({ day }) => day))], [...new Set(lasts.map(({ month }) => month))]];
  if (days.length > 1 && byMonth.length > 1) found.rule = null;
  else found.rule = rule('YEARLY', { byMonth, ...(days.length === 1 ? monthDay(days[0]!) : { byMonthDay: days }) });
  return true;
}

/** Months without a year go into the rule; what has a year, or parts of a month, bounds it. */
function within(found: Recurrence, spans: readonly Part[], untils: readonly Part[]): boolean {
  const months = spans.map((part) => (part.year === null ? wholeMonths(part) : null));
  if (spans.length > 0 && months.every((list) => list !== null) && !spans.some(wholeYears)) {
    const byMonth = [...new Set(months.flat() as number[])];
    if (found.rule && found.rule.freq === 'YEARLY') return false;
    if (found.rule) found.rule = { ...found.rule, byMonth };
  } else for (const part of spans) found.bounds.push({ part, role: 'span' });
  for (const part of untils) found.bounds.push({ part, role: 'until' });
  return untils.length <= 1;
}

function inSchoolYear(found: Recurrence, { school }: Rhythm, every: Every | undefined): boolean {
  if (!school || (found.rule?.freq === 'YEARLY' && every?.of !== 'quarter')) return true;
  if (school.year !== null) found.bounds.push({ part: school, role: 'span' });
  else if (found.rule && found.rule.byMonth.length === 0) found.rule = { ...found.rule, byMonth: schoolMonths };
  return true;
}

/** «ежемесячно, кроме июля и августа» */
function exceptMonths(found: Recurrence, { except }: Rhythm): boolean {
  if (except.length === 0) return true;
  const left = (
    found.rule?.byMonth.length ? found.rule.byMonth : monthsOf({ first: { month: 1 }, last: { month: 12 } } as Part)
  ).filter((month) => !except.some((part) => monthsOf(part).includes(month)));
  if (!found.rule || found.rule.freq === 'YEARLY' || found.rule.interval > 1 || left.length === 0) return false;
  found.rule = { ...found.rule, byMonth: left };
  return true;
}

function withReason(found: Recurrence, every: Every | undefined): Recurrence {
  if (found.rule !== null) return found;
  const assumption =
    every && every.times > 1
      ? `${every.times} раза на равные части не делятся: дни не определены.`
      : 'Дни повторения одним правилом не записываются.';
  return { ...found, unsure: true, assumptions: [...found.assumptions, assumption] };
}
