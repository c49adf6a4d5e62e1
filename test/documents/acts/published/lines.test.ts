import { describe, expect, it } from '@jest/globals';
import { foldBlanks } from '../../../../subgraphs/documents/acts/text/source-lines.js';
import { publishedOrder, publishedOrders } from '../texts.js';
import { range, read } from './orders.js';

describe.each(publishedOrders())('%s', (name) => {
  const lines = publishedOrder(name)
    .split('\n')
    .map((line) => foldBlanks(line.replaceAll('**', '')));
  const document = read(name);

  it('points from every cell to the line that it begins on', () => {
    for (const { cells } of document.plans.flatMap(({ measures }) => measures)) {
      for (const { text, line, lineEnd } of cells) {
        const source = lines
          .slice(line - 1, lineEnd)
          .filter((words) => words !== '')
          .join(' ');
        expect(source).toContain(text);
        expect(lines[line - 1]).toContain(text.split(' ')[0]!);
      }
    }
    for (const { title, cells } of document.plans.flatMap(({ measures }) => measures)) {
      const cell = cells.find(({ role }) => role === 'TITLE')!;
      expect(lines[cell.line - 1]).toContain(title.split(' ').slice(0, 3).join(' '));
    }
  });

  it('points from clauses, sections, goals, citations and signatures to their lines', () => {
    const { acts, plans } = document;
    const pointed = [
      ...acts.flatMap(({ clauses }) => clauses.map(({ number, line }) => [number, line] as const)),
      ...acts.flatMap(({ basis }) => basis.map(({ raw, line }) => [raw.slice(0, 20), line] as const)),
      ...plans.flatMap(({ sections, goals }) => [
        ...sections.map(({ title, line }) => [title, line] as const),
        ...goals.map(({ text, line }) => [text, line] as const),
      ]),
      ...[...acts, ...plans].flatMap(({ signatory }) =>
        signatory ? [[signatory.name.split(' ').at(-1)!, signatory.line] as const] : [],
      ),
    ];
    for (const [words, line] of pointed) expect(lines[line - 1]).toContain(words);
  });

  it('leaves no line of a plan unread', () => {
    for (const plan of document.plans) {
      const read = new Set(plan.measures.flatMap(({ line, lineEnd }) => range(line, lineEnd)));
      for (const { line } of [...plan.sections, ...plan.goals]) read.add(line);
      const unread = range(plan.line, plan.measures.at(-1)!.lineEnd).filter(
        (line) => !read.has(line) && lines[line - 1] !== '',
      );
      const known = new Set([plan.title, 'Цели:', ...plan.columns.map(({ title }) => title)]);
      const header = plan.columns.map(({ title }) => title).join(' ');
      for (const line of unread) {
        const words = lines[line - 1]!;
        expect(known.has(words) || words === header || plan.title.includes(words)).toBe(true);
      }
    }
  });
});
