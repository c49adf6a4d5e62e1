import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { columnLetter } from '../rows/table-row.js';
import { isDayValue, type Sheet, type TableValue } from '../rows/table-value.js';

/** Characters that Excel holds in a cell; it calls a file with a longer text broken. */
const longestCell = 32_767;
/** Text is written in pieces of about this length. */
const piece = 1 << 16;

/** A book with these sheets, the first row of each frozen. Texts are texts, whatever they begin with. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const zip = new ZipFile();
  // The same rows give the same bytes.
  const options = { mtime: new Date(0), forceDosTimestamp: true };
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, options);
  add('[Content_Types].xml', contentTypes(sheets));
  add('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  add('xl/workbook.xml', workbook(sheets));
  const parts = sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]);
  add('xl/_rels/workbook.xml.rels', relationships([...parts, ['styles', 'styles.xml']]));
  add('xl/styles.xml', styles);
  sheets.forEach((sheet, i) => {
    zip.addReadStream(Readable.from(inPieces(sheetXml(sheet))), `xl/worksheets/sheet${i + 1}.xml`, options);
  });
  zip.end();
  return buffer(zip.outputStream);
}

/** Also what a sheet may be named: 31 characters, and none of those that Excel uses in references. */
export function sheetName(text: string): string {
  return text.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Лист';
}

function* sheetXml({ rows }: Sheet): Generator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>`;
  let number = 0;
  for (const row of rows) {
    number++;
    yield `<row r="${number}">${row.map((value, column) => cell(value, `${columnLetter(column)}${number}`, number === 1)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cell(value: TableValue, place: string, isHead: boolean): string {
  if (value === null || value === '') return '';
  if (isDayValue(value)) return `<c r="${place}" s="1"><v>${serial(value.day)}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${place}"><v>${value}</v></c>`;
  const text = String(value);
  const content = text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
  const style = isHead ? ' s="2"' : '';
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(content)}</t></is></c>`;
}

/** Days since 30.12.1899, as Excel counts them from March 1900 on. */
function serial(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** Writes signs that XML cannot hold, and texts that Excel would take for such a sign, by their number. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(unprintable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is written otherwise
const unprintable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

function* inPieces(texts: Iterable<string>): Generator<string> {
  let collected = '';
  for (const text of texts) {
    collected += text;
    if (collected.length < piece) continue;
    yield collected;
    collected = '';
  }
  yield collected;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cells: as they come, dates, the heading. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

function contentTypes(sheets: readonly Sheet[]): string {
  const override = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}" ContentType="${type}.${kind}+xml"/>`;
  const parts = sheets.map((_, i) => override(`worksheets/sheet${i + 1}.xml`, 'worksheet')).join('');
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${parts}</Types>`;
}

function relationships(targets: readonly [kind: string, target: string][]): string {
  const list = targets.map(
    ([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${related}/${kind}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packaged}/relationships">${list.join('')}</Relationships>`;
}

function workbook(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name }, i) => `<sheet name="${escapeXml(sheetName(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return `${head}<workbook xmlns="${main}" xmlns:r="${related}"><sheets>${list.join('')}</sheets></workbook>`;
}
