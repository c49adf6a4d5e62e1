import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ParsedPlan } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';

/** A plan as its author has it; printed in one of the layouts and read back it must be the same. */
interface Plan {
  columns: string[];
  sections: { title: string | null; rows: { numbered: boolean; cells: string[] }[] }[];
}

const headings: Record<string, string> = {
  deadlineText: 'Срок исполнения',
  responsibleText: 'Ответственный',
  form: 'Форма проведения',
  participants: 'Участники',
  other: 'Примечание',
};

const word = fc.constantFrom(
  ...'обучение педагогов семинар «Среда» 1 раз в год (очно) 5 качество-условия март; конкурс'.split(' '),
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => `Слово ${list.join(' ')} итога`);
const cell = fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: fc.constant('') });

const plan: fc.Arbitrary<Plan> = fc
  .shuffledSubarray(Object.keys(headings), { minLength: 2 })
  .filter((columns) => columns.includes('deadlineText') || columns.includes('responsibleText'))
  .filter((columns) => columns.length < 3 || columns.filter((column) => column !== 'other').length >= 2)
  .chain((others) =>
    fc.nat(others.length).chain((at) => {
      const columns = [...others.slice(0, at), 'title', ...others.slice(at)];
      const row = fc.record({
        numbered: fc.oneof({ weight: 8, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
        cells: fc.tuple(...columns.map((column) => (column === 'title' ? words : cell))),
      });
      // A title alone, or the same in every cell as of merged ones, is without a number a heading to any reader.
      const rows = fc.array(
        row.map(({ numbered, cells }) => ({
          numbered: numbered || new Set(cells).size === 1,
          cells: numbered ? cells : cells.map((text) => text || 'Слово'),
        })),
        { minLength: 1, maxLength: 5 },
      );
      return fc.record({
        columns: fc.constant(columns),
        sections: fc.oneof(
          rows.map((list) => [{ title: null, rows: list }]),
          fc.array(fc.record({ title: words, rows }), { minLength: 1, maxLength: 4 }),
        ),
      });
    }),
  );

describe('a table printed and read back is the same', () => {
  it.each([
    ['tabs', printTabs],
    ['tabs with lost trailing tabs and repeated headings', printTornTabs],
    ['one cell per line', printCellPerLine],
  ])('%s', (_, print) => {
    fc.assert(
      fc.property(plan, (source) => {
        const { plans } = readDocument(print(source));
        expect(plans).toHaveLength(1);
        expect(content(plans[0]!, source.columns)).toEqual(expected(source));
      }),
      { numRuns: 300, seed: seed() },
    );
  });
});

function printTabs({ columns, sections }: Plan): string {
  return [
    ...title,
    header(columns).join('\t'),
    ...numbered(sections).flatMap(({ heading, rows }) => [
      ...(heading === null ? [] : [heading + '\t'.repeat(columns.length)]),
      ...rows.map((cells) => cells.join('\t')),
    ]),
  ].join('\n');
}

function printTornTabs({ columns, sections }: Plan): string {
  const page = ['', header(columns).join('\t')];
  return [
    ...title,
    ...numbered(sections).flatMap(({ heading, rows }) => [
      ...page,
      ...(heading === null ? [] : [heading]),
      ...rows.map((cells) => cells.join('\t').replace(/\t+$/, '')),
    ]),
  ].join('\r\n');
}

function printCellPerLine({ columns, sections }: Plan): string {
  const block = (cells: string[]) => [...cells.map((text) => `\t${text}  `), ''];
  return [
    ...title,
    ...block(header(columns)),
    ...numbered(sections).flatMap(({ heading, rows }) => [
      ...(heading === null ? [] : block([heading])),
      ...rows.flatMap(block),
    ]),
  ].join('\n');
}

const title = ['План мероприятий', 'по повышению качества дошкольного образования на 2030 год', ''];

function header(columns: string[]): string[] {
  return ['№ п/п', ...columns.map((column) => headings[column] ?? 'Наименование мероприятия')];
}

/** Headings «1. …», rows numbered on through the plan, some numbers left out. */
function numbered(sections: Plan['sections']): { heading: string | null; rows: string[][] }[] {
  let n = 0;
  return sections.map(({ title, rows }, s) => ({
    heading: title === null ? null : `Раздел ${s + 1}. ${title}`,
    rows: rows.map(({ numbered, cells }) => [numberOf(numbered, ++n), ...cells]),
  }));
}

function numberOf(printed: boolean, n: number): string {
  return printed ? `${n}.` : '';
}

function expected({ sections, columns }: Plan) {
  return numbered(sections).flatMap(({ heading, rows }, s) =>
    rows.map(([number, ...cells], i) => ({
      path: heading === null ? [] : [String(s + 1)],
      number: number || null,
      ordinal: i + 1,
      cells: columns.map((column, k) => [column, cells[k]]),
    })),
  );
}

function content(read: ParsedPlan, columns: string[]) {
  return read.measures.map((measure) => ({
    path: measure.sectionPath,
    number: measure.number,
    ordinal: measure.ordinal,
    cells: columns.map((column) => [
      column,
      column === 'other'
        ? measure.cells.find((one) => one.column === headings.other)!.text
        : measure[column as 'title' | 'deadlineText'],
    ]),
  }));
}

function seed(): number {
  const chosen = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31));
  console.info(`SEED=${chosen}`);
  return chosen;
}
