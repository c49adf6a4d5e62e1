import { describe, expect, it } from '@jest/globals';
import { excelRow, sheetSpace, xlsx } from './office.js';
import { readRows } from './read-rows.js';

const table = 'Наименование;ИНН\nДетский сад № 1;1234567890\nДетский сад «Ёлочка»;0987654321\n';
/** KOI8-R and CP866 have neither «№» nor guillemets. */
const plain = table.replaceAll(/[«»№]/g, '');
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split(';'));

describe('a CSV file', () => {
  it.each<[string, Buffer, string | null]>([
    ['in UTF-8', Buffer.from(table), null],
    ['in UTF-8 with a mark', Buffer.from(`\ufeff${table}`), null],
    ['in windows-1251', encode(table, 'windows-1251'), 'windows-1251'],
    ['in KOI8-R', encode(plain, 'koi8-r'), 'KOI8-R'],
    ['in CP866', encode(plain, 'ibm866'), 'CP866'],
    ['in UTF-16 with a mark', Buffer.from(`\ufeff${table}`, 'utf16le'), 'UTF-16LE'],
    ['in UTF-16, high byte first', Buffer.from(`\ufeff${table}`, 'utf16le').swap16(), 'UTF-16BE'],
    ['in UTF-16 without a mark', Buffer.from(table, 'utf16le'), 'UTF-16LE'],
    ['with commas', Buffer.from(table.replaceAll(';', ',')), null],
    ['with tabs', Buffer.from(table.replaceAll(';', '\t')), null],
    ['with bars', Buffer.from(table.replaceAll(';', '|')), null],
    ['with line ends of Windows', Buffer.from(table.replaceAll('\n', '\r\n')), null],
    ['with line ends of old Macs', Buffer.from(table.replaceAll('\n', '\r')), null],
    [
      'with line ends of every kind',
      Buffer.from(table.replace('\n', '\r\n').replace(/\n(?=Детский сад «)/, '\r')),
      null,
    ],
  ])('%s is read', async (_, bytes, guessed) => {
    const { texts, issues } = await readRows('a.csv', bytes);
    expect(texts.map(bare)).toEqual(rows.map(bare));
    expect(issues).toEqual(
      guessed
        ? [
            expect.objectContaining({
              code: 'ENCODING_GUESSED',
              severity: 'NOTICE',
              message: expect.stringContaining(guessed),
            }),
          ]
        : [],
    );
  });

  it.each<[string, string, string[][]]>([
    ['that says how it is parted', `sep=,\n${table.replaceAll(';', ',')}`, rows],
    [
      'with commas inside names',
      'Имя;Адрес\nСад, первый;ул. Мира, 1, к. 2\nСад;пер. Тихий, 2\n',
      [
        ['Имя', 'Адрес'],
        ['Сад, первый', 'ул. Мира, 1, к. 2'],
        ['Сад', 'пер. Тихий, 2'],
      ],
    ],
    [
      'with quotes that are none of CSV',
      'Имя;ИНН\nМБДОУ "Сад";1\n',
      [
        ['Имя', 'ИНН'],
        ['МБДОУ "Сад"', '1'],
      ],
    ],
    [
      'with a break inside a cell',
      'Имя;ИНН\n"Сад\nпервый";1\n',
      [
        ['Имя', 'ИНН'],
        ['Сад\nпервый', '1'],
      ],
    ],
    [
      'with an apostrophe that guards a formula',
      "Имя;ИНН\n'=1+1;'@a\n",
      [
        ['Имя', 'ИНН'],
        ['=1+1', '@a'],
      ],
    ],
    [
      'with empty rows between',
      'Имя;ИНН\n\n;\nСад;1\n\n',
      [
        ['Имя', 'ИНН'],
        ['Сад', '1'],
      ],
    ],
  ])('%s is read', async (_, text, expected) => {
    expect((await readRows('a.csv', Buffer.from(text))).texts).toEqual(expected);
  });

  it('has the row that a spreadsheet shows and the line that an editor shows', async () => {
    const { rows: read } = await readRows('a.csv', Buffer.from('Имя;ИНН\r\n"Сад\r\nпервый";1\r\n\r\nСад;2\r\n'));
    expect(read!.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [2, 2],
      [4, 5],
    ]);
  });
});

describe('a book of Excel', () => {
  it('has texts, exact numbers, dates of both calendars, yes and no, errors, and values of formulas', async () => {
    const cells = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<c r="B1"><v>1.0277001321950001E+19</v></c>',
      '<c r="C1"><v>4.4999999999999998E-2</v></c>',
      '<c r="D1" s="1"><v>45292</v></c>',
      '<c r="E1" s="2"><v>45292.5</v></c>',
      '<c r="F1" t="b"><v>1</v></c>',
      '<c r="G1" t="e"><v>#N/A</v></c>',
      '<c r="H1"><f>1+1</f><v>2</v></c>',
      '<c r="I1"><f>1+1</f></c>',
      '<c r="J1" t="inlineStr"><is><r><t>_x0041_</t></r><r><t xml:space="preserve"> б</t></r></is></c>',
      '<c r="L1" s="3"><v>0.5</v></c>',
    ].join('');
    const book = await xlsx({
      sheets: [{ xml: `<row r="1">${cells}</row>` }],
      strings: '<si><r><t>Детский </t></r><r><t>сад</t></r><rPh><t>нет</t></rPh></si>',
      styles:
        '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>',
    });
    const { texts, rows: read, issues } = await readRows('a.xlsx', book);
    expect(texts).toEqual([
      [
        'Детский сад',
        '10277001321950001000',
        '0.044999999999999998',
        '2024-01-01',
        '2024-01-01 12:00:00',
        'ИСТИНА',
        '#N/A',
        '2',
        '',
        'A б',
        '',
        '0.5',
      ],
    ]);
    expect(read![0]!.cells.map(({ kind }) => kind)).toEqual([
      'TEXT',
      'NUMBER',
      'NUMBER',
      'DATE',
      'DATE',
      'BOOLEAN',
      'ERROR',
      'NUMBER',
      'FORMULA',
      'TEXT',
      'TEXT',
      'NUMBER',
    ]);
    expect(issues).toEqual([expect.objectContaining({ code: 'FORMULA_VALUE', row: 1, field: 'H' })]);
  });

  it.each([
    ['9', '', '0.81499999999999995', '81.5%'],
    ['10', '', '1', '100%'],
    ['164', '0.0\\ %', '-0.005', '-0.5%'],
    ['164', '0"%"', '81.5', '81.5'],
  ])('shows a share in format %s «%s» as people see it: %s', async (id, code, value, expected) => {
    const format =
      code && `<numFmts><numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts>`;
    const styles = `${format}<cellXfs><xf/><xf numFmtId="${id}"/></cellXfs>`;
    const book = await xlsx({ sheets: [{ xml: `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>` }], styles });
    expect((await readRows('a.xlsx', book)).texts).toEqual([[expected]]);
  });

  it.each([
    [false, '0', '1899-12-31'],
    [false, '59', '1900-02-28'],
    [false, '61', '1900-03-01'],
    [true, '0', '1904-01-01'],
    [true, '43830', '2024-01-01'],
  ])('with dates from 1904 %s counts day %s as %s', async (date1904, serial, expected) => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const book = await xlsx({ sheets: [{ xml: `<row r="1"><c r="A1"><v>${serial}</v></c></row>` }], styles, date1904 });
    expect((await readRows('a.xlsx', book)).texts).toEqual([[expected]]);
  });

  it('is read from the first visible sheet with the heading, under the rows above it; the others are told', async () => {
    const data =
      excelRow(1, ['Список организаций']) + excelRow(3, ['Имя', 'ИНН']) + excelRow(5, ['Сад', '1'], ' hidden="1"');
    const book = await xlsx({
      sheets: [
        { name: 'Скрытый', state: 'hidden', xml: excelRow(1, ['Имя', 'ИНН']) },
        { name: 'О списке', xml: excelRow(1, ['Как заполнять']) },
        {
          name: 'Данные',
          xml: `<worksheet xmlns="${sheetSpace}"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>${data}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
        },
        { name: 'Ещё', xml: excelRow(1, ['Имя', 'ИНН']) },
      ],
    });
    const { rows: read, texts, issues } = await readRows('a.xlsx', book, (cells) => cells.includes('ИНН'));
    expect(texts).toEqual([
      ['Имя', 'ИНН'],
      ['Сад', '1'],
    ]);
    expect(read!.map(({ row }) => row)).toEqual([3, 5]);
    expect(issues.map(({ code, row, message }) => [code, row, message])).toEqual([
      ['HIDDEN_READ', 5, expect.stringContaining('скрытые строки')],
      ['HIDDEN_READ', null, expect.stringContaining('скрытые графы')],
      ['CELLS_MERGED', null, expect.stringContaining('A1:XFD1048576')],
      ['SHEET_SKIPPED', null, expect.stringContaining('«Скрытый», «О списке», «Ещё»')],
    ]);
  });
});

function bare(cells: string[]): string[] {
  return cells.map((cell) => cell.replaceAll(/[«»№]/g, ''));
}

/** Bytes of a text in an encoding of one byte, by looking its letters up. */
function encode(text: string, encoding: string): Buffer {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const signs = [...new TextDecoder(encoding).decode(bytes)];
  return Buffer.from([...text].map((sign) => signs.indexOf(sign)));
}
