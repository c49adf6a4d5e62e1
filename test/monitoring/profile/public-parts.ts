import type { Result } from './results.js';

const order = ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'].map((level) => `KRASNODAR_CLUSTER/${level}`);
const types = ['AUTONOMOUS', 'BUDGETARY', 'TREASURY', 'PRIVATE'];

export function isBetween(level: string, from: string, to: string): boolean {
  return order.indexOf(from) <= order.indexOf(level) && order.indexOf(level) <= order.indexOf(to);
}

/** On which levels the results of a cell may be, as far as the public is told. */
export function levelsOf({ scale, statuses, levelFrom, levelTo }: Cell): (string | null)[] {
  if (scale === null || statuses.includes('MISSING')) return [null];
  return levelFrom === null ? order : order.filter((level) => isBetween(level, levelFrom, levelTo!));
}

/** Which legal forms they may have: where none is told, those that are told of no others beside them. */
function typesOf(cell: Cell, cells: readonly Cell[]): string[] {
  if (cell.institutionType !== null) return [cell.institutionType];
  const isBeside = (other: Cell) =>
    other.family === cell.family &&
    other.synthetic === cell.synthetic &&
    other.statuses.includes('MISSING') === cell.statuses.includes('MISSING');
  const told = new Set(cells.filter(isBeside).map(({ institutionType }) => institutionType));
  return types.filter((type) => !told.has(type));
}

/** Is a cell counted where these states are asked for? Results are shown together, and in each state alone if told apart. */
export function isAsked({ statuses: own }: Cell, asked: readonly string[] | undefined): boolean {
  const isOfBoth = !asked || (asked.includes('REPORTED') && asked.includes('ESTIMATED'));
  if (own[0] === 'MISSING') return !asked || asked.includes('MISSING');
  return own.length === 2 ? isOfBoth : !isOfBoth && asked.includes(own[0]!);
}

/** How many results of these cells may belong to a row, but are not counted in it. */
export function withheldFrom(cells: readonly Cell[], row: Row, { groupBy, filter }: Question): number {
  const { statuses, institutionTypes, levels, evidence } = filter;
  const overlaps = (may: readonly unknown[], wanted?: readonly unknown[]) =>
    !wanted || may.some((one) => wanted.includes(one));
  const lies = (may: readonly unknown[], wanted?: readonly unknown[]) =>
    !wanted || may.every((one) => wanted.includes(one));
  const isIn = (cell: Cell): boolean => {
    if (evidence && !evidence.includes(cell.evidence)) return false;
    const may = [
      [cell.statuses, statuses],
      [typesOf(cell, cells), institutionTypes],
      [levelsOf(cell), levels],
    ] as const;
    if (!may.every(([own, wanted]) => overlaps(own, wanted))) return false;
    const coarse = { level: levelsOf(cell).length > 1, type: cell.institutionType === null };
    const hasMore =
      (groupBy.includes('LEVEL') && coarse.level) || (groupBy.includes('INSTITUTION_TYPE') && coarse.type);
    if (!hasMore && may.every(([own, wanted]) => lies(own, wanted))) return false;
    const isSame =
      cell.evidence === row.evidence &&
      cell.synthetic === row.synthetic &&
      cell.scale === row.scale &&
      (!groupBy.includes('MUNICIPALITY') || cell.municipality === row.municipality) &&
      (!groupBy.includes('ROUND') || cell.round === row.round) &&
      (!groupBy.includes('INDICATOR') || cell.indicator === row.indicator);
    if (!isSame) return false;
    const isOfLevel =
      !groupBy.includes('LEVEL') ||
      (coarse.level
        ? row.level !== null && levelsOf(cell).includes(row.level) && (!levels || levels.includes(row.level))
        : row.levelFrom === cell.levelFrom && row.levelTo === cell.levelTo);
    const isOfType =
      !groupBy.includes('INSTITUTION_TYPE') ||
      (coarse.type
        ? typesOf(cell, cells).includes(String(row.institutionType)) &&
          (!institutionTypes || institutionTypes.includes(String(row.institutionType)))
        : row.institutionType === cell.institutionType);
    return isOfLevel && isOfType;
  };
  return finestOf(cells).reduce((sum, cell) => sum + (isIn(cell) ? (cell.count ?? 0) : 0), 0);
}

/** Results that are told apart by their state stand here so, all others together. */
function finestOf(cells: readonly Cell[]): Cell[] {
  const parts = cells.filter(({ statuses }) => statuses.length === 1);
  const isParted = (cell: Cell) =>
    parts.some(
      (part) => part.family === cell.family && part.statuses[0] !== 'MISSING' && part.synthetic === cell.synthetic,
    );
  return [...parts, ...cells.filter((cell) => cell.statuses.length === 2 && !isParted(cell))];
}

/** A set of single results that an answer was made of. */
export interface Cell extends Row {
  statuses: readonly string[];
  family: string;
  members: readonly Result[];
}

export interface Question {
  groupBy: readonly Dimension[];
  filter: { statuses?: string[]; institutionTypes?: string[]; levels?: string[]; evidence?: string[] };
}

export interface Row {
  municipality: string | null;
  round: string | null;
  indicator: string | null;
  level: string | null;
  levelFrom: string | null;
  levelTo: string | null;
  institutionType: string | null;
  evidence: string;
  scale: string | null;
  synthetic: boolean;
  count: number | null;
  valueCount: number | null;
  sum: number | null;
  min: number | null;
  max: number | null;
  quantiles: number[] | null;
  institutions: number | null;
  missing: number | null;
  withheld: number;
  isComplete: boolean;
}

export type Dimension = keyof typeof dimensions;

export const dimensions = {
  MUNICIPALITY: 'municipality',
  ROUND: 'round',
  INDICATOR: 'indicator',
  LEVEL: 'level',
  INSTITUTION_TYPE: 'institutionType',
  EVIDENCE: 'evidence',
} as const;
