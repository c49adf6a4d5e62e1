import { elementAt } from '../../lists/elements.js';
import type { YearSource } from '../../vocabulary/deadlines.js';
import { type CalendarSpan, windowIn } from '../grammar/day-part.js';
import { dayOf, intersection, yearOf } from '../model/calendar.js';
import type { Window } from '../model/deadline-reading.js';
import type { CellClauses } from './cell-clauses.js';
import { type DateContext, dateSlots } from './date-slots.js';
import { clearReading, dueOf, type ResolvedDeadline } from './resolved.js';

/** «в течение года», «весь период», «в течение учебного года»: the plan's own period, or the part of it that is meant. */
export function resolveWholePeriod(clauses: CellClauses, context: DateContext): ResolvedDeadline {
  const { whole, school } = clauses;
  const span = whole?.part ?? (school?.year ? school : null);
  if (span) return ofNamedYear(clauses, span, context);
  const { plan, act } = context;
  if (plan === null) return act === null ? period(clauses, [[]], 'NONE') : ofActsYear(clauses, act);
  const rest = intersection(plan, { start: act, end: null });
  if (!rest) return period(clauses, [[plan]], 'PLAN', 'Период плана закончился до даты акта.', true);
  if (school) return inSchoolYears(clauses, school, rest);
  const years = plan.start === null || plan.end === null ? 1 : yearOf(plan.end) - yearOf(plan.start) + 1;
  if (!whole?.ofYear || years <= 2) return period(clauses, [[rest]], 'PLAN');
  // Not null: more than two years are counted of a plan with a beginning alone, and what is left of it has one too.
  const firstYear = intersection(rest, { start: null, end: dayOf(yearOf(rest.start!), 12, 31) })!;
  return period(clauses, [[rest], [firstYear]], 'PLAN', 'План рассчитан на несколько лет; понято как весь его период.');
}

function ofNamedYear(clauses: CellClauses, part: CalendarSpan, context: DateContext): ResolvedDeadline {
  const { readings, yearSource, conflict, assumptions } = dateSlots([{ part, role: 'span' }], context);
  // «в течение 2024 года» begins with the act, as the plan does.
  const since = clauses.whole ? { start: context.act, end: null } : { start: null, end: null };
  const clipped = readings.map((windows) => windows.map((window) => intersection(window, since) ?? window));
  return period(clauses, clipped, yearSource, assumptions.join(' '), conflict);
}

function ofActsYear(clauses: CellClauses, act: string): ResolvedDeadline {
  const year = yearOf(act);
  const windows = clauses.school
    ? schoolYears(clauses.school, { start: act, end: dayOf(year + 1, 8, 31) }).slice(0, 1)
    : [{ start: act, end: dayOf(year, 12, 31) }];
  return period(clauses, [windows], 'NONE', 'Период плана не известен; взят год акта.');
}

function inSchoolYears(clauses: CellClauses, school: CalendarSpan, plan: Window): ResolvedDeadline {
  const windows = schoolYears(school, plan);
  if (windows.length > 0) return period(clauses, [windows], 'PLAN');
  return period(clauses, [[plan]], 'PLAN', 'В период плана не попадает ни одного дня учебного года.', true);
}

/** January to May and September to December of a plan for a calendar year. */
function schoolYears(school: CalendarSpan, plan: Window): Window[] {
  const [first, last] = [yearOf(plan.start ?? plan.end!), yearOf(plan.end ?? plan.start!) + 1];
  const years = Array.from({ length: Math.min(last - first + 1, 100) }, (_, i) => first + i);
  return years.flatMap((year) => intersection(windowIn(school, year), plan) ?? []);
}

function period(
  clauses: CellClauses,
  readings: Window[][],
  yearSource: YearSource,
  assumption = '',
  conflict = false,
): ResolvedDeadline {
  const status = conflict ? 'CONFLICT' : readings.length > 1 ? 'AMBIGUOUS' : 'CLEAR';
  return {
    ...clearReading(clauses),
    kind: clauses.school ? 'SCHOOL_YEAR' : 'WHOLE_PERIOD',
    windows: elementAt(readings, 0),
    due: dueOf(elementAt(readings, 0)),
    yearSource,
    status,
    candidates: status === 'CLEAR' ? [] : readings,
    assumption: assumption || null,
  };
}
