import type { Clause, Joined, Joint } from './clause.js';
import { type Part, spanOf } from './part.js';
import type { Rhythm } from './recurrence.js';
import type { Slot } from './years.js';

/** The clauses of a cell, each in the place that the reading looks for it. */
export interface Sorted {
  /** What has days of its own, in order. */
  slots: Slot[];
  /** Other ways to take them. */
  otherwise: Slot[][];
  /** Where «или» parts the slots. */
  alternativesAt: number[];
  rhythm: Omit<Rhythm, 'spans' | 'untils' | 'froms' | 'school'>;
  whole: Extract<Clause, { type: 'whole-period' }> | null;
  school: Part | null;
  /** Days named before the whole period or school year, as another deadline than it. */
  besideWhole: boolean;
  schedule: string | null;
  trigger: string | null;
  continuous: boolean;
  withoutStart: boolean;
  /** «далее ежегодно» */
  then: boolean;
  remarks: string[];
  /** Something is not understood that may change the days. */
  unread: boolean;
  assumptions: string[];
}

export function sort(joined: readonly Joined[]): Sorted {
  const sorted: Sorted = {
    slots: [],
    otherwise: [],
    alternativesAt: [],
    rhythm: { every: [], days: [], weekdays: [], except: [] },
    whole: null,
    school: null,
    besideWhole: false,
    schedule: null,
    trigger: null,
    continuous: false,
    withoutStart: false,
    then: joined.some(({ then }) => then),
    remarks: [],
    unread: false,
    assumptions: [],
  };
  const groups: Group[] = [];
  let before: Clause | null = null;
  for (const { clause, joint } of joined) {
    place(sorted, groups, clause, joint, before);
    before = clause;
  }
  layOut(sorted, givenYears(sorted, closed(groups)));
  return sorted;
}

interface Group {
  slots: Slot[];
  otherwise: Slot[][];
  joint: Joint;
}

function place(sorted: Sorted, groups: Group[], clause: Clause, joint: Joint, before: Clause | null): void {
  switch (clause.type) {
    case 'spans':
      groups.push(spansGroup(clause, joint, before));
      break;
    case 'until': {
      const until = (part: Part): Slot[] => [{ part, role: 'until' }];
      groups.push({ slots: until(clause.part), otherwise: clause.otherwise ? [until(clause.otherwise)] : [], joint });
      break;
    }
    case 'from':
      groups.push({ slots: [{ part: clause.part, role: 'from' }], otherwise: [], joint });
      break;
    case 'whole-period':
      sorted.besideWhole ||= groups.length > 0 && joint !== 'bracket';
      sorted.unread ||= sorted.whole !== null;
      sorted.whole = clause;
      break;
    case 'school-year':
      sorted.besideWhole ||= groups.length > 0 && joint !== 'bracket';
      sorted.unread ||= sorted.school !== null;
      sorted.school = clause.part;
      break;
    case 'every':
      sorted.rhythm.every.push(clause);
      break;
    case 'day-of-month':
      sorted.rhythm.days.push(clause);
      break;
    case 'weekdays':
      sorted.rhythm.weekdays.push(clause);
      break;
    case 'except':
      sorted.rhythm.except.push(...clause.parts);
      break;
    case 'schedule':
      sorted.schedule = joinedText(sorted.schedule, clause.text);
      break;
    case 'event':
      sorted.trigger = joinedText(sorted.trigger, clause.text);
      break;
    case 'term-without-start':
      sorted.trigger = joinedText(sorted.trigger, clause.text);
      sorted.withoutStart = true;
      break;
    case 'continuous':
      sorted.continuous = true;
      break;
    case 'remark':
      if (!clause.plain) sorted.unread = true;
      else if (before?.type === 'schedule' && joint !== 'line')
        sorted.schedule = joinedText(sorted.schedule, clause.text);
      else if (before?.type === 'event' && joint !== 'line') sorted.trigger = joinedText(sorted.trigger, clause.text);
      else sorted.remarks.push(clause.text);
  }
}

function joinedText(before: string | null, text: string): string {
  return before === null ? text : `${before}, ${text}`;
}

/** «до 1 марта, 1 июня»: «до» goes on. */
function spansGroup(
  { parts, otherwise }: Extract<Clause, { type: 'spans' }>,
  joint: Joint,
  before: Clause | null,
): Group {
  const goesOn =
    before?.type === 'until' && (joint === 'comma' || joint === 'and') && parts.every(({ unit }) => unit === 'day');
  const slots = (list: readonly Part[]): Slot[] => list.map((part) => ({ part, role: goesOn ? 'until' : 'span' }));
  return { slots: slots(parts), otherwise: otherwise.map(slots), joint };
}

/** «не ранее 1 мая, но не позднее 15 мая» is one span. */
function closed(groups: readonly Group[]): Group[] {
  return groups.flatMap((group, i) => {
    const [slot, next] = [group.slots[0]!, groups[i + 1]?.slots[0]];
    const previous = groups[i - 1]?.slots[0];
    if (slot.role === 'until' && previous?.role === 'from' && spanOf(previous.part, slot.part)) return [];
    const span = slot.role === 'from' && next?.role === 'until' ? spanOf(slot.part, next.part) : null;
    return span ? [{ ...group, slots: [{ part: span, role: 'span' as const }] }] : [group];
  });
}

/** A year that stands alone belongs to the months beside it: «август – сентябрь, 2021 г.», «2024 год: март, октябрь». */
function givenYears(sorted: Sorted, groups: readonly Group[]): Group[] {
  const isYear = ({ slots }: Group) =>
    slots.length === 1 && slots[0]!.part.unit === 'year' && slots[0]!.role === 'span';
  const yearless = ({ slots }: Group) => slots.every(({ part }) => part.year === null);
  if (!groups.some(yearless)) {
    const alone = groups[0];
    if (groups.length !== 1 || !alone || !isYear(alone) || !sorted.whole?.ofYear || sorted.whole.part)
      return [...groups];
    sorted.whole = { ...sorted.whole, part: alone.slots[0]!.part };
    return [];
  }
  sorted.unread ||= groups.some(({ slots }) =>
    slots.some(
      ({ part }) =>
        part.unit === 'span' &&
        part.year !== null &&
        part.first.month === 1 &&
        part.last.month === 12 &&
        part.firstYear !== part.year &&
        part.firstYear !== null,
    ),
  );
  const given: Group[] = [];
  groups.forEach((group, i) => {
    const last = given.at(-1);
    if (isYear(group) && last && yearless(last)) given[given.length - 1] = withYear(last, group);
    else if (!(i === 0 && isYear(group) && groups.slice(1).every(yearless))) given.push(group);
    if (i === groups.length - 1 && groups.length > 1 && isYear(groups[0]!) && groups.slice(1).every(yearless)) {
      given[given.length - 1] = withYear(given.at(-1)!, groups[0]!);
    }
  });
  return given;
}

function withYear(group: Group, { slots: [year] }: Group): Group {
  const last = (slots: Slot[]): Slot[] => [
    ...slots.slice(0, -1),
    { ...slots.at(-1)!, part: { ...slots.at(-1)!.part, year: year!.part.year } },
  ];
  return { ...group, slots: last(group.slots), otherwise: group.otherwise.map(last) };
}

function layOut(sorted: Sorted, groups: readonly Group[]): void {
  sorted.slots = groups.flatMap(({ slots }) => slots);
  groups.forEach(({ otherwise, joint }, i) => {
    for (const slots of otherwise.slice(0, 4)) {
      sorted.otherwise.push(groups.flatMap((other, j) => (j === i ? slots : other.slots)));
    }
    if (joint === 'or') sorted.alternativesAt.push(groups.slice(0, i).flatMap(({ slots }) => slots).length);
  });
  missingMarks(sorted, groups);
}

/** «Январь Июнь, Декабрь» lacks a comma; of two months alone it may as well be a dash that is lost. */
function missingMarks(sorted: Sorted, groups: readonly Group[]): void {
  const lost = groups.filter(({ joint }, i) => i > 0 && joint === 'none');
  if (lost.length === 0 || groups.some(({ slots }) => slots.some(({ role }) => role !== 'span'))) return;
  sorted.assumptions.push('Между сроками нет знака; они поняты как перечень.');
  const [from, to] = sorted.slots;
  const span = sorted.slots.length === 2 && from && to ? spanOf(from.part, to.part) : null;
  if (span) sorted.otherwise.push([{ part: span, role: 'span' }]);
}
