import { dayOf, earlier, intersection, later, yearOf } from './calendar.js';
import { occurrencesOf, recurrenceStart } from './occurrences.js';
import { windowIn } from './part.js';
import type { DeadlineKind, DeadlineReading, Window, YearSource } from './reading.js';
import { recurrenceOf } from './recurrence.js';
import { formatRule } from './rule.js';
import type { Sorted } from './sort.js';
import { type Context, type Dated, date, type Slot } from './years.js';

/** All of a reading but its text; null where the clauses make no deadline. */
type Resolved = Omit<DeadlineReading, 'text'>;

export function resolve(sorted: Sorted, context: Context): Resolved | null {
  if (sorted.unread) return null;
  const { every, days, weekdays } = sorted.rhythm;
  const resolved =
    dayInMonth(sorted, context) ??
    (every.length + days.length + weekdays.length > 0 ? recurring(sorted, context) : dated(sorted, context));
  if (!resolved || sorted.remarks.length === 0) return resolved;
  const words = sorted.remarks.map((remark) => `«${remark}»`).join(', ');
  const assumption = [resolved.assumption, `Не прочитано: ${words}.`].filter(Boolean).join(' ');
  if (resolved.status !== 'CLEAR') return { ...resolved, assumption };
  return { ...resolved, status: 'AMBIGUOUS', candidates: [defaultDays(resolved)], assumption };
}

function defaultDays(reading: Resolved): Window[] {
  if (reading.kind !== 'RECURRING') return reading.windows;
  return reading.period ? occurrencesOf({ text: '', ...reading }, reading.period) : [];
}

function recurring(sorted: Sorted, context: Context): Resolved | null {
  const { whole, school, then, otherwise, alternativesAt } = sorted;
  if (alternativesAt.length > 0) return null;
  const of = (role: Slot['role']) => sorted.slots.filter((slot) => slot.role === role).map(({ part }) => part);
  const [spans, untils, froms] = [of('span'), of('until'), of('from')];
  const yearly = sorted.rhythm.every.every((one) => one.of === 'year' && one.times === 1);
  // «сентябрь 2022, далее ежегодно»: in the same months, from then on.
  const repeated =
    then && yearly
      ? spans.filter(({ unit }) => unit !== 'year').map((part) => ({ ...part, year: null, firstYear: null }))
      : [];
  const rhythm = then
    ? { ...sorted.rhythm, spans: repeated, untils, froms: [...froms, ...spans], school }
    : { ...sorted.rhythm, spans, untils, froms, school };
  const found = recurrenceOf(rhythm);
  if (!found) return null;
  if (whole?.part) found.bounds.push({ part: whole.part, role: 'span' });
  const bounds = found.bounds.length === 0 ? null : date(found.bounds, context);
  if (bounds && bounds.readings.length === 0) return null;
  const rrule = found.rule && formatRule(found.rule);
  const { plan, act } = context;
  const start = plan?.start && found.rule ? later(recurrenceStart(found.rule, plan.start), act) : (plan?.start ?? act);
  const reading: Resolved = {
    kind: 'RECURRING',
    windows: bounds ? bounded(found.bounds, bounds.readings[0]!) : [],
    due: null,
    rrule,
    schedule: sorted.schedule,
    trigger: sorted.trigger,
    yearSource: bounds?.yearSource ?? (plan ? 'PLAN' : 'NONE'),
    status: 'CLEAR',
    candidates: [],
    assumption: null,
    period: plan && { start, end: plan.end },
  };
  const occurrences = defaultDays(reading);
  const missed = plan?.start != null && plan.end !== null && rrule !== null && occurrences.length === 0;
  const assumptions = [
    ...found.assumptions,
    ...(bounds?.assumptions ?? []),
    ...(missed ? ['В период плана не попадает ни один раз.'] : []),
  ];
  const unsure = found.unsure || otherwise.length > 0 || (bounds?.readings.length ?? 1) > 1;
  const status = bounds?.conflict || missed ? 'CONFLICT' : unsure ? 'AMBIGUOUS' : 'CLEAR';
  return {
    ...reading,
    due: lastDue(reading),
    status,
    candidates:
      status === 'CLEAR'
        ? []
        : (bounds?.readings ?? [null]).map((windows) =>
            windows ? defaultDays({ ...reading, windows: bounded(found.bounds, windows) }) : occurrences,
          ),
    assumption: assumptions.join(' ') || null,
  };
}

/** A daily rule has more occurrences than are given: the last one is looked for at the end. */
function lastDue(reading: Resolved): string | null {
  if (!reading.period?.end) return null;
  const end = reading.period.end;
  const lateStart = dayOf(yearOf(end) - 1, 1, 1);
  const late = occurrencesOf({ text: '', ...reading }, { start: later(reading.period.start, lateStart), end });
  return (late.length > 0 ? late : defaultDays(reading)).at(-1)?.end ?? null;
}

/** The spans that all the bounds leave. */
function bounded(slots: readonly Slot[], windows: readonly Window[]): Window[] {
  const open: Window = { start: null, end: null };
  const spans = windows.filter((_, i) => slots[i]!.role === 'span');
  const limits = windows.filter((_, i) => slots[i]!.role !== 'span').map((window, _) => window);
  const froms = slots.flatMap(({ role }, i) => (role === 'from' ? [windows[i]!.start] : []));
  const untils = slots.flatMap(({ role }, i) => (role === 'until' ? [windows[i]!.end] : []));
  const limit = { start: froms.reduce(later, null), end: untils.reduce(earlier, null) };
  return (spans.length > 0 ? spans : limits.length > 0 ? [open] : []).flatMap(
    (window) => intersection(window, limit) ?? [],
  );
}

/** «март, до 15 числа»: a day of the one month beside it. */
function dayInMonth(sorted: Sorted, context: Context): Resolved | null {
  const { every, days, weekdays } = sorted.rhythm;
  const [slot, more] = sorted.slots;
  const [day] = days;
  if (
    every.length + weekdays.length > 0 ||
    days.length !== 1 ||
    !slot ||
    more ||
    slot.part.unit !== 'month' ||
    slot.role !== 'span'
  )
    return null;
  const last = { ...slot.part.last, day: day!.day };
  const part = { ...slot.part, last, unit: 'span' as const };
  return dated({ ...sorted, rhythm: { ...sorted.rhythm, days: [] }, slots: [{ part, role: 'span' }] }, context);
}

function dated(sorted: Sorted, context: Context): Resolved | null {
  if (sorted.rhythm.except.length > 0) return null;
  const { whole, school, slots, besideWhole } = sorted;
  if (slots.length === 0) return whole || school ? undatedPeriod(sorted, context) : withoutDays(sorted);
  const found = readings(sorted, context);
  const mixed = slots.some(({ role }) => role === 'until') && slots.some(({ role }) => role !== 'until');
  const assumptions = [...found.assumptions];
  const all = [...found.readings];
  if (besideWhole && all[0]) {
    const beside = undatedPeriod({ ...sorted, slots: [] }, context);
    if (beside) all.push(beside.windows);
    assumptions.push('Кроме названных дней указан и весь период.');
  }
  if (mixed) assumptions.push('Названы и период, и последний день.');
  const windows = all[0] ?? [];
  const unsure = all.length > 1 || mixed || found.readings.length === 0;
  return {
    ...base(sorted),
    kind: kindOf(slots),
    windows,
    due: dueOf(windows),
    yearSource: found.yearSource,
    status: found.conflict ? 'CONFLICT' : unsure ? 'AMBIGUOUS' : 'CLEAR',
    candidates: found.conflict || unsure ? all : [],
    assumption: assumptions.join(' ') || null,
  };
}

function readings(sorted: Sorted, context: Context): Dated {
  const { slots, otherwise, alternativesAt } = sorted;
  const dated = date(slots, context);
  const assumptions = [
    ...sorted.assumptions,
    ...slots.flatMap(({ part }) => part.assumption ?? []),
    ...dated.assumptions,
  ];
  let all = dated.readings.map((windows) => narrowed(slots, windows));
  if (alternativesAt.length > 0 && dated.readings[0]) {
    const cuts = [0, ...alternativesAt, slots.length];
    all = cuts
      .slice(1)
      .map((cut, i) => dated.readings[0]!.slice(cuts[i], cut))
      .filter((windows) => windows.length > 0);
    assumptions.push('Названо несколько сроков на выбор; взят первый.');
  }
  for (const other of otherwise) {
    const reading = date(other, context).readings[0];
    if (reading) all.push(narrowed(other, reading));
  }
  if (otherwise.length > 0) assumptions.push('Срок можно понять по-разному; взято первое прочтение.');
  return { ...dated, readings: distinct(all.map(inOrder)), assumptions: [...new Set(assumptions)] };
}

/** «март, до 20.03»: the last day lies in the span. */
function narrowed(slots: readonly Slot[], windows: readonly Window[]): Window[] {
  return slots.length === windows.length ? [...windows] : [...windows];
}

function inOrder(windows: readonly Window[]): Window[] {
  return windows.toSorted(
    (a, b) => (a.start ?? '').localeCompare(b.start ?? '') || (a.end ?? '~').localeCompare(b.end ?? '~'),
  );
}

function distinct(all: readonly Window[][]): Window[][] {
  return [...new Map(all.map((windows) => [JSON.stringify(windows), windows])).values()];
}

function kindOf(slots: readonly Slot[]): DeadlineKind {
  if (slots.length > 1) return 'WINDOWS';
  return slots[0]!.role === 'until' ? 'BY_DATE' : 'WINDOW';
}

function dueOf(windows: readonly Window[]): string | null {
  const ends = windows.map(({ end }) => end);
  return ends.includes(null) ? null : ends.reduce(later, null);
}

function base({
  schedule,
  trigger,
}: Sorted): Omit<Resolved, 'kind' | 'windows' | 'due' | 'yearSource' | 'status' | 'assumption'> {
  return { rrule: null, schedule, trigger, candidates: [], period: null };
}

/** «в течение года», «в течение учебного года» */
function undatedPeriod(sorted: Sorted, context: Context): Resolved | null {
  const { whole, school } = sorted;
  if (whole && school) return null;
  const part = whole?.part ?? (school?.year ? school : null);
  if (part) {
    const dated = date([{ part, role: 'span' }], context);
    const clipped = dated.readings.map((windows) =>
      windows.flatMap((window) =>
        whole ? (intersection(window, { start: context.act, end: null }) ?? window) : window,
      ),
    );
    return period(sorted, clipped, dated.yearSource, dated.conflict, dated.assumptions);
  }
  const plan = context.plan && intersection(context.plan, { start: context.act, end: null });
  if (context.plan && !plan)
    return period(sorted, [[context.plan]], 'PLAN', true, ['Период плана закончился до даты акта.']);
  if (plan) {
    const windows = school ? schoolYears(school, plan) : [plan];
    if (windows.length === 0)
      return period(sorted, [[plan]], 'PLAN', true, ['В период плана не попадает ни одного дня учебного года.']);
    const long =
      whole?.ofYear &&
      plan.start !== null &&
      plan.end !== null &&
      yearOf(plan.end) > yearOf(context.plan?.start ?? plan.start) + 1;
    if (!long) return period(sorted, [windows], 'PLAN', false, []);
    const year = intersection(plan, { start: null, end: dayOf(yearOf(plan.start!), 12, 31) })!;
    return period(sorted, [windows, [year]], 'PLAN', false, [
      'План рассчитан на несколько лет; понято как весь его период.',
    ]);
  }
  if (context.act === null) return period(sorted, [[]], 'NONE', false, []);
  const year = yearOf(context.act);
  const windows = school
    ? schoolYears(school, { start: context.act, end: dayOf(year + 1, 8, 31) }).slice(0, 1)
    : [{ start: context.act, end: dayOf(year, 12, 31) }];
  return period(sorted, [windows], 'NONE', false, ['Период плана не известен; взят год акта.']);
}

function schoolYears(school: Slot['part'], plan: Window): Window[] {
  const [first, last] = [yearOf(plan.start ?? plan.end!), yearOf(plan.end ?? plan.start!) + 1];
  const years = Array.from({ length: Math.min(last - first + 1, 100) }, (_, i) => first + i);
  return years.flatMap((year) => intersection(windowIn(school, year), plan) ?? []);
}

function period(
  sorted: Sorted,
  all: Window[][],
  yearSource: YearSource,
  conflict: boolean,
  assumptions: readonly string[],
): Resolved {
  const windows = all[0]!;
  const unsure = all.length > 1;
  return {
    ...base(sorted),
    kind: sorted.school ? 'SCHOOL_YEAR' : 'WHOLE_PERIOD',
    windows,
    due: dueOf(windows),
    yearSource,
    status: conflict ? 'CONFLICT' : unsure ? 'AMBIGUOUS' : 'CLEAR',
    candidates: conflict || unsure ? all : [],
    assumption: assumptions.join(' ') || null,
  };
}

/** What names no days: another document, an event, or work that never ends. */
function withoutDays(sorted: Sorted): Resolved | null {
  const { schedule, trigger, continuous, withoutStart } = sorted;
  const kind = schedule ? 'EXTERNAL_SCHEDULE' : continuous ? 'CONTINUOUS' : trigger ? 'ON_EVENT' : null;
  return (
    kind && {
      ...base(sorted),
      kind,
      windows: [],
      due: null,
      yearSource: 'NONE',
      status: withoutStart ? 'AMBIGUOUS' : 'CLEAR',
      assumption: withoutStart ? 'Не сказано, с какого дня считать.' : null,
    }
  );
}
