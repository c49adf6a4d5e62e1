import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument, ParsedPlan } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { publishedOrder, publishedOrders } from './texts.js';

const withPlan = publishedOrders().filter((name) => readDocument(publishedOrder(name)).plans.length > 0);

/** What another export of the same document may do to it without changing what it says. */
const exports: [string, (text: string) => string][] = [
  ['line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark and non-breaking blanks', (text) => `\ufeff${text.replaceAll(' ', '\u00a0')}`],
  ['no empty lines at the ends', (text) => text.trim()],
  ['trailing blanks and tabs lost', (text) => text.replace(/(?<=\S)[ \t]+$/gm, '')],
  ['markdown around every line in capitals', (text) => text.replace(/^[А-ЯЁ ]{5,}$/gm, '**$&**')],
  ['words of command set apart', (text) => text.replace(/приказываю/gi, (word) => [...word].join(' '))],
];

describe.each(publishedOrders())('%s', (name) => {
  const text = publishedOrder(name);
  const original = content(readDocument(text));
  it.each(exports)('says the same with %s', (_, mutate) =>
    expect(content(readDocument(mutate(text)))).toEqual(original),
  );
});

describe.each(withPlan)('the plan of %s', (name) => {
  const text = publishedOrder(name);
  const plan = readDocument(text).plans[0]!;
  it.each([
    ['tabs', tabs],
    ['one cell per line', cellPerLine],
  ])('says the same when printed as %s', (_, print) => {
    const read = readDocument(inOtherLayout(text, plan, print)).plans[0]!;
    expect(rows(read)).toEqual(rows(plan));
    expect(read.sections.map(({ path, title }) => [path, title])).toEqual(
      plan.sections.map(({ path, title }) => [path, title]),
    );
  });

  it('says the same with its columns in reverse order behind the number', () => {
    const read = readDocument(
      inOtherLayout(text, plan, (lines) =>
        tabs(lines.map((cells) => (cells.length > 1 ? [cells[0]!, ...cells.slice(1).reverse()] : cells))),
      ),
    ).plans[0]!;
    expect(rows(read)).toEqual(rows(plan));
  });

  it('keeps every row when all numbers are lost', () => {
    const without = (lines: string[][]) =>
      lines.map((cells, i) => (i > 0 && cells.length > 1 ? ['', ...cells.slice(1)] : cells));
    for (const print of [tabs, cellPerLine]) {
      const read = readDocument(inOtherLayout(text, plan, (lines) => print(without(lines)))).plans[0]!;
      expect(rows(read)).toEqual(rows(plan).map((row) => ({ ...row, number: null })));
    }
  });
});

/** The heading of the table, then headings as one cell and rows as all cells. */
function inOtherLayout(text: string, plan: ParsedPlan, print: (lines: string[][]) => string): string {
  const printed: string[][] = [plan.columns.map(({ title }) => title)];
  const sections = [...plan.sections];
  for (const { cells, line } of plan.measures) {
    while (sections[0] && sections[0].line < line) printed.push([headingOf(sections.shift()!)]);
    printed.push(cells.map((cell) => cell.text));
  }
  const head = text.split('\n').slice(0, plan.goals.at(-1)?.line ?? plan.line);
  return `${head.join('\n')}\n\n${print(printed)}\n`;
}

function headingOf({ path, labelPrinted, title }: ParsedPlan['sections'][number]): string {
  const label = path.at(-1)!;
  if (!labelPrinted) return title;
  return /^[IVX]+$/.test(label) ? `Раздел ${label}. ${title}` : `${label}. ${title}`;
}

function tabs(lines: string[][]): string {
  return lines.map((cells) => cells.join('\t')).join('\n\n');
}

function cellPerLine(lines: string[][]): string {
  return lines.map((cells) => cells.map((text) => `\t${text}\n`).join('')).join('\n');
}

function rows(plan: ParsedPlan) {
  return plan.measures.map(
    ({ sectionPath, ordinal, number, title, deadlineText, responsibleText, participants, form, plannedResults }) => {
      return {
        sectionPath,
        ordinal,
        number,
        title,
        deadlineText,
        responsibleText,
        participants,
        form,
        results: plannedResults?.join(' ') ?? null,
      };
    },
  );
}

function content({ acts, plans }: ParsedDocument) {
  const said = acts.map(({ number, date, title, issuer, signatory, basis, clauses, instructions }) => {
    const cited = basis.map(({ raw }) => raw);
    return {
      number,
      date,
      title,
      issuer,
      name: signatory?.name,
      cited,
      clauses: clauses.map(({ text }) => text),
      instructions: instructions.length,
    };
  });
  return { said, plans: plans.map((plan) => ({ title: plan.title, rows: rows(plan) })) };
}
