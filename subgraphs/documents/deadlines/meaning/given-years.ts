import { elementAt } from '../../lists/elements.js';
import { wraps } from '../grammar/day-part.js';
import type { CellClauses, SlotGroup } from './cell-clauses.js';
import type { Slot } from './date-slots.js';

/** «ежегодно в октябре 2024–2026 гг.» recurs within these years; what only stands beside such days is of no year. */
export function inYears(clauses: CellClauses, groups: readonly SlotGroup[]): SlotGroup[] {
  const several = groups.filter(({ repeated }) => repeated);
  const [last] = several;
  if (!last) return [...groups];
  if (clauses.every.length === 0) {
    const all = groups.map((group) => (several.length === 1 ? likewise(group, last, groups) : group));
    clauses.unread ||= all.some((group) => !group.repeated && isYearless(group));
    return all;
  }
  return groups.flatMap((group) => {
    const { base, years } = group.repeated ?? {};
    if (!base || !years) return [group];
    const { joint, slots } = group;
    const bounds: Slot[] = [{ part: years, role: 'span' }];
    return [
      { slots: [{ part: base, role: elementAt(slots, 0).role }], otherwise: [], joint },
      { slots: bounds, otherwise: [], joint },
    ];
  });
}

/** «март, октябрь 2024–2026 гг.»: what stands before is of the same years. */
function likewise(group: SlotGroup, last: SlotGroup, groups: readonly SlotGroup[]): SlotGroup {
  const before = groups.indexOf(group) < groups.indexOf(last) && ['comma', 'and'].includes(last.joint);
  const plain = isYearless(group) && group.otherwise.length === 0 && group.slots.every(({ part }) => !wraps(part));
  if (!before || !plain || group.slots[0]?.role !== last.slots[0]?.role) return group;
  const years = last.slots.map(({ part }) => part.year);
  const slots = group.slots.flatMap((slot) => years.map((year) => ({ ...slot, part: { ...slot.part, year } })));
  return { ...group, slots };
}

/** A year that stands alone belongs to what stands beside it: «август – сентябрь, 2021 г.», «2024 год: март, октябрь». */
export function givenYears(clauses: CellClauses, groups: readonly SlotGroup[]): SlotGroup[] {
  const [first, ...others] = groups;
  if (first && others.length === 0 && isYear(first) && clauses.whole?.ofYear && !clauses.whole.part) {
    clauses.whole = { ...clauses.whole, part: elementAt(first.slots, 0).part };
    return [];
  }
  if (!groups.some(isYearless)) return [...groups];
  // «сентябрь, 2021–2024 гг.»: of which year nobody can say, unless it recurs.
  clauses.unread ||= clauses.every.length === 0 && groups.some(({ slots }) => slots.some(isSpanOfYears));
  const last = others.at(-1);
  if (first && last && isYear(first) && others.every(isYearless))
    return [...others.slice(0, -1), withYear(last, first)];
  const result: SlotGroup[] = [];
  for (const group of groups) {
    const before = result.at(-1);
    if (before && isYear(group) && isYearless(before)) result[result.length - 1] = withYear(before, group);
    else result.push(group);
  }
  return result;
}

function isYear({ slots: [slot, more] }: SlotGroup): boolean {
  return more === undefined && slot?.role === 'span' && slot.part.unit === 'year';
}

function isYearless({ slots }: SlotGroup): boolean {
  return slots.every(({ part }) => part.year === null);
}

function isSpanOfYears({ part }: Slot): boolean {
  const { first, last, year, firstYear } = part;
  return first.month === 1 && last.month === 12 && firstYear !== null && firstYear !== year;
}

function withYear(group: SlotGroup, ofYear: SlotGroup): SlotGroup {
  const { year } = elementAt(ofYear.slots, 0).part;
  const lastInYear = (slots: readonly Slot[]): Slot[] =>
    slots.map((slot, i) => (i === slots.length - 1 ? { ...slot, part: { ...slot.part, year } } : slot));
  return { ...group, slots: lastInYear(group.slots), otherwise: group.otherwise.map(lastInYear) };
}
