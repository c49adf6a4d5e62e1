import { ask } from '../../instance.js';
import {
  type Cell,
  type Dimension,
  dimensions,
  isAsked,
  isBetween,
  levelsOf,
  type Question,
  type Row,
  withheldFrom,
} from './public-parts.js';
import type { Result } from './results.js';

/** One state of the data, and what the public was answered about it. */
export interface State {
  results: readonly Result[];
  answers: readonly Answered[];
}

interface Answered {
  question: Question;
  rows: readonly Row[];
}

const all = Object.keys(dimensions) as Dimension[];

/** By all dimensions: nothing finer can be asked. Results as they are shown together, and reported or estimated alone. */
const finest: Question[] = [['REPORTED', 'ESTIMATED'], ['MISSING'], ['REPORTED'], ['ESTIMATED']].map((statuses) => ({
  groupBy: all,
  filter: { statuses },
}));

/** Every set of dimensions, and the coarsest and the finest with every filter. */
export const questions: readonly Question[] = [
  ...finest,
  ...Array.from({ length: 2 ** all.length }, (_, set) => ({
    groupBy: all.filter((_, bit) => set & (1 << bit)),
    filter: {},
  })),
  ...[[], all].flatMap((groupBy: Dimension[]) => [
    ...['BUDGETARY', 'AUTONOMOUS', 'PRIVATE'].map((type) => ({ groupBy, filter: { institutionTypes: [type] } })),
    ...['LOW', 'BASIC', 'ELEVATED'].map((level) => ({ groupBy, filter: { levels: [`KRASNODAR_CLUSTER/${level}`] } })),
    { groupBy, filter: { levels: ['KRASNODAR_CLUSTER/LOW', 'KRASNODAR_CLUSTER/ELEVATED'] } },
    { groupBy, filter: { evidence: ['EXPERT'], statuses: ['REPORTED'] } },
    { groupBy, filter: { institutionTypes: ['BUDGETARY'], statuses: ['ESTIMATED', 'MISSING'] } },
  ]),
];

/** Asks everything as anybody may. */
export async function askAsPublic(url: string, rounds: readonly string[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (let from = 0; from < questions.length; from += 6) {
    const some = questions.slice(from, from + 6);
    const fields = some.map(({ groupBy, filter }, n) => {
      const written = JSON.stringify({ ...filter, rounds })
        .replace(/"(\w+)":/g, '$1:')
        .replace(/(?<=(?:statuses|institutionTypes|evidence):\[[^\]]*)"(\w+)"/g, '$1');
      return `q${n}: qualityProfile(filter: ${written}, groupBy: [${groupBy}]) {
        municipality round indicator level levelFrom levelTo institutionType evidence scale synthetic count valueCount sum min
        max quantiles(of: [0.5]) institutions missing withheld isComplete
      }`;
    });
    const { data, errors } = await ask(url, `{ ${fields.join('\n')} }`);
    if (errors) throw new Error(JSON.stringify(errors));
    answers.push(...some.map((question, n) => ({ question, rows: data[`q${n}`] })));
  }
  return answers;
}

/**
 * What the finest answers were made of. They say so themselves: values are such that no other results give the sum.
 * Throws where an answer is not made of all results that have its keys, or of all those of legal forms that are not told.
 */
export function cellsOf({ results, answers }: State): Cell[] {
  return finest.flatMap(({ filter }, n) => {
    const statuses = filter.statuses!;
    const isOf = (row: Row, result: Result) =>
      keyOf(result, 'municipality') === row.municipality &&
      keyOf(result, 'round') === row.round &&
      keyOf(result, 'indicator') === row.indicator &&
      keyOf(result, 'evidence') === row.evidence &&
      (result.synthetic ?? false) === row.synthetic &&
      statuses.includes(result.status ?? 'REPORTED');
    const rows = answers[n]!.rows.filter(({ count, missing }) => (count ?? 0) + (missing ?? 0) > 0);
    return rows.map((row): Cell => {
      const beside = rows.filter(
        (other) =>
          (['round', 'indicator', 'evidence', 'synthetic'] as const).every((field) => other[field] === row[field]) &&
          other !== row,
      );
      const told = new Set(beside.map(({ institutionType }) => institutionType));
      const members = results.filter(
        (result) =>
          isOf(row, result) &&
          (row.institutionType === null
            ? !told.has(keyOf(result, 'institutionType') ?? '')
            : keyOf(result, 'institutionType') === row.institutionType) &&
          (row.levelFrom === null || isBetween(result.level!, row.levelFrom, row.levelTo!)),
      );
      const sum = row.valueCount ? members.reduce((total, { value }) => total + (value ?? 0), 0) : (row.sum ?? 0);
      if (members.length !== row.count! + row.missing! || sum !== (row.sum ?? 0)) {
        throw new Error(`Made of something else: ${JSON.stringify(row)}, not of ${JSON.stringify(members)}`);
      }
      return { ...row, statuses, family: `${row.indicator} ${row.round} ${row.evidence}`, members };
    });
  });
}

/** Throws where a coarser answer says anything that the finest ones do not. */
export function checkMadeOf(cells: readonly Cell[], { question: { groupBy, filter }, rows }: Answered): void {
  const meant = cells.filter(
    (cell) =>
      isAsked(cell, filter.statuses) &&
      (!filter.institutionTypes || filter.institutionTypes.includes(String(cell.institutionType))) &&
      (!filter.levels || levelsOf(cell).every((level) => filter.levels!.includes(String(level)))) &&
      (!filter.evidence || filter.evidence.includes(cell.evidence)),
  );
  const fields = [...groupBy, 'EVIDENCE' as const].flatMap((name) =>
    name === 'LEVEL' ? (['level', 'levelFrom', 'levelTo'] as const) : [dimensions[name]],
  );
  for (const row of rows) {
    const isOf = (cell: Row) =>
      fields.every((field) => cell[field] === row[field]) &&
      cell.scale === row.scale &&
      cell.synthetic === row.synthetic;
    const own = meant.filter(isOf);
    const sumOf = (of: (cell: Cell) => number, some = own) => some.reduce((total, cell) => total + of(cell), 0);
    const owners = Map.groupBy(own, ({ municipality }) => municipality);
    const institutions = [...owners.values()].map((cellsOfOwner) =>
      Math.max(
        ...[...Map.groupBy(cellsOfOwner, ({ family }) => family).values()].map((some) =>
          sumOf(({ count }) => count!, some),
        ),
      ),
    );
    const isAsSaid =
      (row.count ?? 0) === sumOf(({ count }) => count!) &&
      (row.valueCount ?? 0) === sumOf(({ valueCount }) => valueCount ?? 0) &&
      Math.abs((row.sum ?? 0) - sumOf(({ sum }) => sum ?? 0)) < 1e-3 &&
      (row.missing ?? 0) === sumOf(({ missing }) => missing!) &&
      (row.institutions ?? 0) === institutions.reduce((total, one) => total + one, 0);
    if (!isAsSaid || row.min !== null || row.max !== null || row.quantiles !== null) {
      throw new Error(`Says more than its parts, by ${groupBy} ${JSON.stringify(filter)}: ${JSON.stringify(row)}`);
    }
    const withheld = withheldFrom(cells, row, { groupBy, filter });
    if (row.withheld !== withheld) throw new Error(`Withholds ${withheld}, not: ${JSON.stringify(row)}`);
  }
}

/**
 * Sets of fewer than `smallest` results that some combination of all answers, added and subtracted with any factors,
 * speaks of alone. By `variable` results are told apart: by their institution for counts, by their value too for sums.
 */
export function isolated(cells: readonly Cell[], smallest: number, variable: (result: Result) => string): string[] {
  return [...Map.groupBy(cells, ({ family }) => family).values()].flatMap((family) => {
    const rows = family.map(({ members }) => new Set(members.map(variable)));
    const names = [...new Set(rows.flatMap((row) => [...row]))];
    // What stands in the same answers cannot be told apart.
    const classes = [...Map.groupBy(names, (name) => rows.map((row) => Number(row.has(name))).join('')).values()];
    const matrix = rows.map((row) => classes.map(([name]) => Number(row.has(name!))));
    const whole = rankOf(matrix);
    const small = classes.flatMap((members, n) => (members.length < smallest ? [n] : []));
    const isTold = (set: readonly number[]) =>
      rankOf(matrix.map((row) => row.filter((_, n) => !set.includes(n)))) < whole;
    return setsBelow(smallest, small, (n) => classes[n]!.length)
      .filter(isTold)
      .map((set) => set.flatMap((n) => classes[n]!).join(', '));
  });
}

function setsBelow(limit: number, from: readonly number[], sizeOf: (n: number) => number): number[][] {
  return from.flatMap((first, place) => {
    const rest = setsBelow(limit - sizeOf(first), from.slice(place + 1), sizeOf).map((set) => [first, ...set]);
    return sizeOf(first) < limit ? [[first], ...rest] : [];
  });
}

const prime = 1_000_003;

function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = rows.findIndex((row, n) => n >= rank && row[column] !== 0);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    const first = rows[rank]!;
    const inverse = power(first[column]!, prime - 2);
    for (let n = rank + 1; n < rows.length; n++) {
      const factor = (rows[n]![column]! * inverse) % prime;
      if (factor === 0) continue;
      for (let k = column; k < first.length; k++) {
        rows[n]![k] = (rows[n]![k]! + (prime - factor) * first[k]!) % prime;
      }
    }
    rank++;
  }
  return rank;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, left = exponent; left > 0; left = Math.floor(left / 2), square = (square * square) % prime) {
    if (left % 2 === 1) result = (result * square) % prime;
  }
  return result;
}

function keyOf(result: Result, field: 'municipality' | 'round' | 'indicator' | 'evidence' | 'institutionType') {
  switch (field) {
    case 'municipality':
      return result.owner;
    case 'round':
      return `${result.owner}:round:${result.round}`;
    case 'indicator':
      return `${result.owner}:indicator:${result.indicator}/1`;
    case 'evidence':
      return result.evidence;
    case 'institutionType':
      return result.type;
  }
}
