import { joinings } from './joined-levels.js';
import { type CellLabel, type CellPart, type PublicCell, placeText } from './public-cell.js';

/** The fewest institutions whose results the public may see together. */
export const smallestGroup = 5;

/** How finely a group of cells is shown. */
interface Fineness {
  /** Of each level, from which to which the public is told; null: no levels are. */
  levels: ReadonlyMap<string, readonly [from: string, to: string]> | null;
  values: boolean;
}

/** Cells that are shown together or not at all: all results of a family, or what has none for one reason. */
interface Group {
  isOfResults: boolean;
  cells: readonly PublicCell[];
  /** From the finest to the coarsest; nothing is shown beyond the last. */
  options: readonly Fineness[];
  option: number;
  /** The legal forms that are told. */
  types: ReadonlySet<string>;
  /** Are reported and estimated results told apart? */
  statuses: boolean;
}

/**
 * What the public is told of a family: results of one indicator in one round by one kind of evidence. Decided from the
 * coarse to the fine, so that what most ask for stays whole: first all results and their levels, neighbours joined where
 * one is too small; then legal forms, each wholly or not at all; then which results are estimates. Cells without a label
 * are hidden.
 *
 * What is shown parts the institutions into groups of `smallestGroup` at least, together with all that was shown before
 * (`parts`), and no group is known to have one result.
 */
export function releaseCells(
  cells: readonly PublicCell[],
  parts: readonly CellPart[],
): ReadonlyMap<PublicCell, CellLabel> {
  const groups = [...Map.groupBy(cells, groupOf).values()].map(startOf);
  const pasts = [...Map.groupBy(parts, ({ past }) => past).values()];
  // Each time something is shown less finely or not at all, so this ends.
  for (let telling = tellingOf(groups, pasts); telling.size > 0; telling = tellingOf(groups, pasts)) {
    for (const group of telling) group.option++;
  }
  for (const group of groups) refine(group, () => tellingOf(groups, pasts).size === 0);
  return labelsOf(groups);
}

function groupOf({ synthetic, status }: PublicCell): string {
  return `${synthetic} ${isResult(status) ? '' : status}`;
}

function isResult(status: string): boolean {
  return status === 'REPORTED' || status === 'ESTIMATED';
}

function startOf(cells: readonly PublicCell[]): Group {
  const isOfResults = isResult(cells[0]!.status);
  const options = sizeOf(cells) < smallestGroup ? [] : isOfResults ? optionsOf(cells) : [plain];
  return { isOfResults, cells, options, option: 0, types: new Set(), statuses: false };
}

const plain: Fineness = { levels: null, values: false };

function optionsOf(cells: readonly PublicCell[]): Fineness[] {
  if (cells.every(({ level }) => level === null)) {
    return isUniform(cells) ? [plain] : [{ levels: null, values: true }, plain];
  }
  const byLevel = Map.groupBy(cells, ({ level }) => level);
  // A result without a level among those that have one has no place between them.
  if (byLevel.has(null)) return [plain];
  const sizes = [...byLevel].flatMap(([level, some]) => (level === null ? [] : [{ level, size: sizeOf(some) }]));
  return [...joinings(sizes, smallestGroup).map((levels) => ({ levels, values: false })), plain];
}

/** Would who knows that there are results of these cells know the value, or the level, of each? */
function isUniform(cells: readonly PublicCell[]): boolean {
  const least = Math.min(...cells.map(({ min }) => min ?? Number.POSITIVE_INFINITY));
  const greatest = Math.max(...cells.map(({ max }) => max ?? Number.NEGATIVE_INFINITY));
  return least >= greatest;
}

function sizeOf(cells: readonly { size: number }[]): number {
  return cells.reduce((sum, { size }) => sum + size, 0);
}

function labelOf({ option, options, types, statuses, isOfResults }: Group, cell: PublicCell): CellLabel | null {
  const fineness = options[option];
  if (!fineness) return null;
  const [from, to] = (cell.level !== null && fineness.levels?.get(cell.level)) || [null, null];
  return {
    synthetic: cell.synthetic,
    status: isOfResults && !statuses ? null : cell.status,
    type: cell.type !== null && types.has(cell.type) ? cell.type : null,
    otherTypes: cell.type !== null && types.has(cell.type) ? [] : [...types].sort(),
    from,
    to,
    showsValues: fineness.values,
  };
}

function labelsOf(groups: readonly Group[]): Map<PublicCell, CellLabel> {
  return new Map(
    groups.flatMap((group) =>
      group.cells.flatMap((cell): [PublicCell, CellLabel][] => {
        const label = labelOf(group, cell);
        return label ? [[cell, label]] : [];
      }),
    ),
  );
}

/**
 * The groups that tell of too few. Institutions with one past must not part into groups now of which one is too small:
 * then that one is told; where it is the one that left, all that the others are in.
 */
function tellingOf(groups: readonly Group[], pasts: readonly (readonly CellPart[])[]): Set<Group> {
  const places = new Map(
    groups.flatMap((group) =>
      group.cells.map((cell) => [placeText(cell), { group, label: labelOf(group, cell) }] as const),
    ),
  );
  const telling = new Set<Group>();
  for (const group of groups) if (isTooSmall(group)) telling.add(group);
  for (const parts of pasts) {
    let rest = 0;
    const disclosures = new Map<string, { group: Group; size: number }>();
    for (const { place, since, size } of parts) {
      const { group, label } = (place && places.get(placeText(place))) || {};
      if (!group || !label) {
        rest += size;
        continue;
      }
      const key = JSON.stringify([label, label.showsValues ? since : null]);
      const before = disclosures.get(key);
      disclosures.set(key, { group, size: size + (before?.size ?? 0) });
    }
    const fewLeft = parts[0]?.past !== null && rest > 0 && rest < smallestGroup;
    for (const { group, size } of disclosures.values()) if (fewLeft || size < smallestGroup) telling.add(group);
  }
  return telling;
}

function isTooSmall(group: Group): boolean {
  const byLabel = Map.groupBy(group.cells, (cell) => JSON.stringify(labelOf(group, cell)));
  byLabel.delete('null');
  return [...byLabel.values()].some((cells) => sizeOf(cells) < smallestGroup);
}

/** Shows a group as finely as may be beside the others: levels first, then legal forms, then what is only estimated. */
function refine(group: Group, isSafe: () => boolean): void {
  const { option } = group;
  for (group.option = 0; group.option < option && !isSafe(); group.option++);
  const fineness = group.options[group.option];
  if (!fineness) return;
  const tries = <K extends 'types' | 'statuses'>(
    field: K,
    value: Group[K],
    sets: readonly (readonly PublicCell[])[],
  ) => {
    const before = group[field];
    group[field] = value;
    const isTold = sets.every((cells) => cells.length === 0 || isMixed(cells, fineness)) && isSafe();
    if (!isTold) group[field] = before;
    return isTold;
  };
  const byType = [...Map.groupBy(group.cells, ({ type }) => type)].flatMap(([type, cells]) =>
    type === null ? [] : [{ type, cells }],
  );
  for (const some of subsets(byType, ({ cells }) => sizeOf(cells))) {
    const types = new Set(some.map(({ type }) => type));
    const rest = group.cells.filter(({ type }) => type === null || !types.has(type));
    if (tries('types', types, [...some.map(({ cells }) => cells), rest])) break;
  }
  if (!group.isOfResults) return;
  const sets = Map.groupBy(group.cells, ({ type, status }) => `${status} ${type && group.types.has(type) ? type : ''}`);
  tries('statuses', true, [...sets.values()]);
}

/** May they be told apart from others? Not if all are on one level, or have one value, that is told. */
function isMixed(cells: readonly PublicCell[], { levels, values }: Fineness): boolean {
  if (levels) return new Set(cells.map(({ level }) => level && levels.get(level)?.[0])).size > 1;
  return !values || !isUniform(cells);
}

/** All sets of these but the empty one: those that hold the most first. */
function subsets<T>(all: readonly T[], sizeOf: (one: T) => number): T[][] {
  const sets = Array.from({ length: 2 ** all.length - 1 }, (_, n) => all.filter((_, bit) => (n + 1) & (1 << bit)));
  const total = (subset: readonly T[]) => subset.reduce((sum, one) => sum + sizeOf(one), 0);
  return sets.sort((a, b) => total(b) - total(a));
}
