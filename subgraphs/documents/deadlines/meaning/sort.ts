import type { Clause, Joined, Joint } from '../grammar/clause.js';
import { type Part, spanOf } from '../grammar/part.js';
import type { Group, Sorted } from './cell-clauses.js';
import type { Slot } from './dating.js';
import { givenYears, inYears } from './given-years.js';

export function sort(joined: readonly Joined[]): Sorted {
  const sorted: Sorted = {
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
    onwards: joined.some(({ onwards }) => onwards),
    remarks: [],
    unread: false,
    markMissing: false,
  };
  const groups: Group[] = [];
  let before: Clause | null = null;
  for (const { clause, joint } of joined) {
    const group = groupOf(clause, joint, before, groups.at(-1));
    if (group) groups.push(group);
    else if (isOpenEnd(clause) && joint === 'none' && isDayAlone(groups.at(-1), before)) begin(groups);
    sorted.besideWhole ||= group !== null && isSpan(group) && joint !== 'bracket' && isOfNoYear(before);
    if (!group) put(sorted, clause, joint, before, groups.length > 0);
    sorted.untilFirst ||= clause.type === 'every' && joint !== 'none' && groups.some(isUntil);
    // A remark that went to a schedule or an event may go on behind the next comma.
    if (clause.type !== 'remark' || (before?.type !== 'schedule' && before?.type !== 'event')) before = clause;
  }
  layOut(sorted, givenYears(sorted, closed(inYears(sorted, groups))));
  // Two beginnings without an end make no deadline, and no deadline has so many dates.
  sorted.unread ||= sorted.slots.filter(({ role }) => role === 'from').length > 1 || sorted.slots.length > mostSlots;
  return sorted;
}

function groupOf(clause: Clause, joint: Joint, before: Clause | null, last: Group | undefined): Group | null {
  if (clause.type === 'from') return { slots: [{ part: clause.part, role: 'from' }], otherwise: [], joint };
  if (clause.type === 'until') {
    const until = (part: Part): Slot[] => [{ part, role: 'until' }];
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
  const slots = (list: readonly Part[]): Slot[] => list.map((part) => ({ part, role: goesOn ? 'until' : 'span' }));
  const { parts, otherwise, repeated = null } = clause;
  return { slots: slots(parts), otherwise: otherwise.map(slots), joint, repeated };
}

/** «в течение года, 21 февраля»: days in the year, or days besides; «2024/25 учебный год, май» only says of which year. */
function isOfNoYear(clause: Clause | null): boolean {
  if (clause?.type === 'whole-period') return clause.part === null;
  return clause?.type === 'school-year' && clause.part.year === null;
}

/** «(6 июля) до заполнения мест»: what begins on a day ends with the event. */
function isOpenEnd(clause: Clause): boolean {
  return clause.type === 'event' && /^(?:вплоть )?до /.test(clause.text);
}

function isDayAlone(last: Group | undefined, before: Clause | null): boolean {
  return before?.type === 'spans' && last?.slots.length === 1 && isDay(last.slots[0]!.part);
}

function begin(groups: Group[]): void {
  const last = groups.pop()!;
  groups.push({ ...last, slots: [{ part: last.slots[0]!.part, role: 'from' }] });
}

function isUntil({ slots }: Group): boolean {
  return slots.at(-1)?.role === 'until';
}

function isDay({ unit }: Part): boolean {
  return unit === 'day';
}

function put(sorted: Sorted, clause: Clause, joint: Joint, before: Clause | null, behindDays: boolean): void {
  switch (clause.type) {
    case 'whole-period':
    case 'school-year':
      sorted.besideWhole ||= behindDays && joint !== 'bracket';
      sorted.unread ||= sorted.whole !== null || sorted.school !== null;
      if (clause.type === 'school-year') sorted.school = clause.part;
      else sorted.whole = clause;
      break;
    case 'every':
      sorted.every.push(clause);
      break;
    case 'day-of-month':
      sorted.daysOfMonth.push(clause);
      break;
    case 'weekdays':
      sorted.weekdays.push(clause);
      break;
    case 'except':
      sorted.except.push(...clause.parts);
      break;
    case 'schedule':
      sorted.schedule = appended(sorted.schedule, clause.text);
      break;
    case 'event':
    case 'term-without-start':
      sorted.trigger = appended(sorted.trigger, clause.text);
      sorted.withoutStart ||= clause.type === 'term-without-start';
      sorted.reckoned ||= clause.type === 'event' && clause.reckoned;
      break;
    case 'continuous':
      sorted.continuous = true;
      break;
    case 'remark':
      if (!clause.plain) sorted.unread = true;
      else if (joint === 'line' || joint === 'bracket') sorted.remarks.push(clause.text);
      // What goes on behind a comma still names the document or the event.
      else if (before?.type === 'schedule') sorted.schedule = appended(sorted.schedule, clause.text);
      else if (before?.type === 'event') sorted.trigger = appended(sorted.trigger, clause.text);
      else sorted.remarks.push(clause.text);
  }
}

function appended(before: string | null, text: string): string {
  return before === null ? text : `${before}, ${text}`;
}

/** «не ранее 1 мая, но не позднее 15 мая» is one span. */
function closed(groups: readonly Group[]): Group[] {
  const spanning = (from: Group | undefined, until: Group | undefined): Part | null => {
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

function layOut(sorted: Sorted, groups: readonly Group[]): void {
  const slotsOf = (chosen: readonly Group[]) => chosen.flatMap(({ slots }) => slots);
  const explained = groups.filter(
    (group, i) => isSpan(group) && groups[i + 1]?.joint === 'bracket' && isSpan(groups[i + 1]!),
  );
  // «I полугодие (март)»: what the brackets name is meant rather than what stands before them.
  sorted.slots = slotsOf(groups.filter((group) => !explained.includes(group)));
  if (explained.length > 0) sorted.otherwise.push(slotsOf(groups.filter(({ joint }) => joint !== 'bracket')));
  groups.forEach((group, i) => {
    for (const slots of sorted.otherwise.length < mostReadings ? group.otherwise : []) {
      sorted.otherwise.push(groups.flatMap((other) => (other === group ? slots : other.slots)));
    }
    if (group.joint === 'or') sorted.choices.push(slotsOf(groups.slice(0, i)).length);
  });
  sorted.markMissing = groups.every(isSpan) && groups.some(({ joint }, i) => i > 0 && joint === 'none');
  const [from, to] = sorted.slots;
  if (!sorted.markMissing || sorted.slots.length !== 2 || !from || !to) return;
  // «Январь Июнь, Декабрь» lacks a comma; of two terms alone it may as well be a dash that is lost.
  const span = spanOf(from.part, to.part);
  if (span) sorted.otherwise.push([{ part: span, role: 'span' }]);
}

function isSpan({ slots }: Group): boolean {
  return slots.every(({ role }) => role === 'span');
}
