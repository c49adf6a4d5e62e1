import { once } from 'node:events';
import { ZipFile } from 'yazl';

/** Parts → a ZIP file, as an office program would write it. */
export async function zip(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string);
    file.addBuffer(bytes, name, { compress: bytes.length > 100 });
  }
  file.end();
  const chunks: Buffer[] = [];
  file.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(file.outputStream, 'end');
  return Buffer.concat(chunks);
}

export interface WordParagraph {
  text: string;
  /** Level in the list, from 0, and the list. */
  list?: { level: number; id?: number };
  align?: 'center' | 'right';
  style?: string;
  /** Put in as it is, instead of runs with the text. */
  xml?: string;
}

export interface WordCell {
  text: string | (string | WordParagraph | WordTable)[];
  span?: number;
  merge?: 'restart' | 'continue';
}

export interface WordTable {
  rows: (string | WordCell)[][];
}

export type WordBlock = string | WordParagraph | WordTable;

export interface WordParts {
  numbering?: string;
  styles?: string;
  /** Written at the end of the body. */
  section?: string;
  /** Further parts by their names, and relations of the document to them. */
  parts?: Record<string, string | Buffer>;
  relations?: string;
}

/** A document of Word with these blocks. */
export function docx(blocks: readonly WordBlock[], more: WordParts = {}): Promise<Buffer> {
  const body = blocks.map(blockXml).join('') + (more.section ?? '');
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${related}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${head}<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${related}/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="${related}/styles" Target="styles.xml"/>${more.relations ?? ''}</Relationships>`,
    'word/numbering.xml': `${head}<w:numbering ${spaces}>${more.numbering ?? ''}</w:numbering>`,
    'word/styles.xml': `${head}<w:styles ${spaces}>${more.styles ?? ''}</w:styles>`,
    ...more.parts,
  });
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Text split over runs in odd places, as Word leaves it after editing. */
export function runs(text: string): string {
  return (text.match(/[^\t\n]{1,7}|\t|\n/gs) ?? [])
    .map((piece, i) => {
      if (piece === '\t') return '<w:r><w:tab/></w:r>';
      if (piece === '\n') return '<w:r><w:br/></w:r>';
      const properties = i % 3 === 1 ? '<w:rPr><w:b/><w:lang w:val="ru-RU"/></w:rPr>' : '';
      return `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(piece)}</w:t></w:r>`;
    })
    .join('<w:proofErr w:type="spellStart"/>');
}

function blockXml(block: WordBlock): string {
  if (typeof block === 'string') return paragraphXml({ text: block });
  return 'rows' in block ? tableXml(block) : paragraphXml(block);
}

function paragraphXml({ text, list, align, style, xml }: WordParagraph): string {
  const properties = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    list ? `<w:numPr><w:ilvl w:val="${list.level}"/><w:numId w:val="${list.id ?? 1}"/></w:numPr>` : '',
    '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>',
    align ? `<w:jc w:val="${align}"/>` : '',
  ].join('');
  return `<w:p><w:pPr>${properties}</w:pPr>${xml ?? runs(text)}</w:p>`;
}

function tableXml({ rows }: WordTable): string {
  const cells = (row: WordTable['rows'][number]) =>
    row.map((cell) => cellXml(typeof cell === 'string' ? { text: cell } : cell)).join('');
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

function cellXml({ text, span, merge }: WordCell): string {
  const properties = [
    span ? `<w:gridSpan w:val="${span}"/>` : '',
    merge ? `<w:vMerge${merge === 'restart' ? ' w:val="restart"' : ''}/>` : '',
  ].join('');
  const blocks = typeof text === 'string' ? text.split('\v') : text;
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${blocks.map(blockXml).join('')}</w:tc>`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
const related = `${office}/relationships`;
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${related}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

export interface ExcelParts {
  /** Content of `sheetData` of each sheet, or the whole worksheet where it begins with «<worksheet». */
  sheets: { name?: string; state?: string; xml: string }[];
  strings?: string;
  styles?: string;
  date1904?: boolean;
  relations?: string;
  types?: string;
  parts?: Record<string, string | Buffer>;
}

/** A book of Excel, as Excel writes it. */
export function xlsx({
  sheets,
  strings,
  styles,
  date1904,
  relations = '',
  types = '',
  parts,
}: ExcelParts): Promise<Buffer> {
  const list = sheets.map(({ name, state }, i) => {
    return `<sheet name="${name ?? `Лист${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`;
  });
  const targets = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${related}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${excel}.sheet.main+xml"/>${types}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${related}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${sheetSpace}" xmlns:r="${related}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}">${targets.join('')}<Relationship Id="rId90" Type="${related}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId91" Type="${related}/styles" Target="styles.xml"/>${relations}</Relationships>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${sheetSpace}">${strings ?? ''}</sst>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${sheetSpace}">${styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(sheets.map(({ xml }, i) => [`xl/worksheets/sheet${i + 1}.xml`, worksheet(xml)])),
    ...parts,
  });
}

export function worksheet(xml: string): string {
  return xml.startsWith('<worksheet')
    ? xml
    : `${head}<worksheet xmlns="${sheetSpace}"><sheetData>${xml}</sheetData></worksheet>`;
}

/** A row of texts. */
export function excelRow(number: number, cells: readonly string[], attributes = ''): string {
  const list = cells.map(
    (text, i) => `<c r="${String.fromCharCode(65 + i)}${number}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`,
  );
  return `<row r="${number}"${attributes}>${list.join('')}</row>`;
}

export const sheetSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
