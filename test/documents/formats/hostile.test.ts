import { describe, expect, it } from '@jest/globals';
import { readDocumentText } from '../../../subgraphs/documents/formats/document-file.js';
import type { Issue } from '../../../subgraphs/kit/graphql/issue.js';
import {
  bomb,
  book,
  damaged,
  encrypted,
  megabyte,
  mergedBomb,
  noise,
  noisy,
  ole,
  order,
  renamed,
  withDocument,
  within,
  wordSpace,
} from './hostile-files.js';
import { docx, excelRow, sheetSpace, xlsx, zip } from './office.js';
import { readRows } from './read-rows.js';

describe('a document that cannot be published gives one error at its place, and nothing else', () => {
  it.each<[string, string, () => Promise<Buffer>, Partial<Issue>]>([
    ['empty', 'a.txt', async () => Buffer.alloc(0), { code: 'FILE_BROKEN' }],
    [
      'cut in the middle',
      'a.docx',
      async () => (await order).subarray(0, (await order).length / 2),
      { code: 'FILE_BROKEN' },
    ],
    ['with a part whose bytes are changed', 'a.docx', async () => damaged(await order), { code: 'FILE_BROKEN' }],
    ['of old Word', 'a.doc', async () => ole('WordDocument'), { code: 'FILE_FORMAT' }],
    ['protected by a password', 'a.docx', async () => ole('EncryptedPackage'), { code: 'FILE_ENCRYPTED' }],
    ['encrypted as a ZIP file', 'a.docx', async () => encrypted(await order), { code: 'FILE_ENCRYPTED' }],
    ['that is a PDF', 'a.docx', async () => Buffer.from('%PDF-1.7\n'), { code: 'FILE_FORMAT' }],
    ['that is RTF', 'a.doc', async () => Buffer.from('{\\rtf1 ПРИКАЗ}'), { code: 'FILE_FORMAT' }],
    ['that is a table', 'a.docx', () => book, { code: 'FILE_FORMAT' }],
    [
      'of OpenOffice',
      'a.docx',
      () => zip({ mimetype: 'application/vnd.oasis.opendocument.text' }),
      { code: 'FILE_FORMAT' },
    ],
    [
      'with macros',
      'a.docm',
      () => docx(['Приказ'], { parts: { 'word/vbaProject.bin': 'x' } }),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with an entity',
      'a.docx',
      () => withDocument('<!DOCTYPE w [<!ENTITY a "b">]><w:document xmlns:w="w">&a;</w:document>'),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with a document type of 3 MB',
      'a.docx',
      () => withDocument(`<!DOCTYPE w [${'<!ELEMENT a ANY>'.repeat((3 * megabyte) / 16)}]><w/>`),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with an entity that nobody declared',
      'a.docx',
      () => withDocument('<w>&lol9;</w>'),
      { code: 'FILE_BROKEN', line: 1, column: 9 },
    ],
    ['that is no XML inside', 'a.docx', () => withDocument('<w>\n<p></w>'), { code: 'FILE_BROKEN', line: 2 }],
    [
      'of 100 000 elements inside each other',
      'a.docx',
      () => withDocument('<a>'.repeat(100_000)),
      { code: 'FILE_BROKEN' },
    ],
    ['with a tag of 2 MB', 'a.docx', () => withDocument(`<a ${noise(2 * megabyte)}="1"/>`), { code: 'FILE_BROKEN' }],
    [
      'with a part named out of the file',
      'a.docx',
      () => renamed(order, 'word/styles.xml', '../../styles.xml'),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with an absolute part',
      'a.docx',
      () => renamed(order, 'word/styles.xml', '/abs/styles.xml'),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with a part twice',
      'a.docx',
      () => renamed(docx(['Приказ'], { parts: { 'word/document_xml': '' } }), 'word/document_xml', 'word/document.xml'),
      { code: 'FILE_BROKEN' },
    ],
    [
      'with 2 001 parts',
      'a.docx',
      () => zip(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`${i}`, '']))),
      { code: 'FILE_TOO_LARGE' },
    ],
    ['that grows a thousandfold', 'a.docx', bomb, { code: 'FILE_TOO_LARGE' }],
    [
      'with 300 000 paragraphs',
      'a.docx',
      () => withDocument(`<w:document xmlns:w="${wordSpace}"><w:body>${noisy('<w:p/>', 300_000)}`),
      { code: 'FILE_TOO_LARGE' },
    ],
    ['with a cell merged over ten thousand rows of a long text', 'a.docx', mergedBomb, { code: 'FILE_TOO_LARGE' }],
    [
      'with pictures alone',
      'a.docx',
      () => docx([{ text: '', xml: '<w:r><w:drawing><pic:pic xmlns:pic="p"/></w:drawing></w:r>' }]),
      { code: 'FILE_FORMAT' },
    ],
    [
      'text with a NUL',
      'a.txt',
      async () => Buffer.from('ПРИКАЗ\r\nот\0 мая'),
      { code: 'CHARACTER_INVALID', line: 2, column: 3 },
    ],
    [
      'text in broken UTF-8',
      'a.txt',
      async () => Buffer.concat([Buffer.from('ПРИКАЗ\nо назначении\n'), Buffer.from([0xd0, 0x0a])]),
      { code: 'ENCODING_UNKNOWN', line: 3 },
    ],
    [
      'text in an encoding of the West',
      'a.txt',
      async () => Buffer.from('Grüße aus Köln, schöne Straße, größer', 'latin1'),
      { code: 'ENCODING_UNKNOWN' },
    ],
    [
      'noise',
      'a.txt',
      async () => Buffer.from(noise(10_000), 'latin1').map((byte) => byte ^ 0x80) as Buffer,
      { code: 'ENCODING_UNKNOWN' },
    ],
    ['text of 20 MB', 'a.txt', async () => Buffer.alloc(20 * megabyte, 'a'), { code: 'FILE_TOO_LARGE' }],
  ])('%s', async (_, name, make, expected) => {
    const bytes = await make();
    const { content, issues } = await within(50, () => readDocumentText(name, bytes));
    expect(content).toBeNull();
    expect(issues.filter(({ severity }) => severity === 'ERROR')).toEqual([expect.objectContaining(expected)]);
  });

  it('is named by what it is where its name says otherwise, and read', async () => {
    const { content, issues } = await readDocumentText('приказ.txt', await order);
    expect(content).toMatchObject({ format: 'DOCX' });
    expect(issues).toEqual([expect.objectContaining({ code: 'FILE_FORMAT', severity: 'NOTICE', text: 'приказ.txt' })]);
  });
});

describe('a table that cannot be published gives one error at its place', () => {
  it.each<[string, string, () => Promise<Buffer>, Partial<Issue>]>([
    ['empty', 'a.csv', async () => Buffer.alloc(0), { code: 'FILE_BROKEN' }],
    ['of old Excel', 'a.xls', async () => ole('Workbook'), { code: 'FILE_FORMAT' }],
    ['protected by a password', 'a.xlsx', async () => ole('EncryptedPackage'), { code: 'FILE_ENCRYPTED' }],
    ['that is a document', 'a.xlsx', () => order, { code: 'FILE_FORMAT' }],
    [
      'cut in the middle',
      'a.xlsx',
      async () => (await book).subarray(0, (await book).length / 2),
      { code: 'FILE_BROKEN' },
    ],
    [
      'with macros',
      'a.xlsm',
      () =>
        xlsx({
          sheets: [],
          types: '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        }),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with links to other files',
      'a.xlsx',
      () =>
        xlsx({
          sheets: [],
          relations: '<Relationship Id="rId80" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/>',
        }),
      { code: 'FILE_UNSAFE' },
    ],
    [
      'with an entity',
      'a.xlsx',
      () =>
        xlsx({
          sheets: [{ xml: '' }],
          parts: { 'xl/worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY a "b">]><worksheet/>` },
        }),
      { code: 'FILE_UNSAFE' },
    ],
    ['without a sheet', 'a.xlsx', () => xlsx({ sheets: [] }), { code: 'COLUMN_MISSING' }],
    [
      'with rows out of order',
      'a.xlsx',
      () => xlsx({ sheets: [{ xml: excelRow(2, ['а']) + excelRow(1, ['б']) }] }),
      { code: 'FILE_BROKEN', row: 3 },
    ],
    [
      'with a value in the last column',
      'a.xlsx',
      () => xlsx({ sheets: [{ xml: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }] }),
      { code: 'FILE_TOO_LARGE', row: 1, field: 'XFD' },
    ],
    [
      'with a NUL in a cell',
      'a.xlsx',
      () => xlsx({ sheets: [{ xml: excelRow(1, ['а', 'б_x0000_']) }] }),
      { code: 'CHARACTER_INVALID', row: 1, field: 'B' },
    ],
    [
      'that grows a thousandfold',
      'a.xlsx',
      () => xlsx({ sheets: [{ xml: '<c></c>'.repeat(2 * megabyte) }] }),
      { code: 'FILE_TOO_LARGE' },
    ],
    [
      'of texts of 40 MB',
      'a.xlsx',
      () => xlsx({ sheets: [{ xml: '' }], strings: noisy(`<si><t>${noise(1000)}</t></si>`, 40_000) }),
      { code: 'FILE_TOO_LARGE' },
    ],
    [
      'of 250 000 rows',
      'a.csv',
      async () => Buffer.from(`Имя;ИНН\n${'Сад;1\n'.repeat(250_000)}`),
      { code: 'FILE_TOO_LARGE', row: 200_001 },
    ],
    [
      'of one line of 30 MB',
      'a.csv',
      async () => Buffer.alloc(30 * megabyte, 'a'),
      { code: 'FILE_TOO_LARGE', row: 1, line: 1 },
    ],
    ['of more than 32 MB', 'a.csv', async () => Buffer.alloc(33 * megabyte, 'a'), { code: 'FILE_TOO_LARGE' }],
    [
      'of a million columns',
      'a.csv',
      async () => Buffer.from(`Имя;ИНН\n${';'.repeat(megabyte - 10)}`),
      { code: 'FILE_TOO_LARGE', row: 2 },
    ],
    [
      'with a quote that is not closed',
      'a.csv',
      async () => Buffer.from('Имя;ИНН\nСад;1\n"Сад;2\nСад;3\n'),
      { code: 'UNBALANCED_QUOTES', row: 3, line: 3 },
    ],
    [
      'with a quote that is not closed, far from its end',
      'a.csv',
      async () => Buffer.from(`Имя;ИНН\n"Сад;1\n${'Сад;1\n'.repeat(200_000)}`),
      { code: 'FILE_TOO_LARGE', row: 2, line: 2 },
    ],
    [
      'with a NUL',
      'a.csv',
      async () => Buffer.from('Имя;ИНН\nСад;1\nСад\0;2\n'),
      { code: 'CHARACTER_INVALID', line: 3 },
    ],
    [
      'in broken UTF-8',
      'a.csv',
      async () => Buffer.concat([Buffer.from('Имя;ИНН\nСад;1\n'), Buffer.from([0xd0]), Buffer.from(';2')]),
      { code: 'ENCODING_UNKNOWN', line: 3 },
    ],
  ])('%s', async (_, name, make, expected) => {
    const bytes = await make();
    const { rows, issues } = await within(50, () => readRows(name, bytes));
    expect(rows).toBeNull();
    expect(issues.filter(({ severity }) => severity === 'ERROR')).toEqual([expect.objectContaining(expected)]);
  });

  it('is read in bounded memory where it has 250 000 empty rows with styles, and giant merged cells', async () => {
    const empty = Array.from(
      { length: 250_000 },
      (_, i) => `<row r="${i + 3}" s="5" customFormat="1"><c r="A${i + 3}" s="5"/></row>`,
    );
    const xml = `<worksheet xmlns="${sheetSpace}"><sheetData>${excelRow(1, ['Имя', 'ИНН'])}${excelRow(2, ['Сад', '1'])}${empty.join('')}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`;
    const bytes = await xlsx({ sheets: [{ xml }] });
    const { texts } = await within(50, () => readRows('a.xlsx', bytes));
    expect(texts).toEqual([
      ['Имя', 'ИНН'],
      ['Сад', '1'],
    ]);
  });
});
