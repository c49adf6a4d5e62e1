import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { publishedOrder, publishedOrders } from './texts.js';

const order = 'ПРИКАЗ\n01.02.2024 № 5\nОб утверждении\nВ соответствии с ';
const points = 'ПРИКАЗ\nПРИКАЗЫВАЮ:\n1. ';
const tabs = 'План\n\n№\tМероприятие\tСрок\tОтветственный\n';
const cells = 'План\n\n\t№\n\tМероприятие\n\tСрок\n\tОтветственный\n\n';

/** Name, what stands before, what is repeated. Each was quadratic in some draft, or is what a fuzzer tries first. */
const floods: [string, string, string][] = [
  ['one letter', '', 'а'],
  ['blanks', '', ' '],
  ['tabs', '', '\t'],
  ['NULs', '', '\0'],
  ['digits', '', '1'],
  ['dotted digits', '', '1.'],
  ['empty lines', '', '\n'],
  ['tabs on lines', '', '\t\n'],
  ['spaced letters', '', 'п '],
  ['lone surrogates', '', '\ud800'],
  ['opening quotes', order, '«О '],
  ['acts without a reference', order, 'приказом от '],
  ['acts with a reference', order, 'приказом от 01.02.2020 № 1 (в редакции от 01.02.2021 № 2), '],
  ['references alone', order, 'от 01.02.2020 № 1, '],
  ['concepts', order, 'Концепцией, разработанной '],
  ['approved plans', order, 'плана, утвержденного приказом '],
  ['years in a title', 'ПРИКАЗ\nО плане ', '2024 - '],
  ['points with one number', points, '\n1. Утвердить'],
  ['a point over many lines', points, '\nтекст'],
  ['items', points, '\n- текст'],
  ['deadlines', points, 'Руководителям в срок до '],
  ['surnames', `${points}Контроль возложить на `, 'Условскую '],
  ['signatures', points, '\nА.А. Условский'],
  ['letterheads', '', 'Администрация\n'],
  ['stamps', '', 'УТВЕРЖДЕН\nприказом\n'],
  ['plan titles with tables', '', `${tabs}1\tа\tб\tв\n\n`],
  ['regulations', '', 'ПОРЯДОК\n\n1. Текст\n'],
  ['table headings', '', '№\tМероприятие\tСрок\tОтветственный\n'],
  ['rows', tabs, '1\tПровести, работу,\tна\tОтдел,\n'],
  ['headings without rows', tabs, 'Меры\n\n'],
  ['equal headings', tabs, 'Раздел I\n1\tа\tб\tв\n'],
  ['one endless row', `${tabs}1`, '\tа'],
  ['one endless cell', `${tabs}1\t`, 'слово, '],
  ['cells on lines', cells, '\tа\n\n'],
  ['numbers on lines', cells, '\t1.\n'],
  ['a cell over many lines', `${cells}\t1.\n`, 'текст\n'],
];

describe('hostile input', () => {
  it.each(floods)('120 000 characters of %s are read in linear time', (_, before, flood) => {
    const half = measure(before + flood.repeat(Math.ceil(30_000 / flood.length)));
    const whole = measure(before + flood.repeat(Math.ceil(120_000 / flood.length)));
    // Four times the text; a quadratic step would take sixteen times as long. Other tests beside it cost it a second or two.
    expect(whole).toBeLessThan(Math.max(4000, half * 10));
  });

  it('never throws, and gives JSON-safe data, for published texts cut and shuffled at random', () => {
    const texts = publishedOrders().map(publishedOrder);
    const piece = fc
      .record({ text: fc.constantFrom(...texts), from: fc.nat(20_000), length: fc.nat(3000) })
      .map(({ text, from, length }) => text.slice(from % text.length, (from % text.length) + length));
    const noise = fc.constantFrom(
      '\t',
      '\n',
      '\0',
      '\u2028',
      '**',
      '№',
      '«',
      'ПРИКАЗ\n',
      '1.\t',
      'Раздел II\n',
      'ПЛАН\n',
    );
    const chosen = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31));
    console.info(`SEED=${chosen}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, noise), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const document = readDocument(text);
        expect(JSON.parse(JSON.stringify(document))).toEqual(document);
        expect(document.acts.length > 0 || document.issues.some(({ code }) => code === 'NOTHING_READ')).toBe(true);
        for (const plan of document.plans) {
          expect(document.acts[plan.act]).toBeDefined();
          const keys = plan.measures.map(({ sectionPath, ordinal }) => JSON.stringify([sectionPath, ordinal]));
          expect(new Set(keys).size).toBe(keys.length);
          const paths = plan.sections.map(({ path }) => JSON.stringify(path));
          expect(new Set(paths).size).toBe(paths.length);
          for (const { line, lineEnd } of plan.measures)
            expect(1 <= line && line <= lineEnd && lineEnd <= document.lines).toBe(true);
        }
      }),
      { numRuns: 300, seed: chosen },
    );
  });
});

/** Milliseconds of this process's own CPU time, so that other work on the machine does not count. */
function measure(text: string): number {
  const start = process.cpuUsage();
  readDocument(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
