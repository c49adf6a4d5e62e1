import { describe, expect, it } from '@jest/globals';
import { readDocx } from '../../../subgraphs/documents/formats/docx/read-docx.js';
import { docx, runs, type WordBlock, type WordParts } from './office.js';

const levels = (...texts: [format: string, text: string, more?: string][]) =>
  texts
    .map(([format, text, more = ''], level) => {
      return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
    })
    .join('');

const lists = [
  `<w:abstractNum w:abstractNumId="0">${levels(['decimal', '%1.'], ['decimal', '%1.%2.'], ['russianLower', '%3)'])}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="1">${levels(['upperRoman', 'Раздел %1.'], ['decimal', '%1.%2', '<w:isLgl/>'], ['bullet', '\uf0b7'])}</w:abstractNum>`,
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
  '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
].join('');

const point = (text: string, level = 0, id = 1): WordBlock => ({ text, list: { level, id } });
const raw = (xml: string): WordBlock => ({ text: '', xml });

describe('the text of a Word document', () => {
  it.each<[string, WordBlock[], string[], WordParts?]>([
    [
      'has the numbers that Word prints: nested, and starting anew under the next point',
      [point('Утвердить'), point('план', 1), point('срок', 1), point('дата', 2), point('Назначить'), point('кого', 1)],
      ['1. Утвердить', '1.1. план', '1.2. срок', 'а) дата', '2. Назначить', '2.1. кого'],
      { numbering: lists },
    ],
    [
      'goes on counting in a second list of the same kind, unless that one starts at a number of its own',
      [point('а'), point('б'), point('в', 0, 3), point('г', 0, 3), point('д')],
      ['1. а', '2. б', '5. в', '6. г', '7. д'],
      { numbering: lists },
    ],
    [
      'prints Roman numbers, Arabic ones under them where the list says so, and bullets',
      [point('Кадры', 0, 2), point('Курсы', 1, 2), point('для всех', 2, 2), point('Среда', 0, 2)],
      ['Раздел I. Кадры', '1.1 Курсы', '• для всех', 'Раздел II. Среда'],
      { numbering: lists },
    ],
    [
      'has numbers that come from a style, and none where a paragraph takes them off',
      [
        { text: 'Первый', style: 'Point' },
        { text: 'Второй', style: 'Under' },
        { text: 'без номера', style: 'Point', list: { level: 0, id: 0 } },
      ],
      ['1. Первый', '2. Второй', 'без номера'],
      {
        numbering: lists,
        styles:
          '<w:style w:type="paragraph" w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Under"><w:basedOn w:val="Point"/></w:style>',
      },
    ],
    [
      'is in capitals where it is printed so',
      [raw('<w:r><w:rPr><w:caps/></w:rPr><w:t>приказ</w:t></w:r>')],
      ['ПРИКАЗ'],
    ],
    [
      'keeps hyphens that do not break, leaves out soft ones, and breaks lines where the author did',
      [
        raw(
          '<w:r><w:t>план</w:t><w:noBreakHyphen/><w:t>гра</w:t><w:softHyphen/><w:t>фик</w:t><w:br/><w:t>работы</w:t></w:r>',
        ),
      ],
      ['план-график', 'работы'],
    ],
    [
      'has the result of a field, not its code',
      [
        raw(
          '<w:r><w:t>до </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "dd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>01.09.2024</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> г.</w:t></w:r>',
        ),
      ],
      ['до 01.09.2024 г.'],
    ],
    [
      'has the text of a frame once, above the paragraph that it hangs on',
      [
        raw(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p>${runs('УТВЕРЖДЕН')}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>${runs('УТВЕРЖДЕН')}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${runs('Положение')}`,
        ),
      ],
      ['УТВЕРЖДЕН', 'Положение'],
    ],
    [
      'sets apart what is aligned otherwise and what begins a page',
      [{ text: 'ПРИКАЗ', align: 'center' }, 'О плане', raw('<w:r><w:br w:type="page"/></w:r>'), 'План'],
      ['ПРИКАЗ', '', 'О плане', '', '', '', 'План'],
    ],
    [
      'has what stands side by side one under the other',
      [{ rows: [['Начальник\vуправления', '', 'О.О. Условная']] }],
      ['Начальник', 'управления', '', 'О.О. Условная'],
    ],
    [
      'gives each row of a table a line, with the paragraphs of a cell parted by vertical tabs',
      [{ rows: [['№', 'Дело', 'Срок'], ['1', 'Курсы\vи семинары', 'май'], [{ text: 'Раздел 1', span: 3 }]] }],
      ['№\tДело\tСрок', '1\tКурсы\vи семинары\tмай', 'Раздел 1\t\t'],
    ],
    [
      'keeps columns in place where cells are merged across',
      [
        {
          rows: [
            ['№', 'Дело', 'Срок', 'Кто'],
            ['1', { text: 'Курсы', span: 2 }, 'ОО'],
            ['2', 'Смотр', { text: 'май', span: 2 }],
          ],
        },
      ],
      ['№\tДело\tСрок\tКто', '1\tКурсы\t\tОО', '2\tСмотр\tмай\t'],
    ],
    [
      'joins a heading of two rows into one',
      [
        {
          rows: [
            [
              { text: '№', merge: 'restart' },
              { text: 'Дело', merge: 'restart' },
              { text: 'Срок', span: 2 },
            ],
            [{ text: '', merge: 'continue' }, { text: '', merge: 'continue' }, 'начало', 'конец'],
            ['1', 'Курсы', 'май', 'июнь'],
          ],
        },
      ],
      ['№\tДело\tСрок начало\tСрок конец', '1\tКурсы\tмай\tиюнь'],
    ],
    [
      'finds the columns of rows whose borders are drawn crookedly',
      [
        {
          rows: [
            [
              { text: '№', span: 2 },
              { text: 'Дело', span: 2 },
              { text: 'Срок', span: 3 },
            ],
            ['1', { text: 'Курсы', span: 5 }, 'май'],
            [{ text: '2', span: 3 }, 'Смотр', { text: 'июнь', span: 3 }],
          ],
        },
      ],
      ['№\tДело\tСрок', '1\tКурсы\tмай', '2\tСмотр\tиюнь'],
    ],
    [
      'has the text of a table inside a cell in that cell',
      [
        {
          rows: [
            ['№', 'Дело', 'Срок'],
            [
              '1',
              {
                text: [
                  'Курсы',
                  {
                    rows: [
                      ['а', 'б'],
                      ['в', 'г'],
                    ],
                  },
                ],
              },
              'май',
            ],
          ],
        },
      ],
      ['№\tДело\tСрок', '1\tКурсы\vа б\vв г\tмай'],
    ],
    [
      'numbers the cells of a column that is an automatic list',
      [
        {
          rows: [
            ['№', 'Дело', 'Срок'],
            [{ text: [point('')] }, 'Курсы', 'май'],
            [{ text: [point('')] }, 'Смотр', 'июнь'],
          ],
        },
      ],
      ['№\tДело\tСрок', '1.\tКурсы\tмай', '2.\tСмотр\tиюнь'],
      { numbering: lists },
    ],
    [
      'has tabs between words as blanks beside a real table',
      [
        'Начальник\t\tО.О. Условная',
        {
          rows: [
            ['а', 'б', 'в'],
            ['1', '2', '3'],
          ],
        },
      ],
      ['Начальник    О.О. Условная', '', 'а\tб\tв', '1\t2\t3'],
    ],
    [
      'keeps tabs where there is no table: they may be how the author drew one',
      ['№\tДело\tСрок', '1\tКурсы\tмай'],
      ['№\tДело\tСрок', '1\tКурсы\tмай'],
    ],
    [
      'begins with the letterhead that the first page has to itself',
      ['ПРИКАЗ'],
      ['Управление образования', 'ПРИКАЗ'],
      {
        section: '<w:sectPr><w:headerReference w:type="first" r:id="rId9"/><w:titlePg/></w:sectPr>',
        relations: '<Relationship Id="rId9" Type="x/header" Target="header1.xml"/>',
        parts: {
          'word/header1.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>${runs('Управление образования')}</w:p></w:hdr>`,
        },
      },
    ],
  ])('%s', async (_, blocks, lines, more = {}) => {
    const { content, issues } = await readDocx(await docx(blocks, more));
    expect(issues).toEqual([]);
    expect(trimmed(content)).toEqual(lines);
  });

  it.each<[string, WordBlock[], string[], object]>([
    [
      'text that was deleted but not accepted',
      ['Приказ', raw('<w:r><w:t>до мая</w:t></w:r><w:del><w:r><w:delText> июня</w:delText></w:r></w:del>')],
      ['Приказ', 'до мая'],
      { code: 'TEXT_LEFT_OUT', severity: 'NOTICE', line: 2 },
    ],
    [
      'text that was inserted but not accepted, which is read',
      [raw('<w:ins><w:r><w:t>до июня</w:t></w:r></w:ins>')],
      ['до июня'],
      { code: 'TRACKED_CHANGES', line: 1 },
    ],
    [
      'a paragraph whose end was deleted, which goes on',
      [raw('</w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>до </w:t></w:r>'), 'мая'],
      ['до мая'],
      { code: 'TEXT_LEFT_OUT', line: 2 },
    ],
    [
      'hidden text',
      [raw('<w:r><w:t>видно</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> скрыто</w:t></w:r>')],
      ['видно'],
      { code: 'TEXT_LEFT_OUT', line: 1 },
    ],
    [
      'footnotes',
      [raw('<w:r><w:t>мониторинг</w:t><w:footnoteReference w:id="2"/></w:r>')],
      ['мониторинг'],
      { code: 'TEXT_LEFT_OUT', line: 1 },
    ],
    [
      'cells merged over several rows, whose text each of them has, but not their number',
      [
        {
          rows: [
            ['№', 'Дело', 'Срок', 'Кто'],
            [{ text: '1', merge: 'restart' }, 'Курсы', 'май', { text: 'ОО', merge: 'restart' }],
            [{ text: '', merge: 'continue' }, 'Смотр', 'июнь', { text: '', merge: 'continue' }],
          ],
        },
      ],
      ['№\tДело\tСрок\tКто', '1\tКурсы\tмай\tОО', '\tСмотр\tиюнь\tОО'],
      { code: 'CELLS_MERGED', severity: 'NOTICE', line: 3 },
    ],
    [
      'a sign of a font that means nothing elsewhere',
      [raw('<w:r><w:sym w:font="Webdings" w:char="F061"/><w:t>да</w:t></w:r>')],
      ['\ufffdда'],
      { code: 'CHARACTER_INVALID', line: 1 },
    ],
  ])('is told %s', async (_, blocks, lines, told) => {
    const { content, issues } = await readDocx(await docx(blocks));
    expect(trimmed(content)).toEqual(lines);
    expect(issues).toEqual([expect.objectContaining(told)]);
  });
});

function trimmed(content: string | null): string[] {
  const lines = content!.split('\n').map((line) => line.replace(/ +$/, ''));
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}
