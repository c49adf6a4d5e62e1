import { elementAt, takeLast } from '../../lists/elements.js';
import type { DeadlineClause, JoinedClause, Joint } from '../grammar/clause.js';
import { type CalendarSpan, spanOf } from '../grammar/day-part.js';
import type { CellClauses, SlotGroup } from './cell-clauses.js';
import type { Slot } from './date-slots.js';
import { givenYears, inYears } from './given-years.js';

export function sortClauses(sequence: readonly JoinedClause[]): CellClauses {
  const clauses: CellClauses = {
    slots: [],
    otherwise: [],
    choices: [],
    every: [],
    daysOfMonth: [],
    weekdays: [],
    except: [],
    whole: null,
    school: null,
    besideWhole: false,
    schedule: null,
    trigger: null,
    continuous: false,
    withoutStart: false,
    reckoned: false,
    untilFirst: false,
    onwards: sequence.some(({ onwards }) => onwards),
    remarks: [],
    unread: false,
    markMissing: false,
  };
  const groups: SlotGroup[] = [];
  let before: DeadlineClause | null = null;
  for (const { clause, joint } of sequence) {
    const group = groupOf(clause, joint, before, groups.at(-1));
    if (group) groups.push(group);
    else if (isOpenEnd(clause) && joint === 'none' && isDayAlone(groups.at(-1), before)) begin(groups);
    clauses.besideWhole ||= group !== null && isSpan(group) && joint !== 'bracket' && isOfNoYear(before);
    if (!group) put(clauses, clause, joint, before, groups.length > 0);
    clauses.untilFirst ||= clause.type === 'every' && joint !== 'none' && groups.some(isUntil);
    // A remark that went to a schedule or an event may go on behind the next comma.
    if (clause.type !== 'remark' || (before?.type !== 'schedule' && before?.type !== 'event')) before = clause;
  }
  layOut(clauses, givenYears(clauses, closed(inYears(clauses, groups))));
  // Two beginnings without an end make no deadline, and no deadline has so many dates.
  clauses.unread ||= clauses.slots.filter(({ role }) => role === 'from').length > 1 || clauses.slots.length > mostSlots;
  return clauses;
}

function groupOf(
  clause: DeadlineClause,
  joint: Joint,
  before: DeadlineClause | null,
  last: SlotGroup | undefined,
): SlotGroup | null {
  if (clause.type === 'from') return { slots: [{ part: clause.part, role: 'from' }], otherwise: [], joint };
  if (clause.type === 'until') {
    const until = (part: CalendarSpan): Slot[] => [{ part, role: 'until' }];
    const slots = (clause.each ?? [clause.part]).flatMap(until);
    const otherwise = clause.otherwise ? [until(clause.otherwise)] : [];
    return { slots, otherwise, joint, repeated: clause.repeated ?? null };
  }
  if (clause.type !== 'spans') return null;
  // «до 1 марта, 1 июня, 1 сентября»: «до» goes on.
  const goesOn =
    ['until', 'spans'].includes(before?.type ?? '') &&
    last &&
    isUntil(last) &&
    ['comma', 'and'].includes(joint) &&
    clause.parts.every(isDay);
  const slots = (list: readonly CalendarSpan[]): Slot[] =>
    list.map((part) => ({ part, role: goesOn ? 'until' : 'span' }));
  const { parts, otherwise, repeated = null } = clause;
  return { slots: slots(parts), otherwise: otherwise.map(slots), joint, repeated };
}

/** «в течение года, 21 февраля»: days in the year, or days besides; «2024/25 учебный год, май» only says of which year. */
function isOfNoYear(clause: DeadlineClause | null): boolean {
  if (clause?.type === 'whole-period') return clause.part === null;
  return clause?.type === 'school-year' && clause.part.year === null;
}

/** «(6 июля) до заполнения мест»: what begins on a day ends with the event. */
function isOpenEnd(clause: DeadlineClause): boolean {
  return clause.type === 'event' && /^(?:вплоть )?до /.test(clause.text);
}

function isDayAlone(last: SlotGroup | undefined, before: DeadlineClause | null): boolean {
  return before?.type === 'spans' && last?.slots.length === 1 && isDay(elementAt(last.slots, 0).part);
}

function begin(groups: SlotGroup[]): void {
  const last = takeLast(groups);
  groups.push({ ...last, slots: [{ part: elementAt(last.slots, 0).part, role: 'from' }] });
}

function isUntil({ slots }: SlotGroup): boolean {
  return slots.at(-1)?.role === 'until';
}

function isDay({ unit }: CalendarSpan): boolean {
  return unit === 'day';
}

function put(
  clauses: CellClauses,
  clause: DeadlineClause,
  joint: Joint,
  before: DeadlineClause | null,
  behindDays: boolean,
): void {
  switch (clause.type) {
    case 'whole-period':
    case 'school-year':
      clauses.besideWhole ||= behindDays && joint !== 'bracket';
      clauses.unread ||= clauses.whole !== null || clauses.school !== null;
      if (clause.type === 'school-year') clauses.school = clause.part;
      else clauses.whole = clause;
      break;
    case 'every':
      clauses.every.push(clause);
      break;
    case 'day-of-month':
      clauses.daysOfMonth.push(clause);
      break;
    case 'weekdays':
      clauses.weekdays.push(clause);
      break;
    case 'except':
      clauses.except.push(...clause.parts);
      break;
    case 'schedule':
      clauses.schedule = appended(clauses.schedule, clause.text);
      break;
    case 'event':
    case 'term-without-start':
      clauses.trigger = appended(clauses.trigger, clause.text);
      clauses.withoutStart ||= clause.type === 'term-without-start';
      clauses.reckoned ||= clause.type === 'event' && clause.reckoned;
      break;
    case 'continuous':
      clauses.continuous = true;
      break;
    case 'remark':
      if (!clause.plain) clauses.unread = true;
      else if (joint === 'line' || joint === 'bracket') clauses.remarks.push(clause.text);
      // What goes on behind a comma still names the document or the event.
      else if (before?.type === 'schedule') clauses.schedule = appended(clauses.schedule, clause.text);
      else if (before?.type === 'event') clauses.trigger = appended(clauses.trigger, clause.text);
      else clauses.remarks.push(clause.text);
  }
}

function appended(before: string | null, text: string): string {
  return before === null ? text : `${before}, ${text}`;
}

/** «не ранее 1 мая, но не позднее 15 мая» is one span. */
function closed(groups: readonly SlotGroup[]): SlotGroup[] {
  const spanning = (from: SlotGroup | undefined, until: SlotGroup | undefined): CalendarSpan | null => {
    const [first, last] = [from?.slots[0], until?.slots[0]];
    return first?.role === 'from' && last?.role === 'until' ? spanOf(first.part, last.part) : null;
  };
  return groups.flatMap((group, i) => {
    if (spanning(groups[i - 1], group)) return [];
    const span = spanning(group, groups[i + 1]);
    return span ? [{ ...group, slots: [{ part: span, role: 'span' as const }] }] : [group];
  });
}

const mostSlots = 40;

/** Nobody would choose among more. */
const mostReadings = 8;

function layOut(clauses: CellClauses, groups: readonly SlotGroup[]): void {
  const slotsOf = (some: readonly SlotGroup[]) => some.flatMap(({ slots }) => slots);
  const explained = groups.filter((group, i) => {
    const next = groups[i + 1];
    return isSpan(group) && next?.joint === 'bracket' && isSpan(next);
  });
  // «I полугодие (март)»: what the brackets name is meant rather than what stands before them.
  clauses.slots = slotsOf(groups.filter((group) => !explained.includes(group)));
  if (explained.length > 0) clauses.otherwise.push(slotsOf(groups.filter(({ joint }) => joint !== 'bracket')));
  groups.forEach((group, i) => {
    for (const slots of clauses.otherwise.length < mostReadings ? group.otherwise : []) {
      clauses.otherwise.push(groups.flatMap((other) => (other === group ? slots : other.slots)));
    }
    if (group.joint === 'or') clauses.choices.push(slotsOf(groups.slice(0, i)).length);
  });
  clauses.markMissing = groups.every(isSpan) && groups.some(({ joint }, i) => i > 0 && joint === 'none');
  const [from, to] = clauses.slots;
  if (!clauses.markMissing || clauses.slots.length !== 2 || !from || !to) return;
  // «Январь Июнь, Декабрь» lacks a comma; of two terms alone it may as well be a dash that is lost.
  const span = spanOf(from.part, to.part);
  if (span) clauses.otherwise.push([{ part: span, role: 'span' }]);
}

function isSpan({ slots }: SlotGroup): boolean {
  return slots.every(({ role }) => role === 'span');
}
