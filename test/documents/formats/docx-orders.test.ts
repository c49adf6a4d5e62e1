import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument, ParsedPlan } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { findTableHeads } from '../../../subgraphs/documents/acts/tables/table-heads.js';
import { readLines } from '../../../subgraphs/documents/acts/text/source-lines.js';
import { readDocx } from '../../../subgraphs/documents/formats/docx/read-docx.js';
import { publishedOrder, publishedOrders, syntheticText, syntheticTexts } from '../acts/texts.js';
import { docx, type WordBlock, type WordTable } from './office.js';

const texts: [string, string][] = [
  ...publishedOrders().map((name): [string, string] => [name, publishedOrder(name)]),
  ...syntheticTexts().map((name): [string, string] => [name, syntheticText(name)]),
];

describe.each(texts)('%s as a Word document', (_, text) => {
  const original = readDocument(text);

  it('says what it says as text: real tables, sections as merged rows, words split over runs', async () => {
    const { content, issues } = await readDocx(await docx(asBlocks(text, original)));
    expect(issues).toEqual([]);
    expect(said(readDocument(content!))).toEqual(said(original));
  });
});

/** Lines as paragraphs; where the plan's table stands, a table of Word. */
function asBlocks(text: string, { plans }: ParsedDocument): WordBlock[] {
  const lines = readLines(text);
  const heads = findTableHeads(lines);
  const blocks: WordBlock[] = [];
  let at = 0;
  for (const plan of plans) {
    const head = heads.find(({ from }) => from >= plan.line - 1)!;
    for (; at < head.from; at++) blocks.push(paragraph(text, at));
    const last = Math.max(...plan.measures.map(({ lineEnd }) => lineEnd), ...plan.sections.map(({ line }) => line));
    blocks.push(asTable(text, plan));
    at = Math.max(last, head.bodyFrom);
  }
  for (; at < lines.length; at++) blocks.push(paragraph(text, at));
  return blocks;
}

function paragraph(text: string, index: number): string {
  return text.split(/\r\n|\r|\n/)[index]!;
}

function asTable(text: string, plan: ParsedPlan): WordTable {
  const rows: WordTable['rows'] = [plan.columns.map(({ title }) => title)];
  const sections = [...plan.sections];
  for (const { cells, line } of plan.measures) {
    while (sections[0] && sections[0].line < line) {
      rows.push(headingRow(paragraph(text, sections.shift()!.line - 1), plan.columns.length));
    }
    rows.push(cells.map((cell) => cell.text));
  }
  return { rows };
}

/** A heading stands across the table, or as a number and a title in their columns. */
function headingRow(line: string, width: number): WordTable['rows'][number] {
  const filled = [...new Set(line.split('\t').map((cell) => cell.trim()))].filter((cell) => cell !== '');
  return filled.length > 1 ? line.split('\t') : [{ text: filled[0]!, span: width }];
}

function said({ acts, plans }: ParsedDocument) {
  return {
    acts: acts.map(
      ({ line: _, lineEnd: __, basis, clauses, instructions, dateCandidates, signatory, controller, ...act }) => ({
        ...act,
        signatory: signatory && { ...signatory, line: 0 },
        controller: controller?.text,
        dates: dateCandidates.map(({ date, where }) => [date, where]),
        cited: basis.map(({ raw }) => raw),
        clauses: clauses.map(({ number, text }) => [number, text]),
        instructions: instructions.map(({ number, text }) => [number, text]),
      }),
    ),
    plans: plans.map(({ title, kind, period, goals, columns, sections, measures, signatory }) => ({
      ...{ title, kind, period, columns, signatory: signatory?.name },
      goals: goals.map(({ text }) => text),
      sections: sections.map(({ path, title: heading }) => [path, heading]),
      rows: measures.map(({ sectionPath, ordinal, number, cells, plannedResults }) => ({
        ...{ sectionPath, ordinal, number, results: plannedResults?.join(' ') },
        cells: cells.map((cell) => cell.text),
      })),
    })),
  };
}
