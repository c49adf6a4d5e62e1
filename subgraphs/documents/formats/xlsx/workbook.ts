import { Refusal } from '../issues/refusal.js';
import { type OfficeFile, openOfficeFile } from '../office/office-file.js';
import { readXml } from '../office/xml.js';
import { isDateFormat, isPercentFormat } from '../rows/number-text.js';

/** A book: its sheets, and what their cells refer to. */
export interface Workbook extends OfficeFile {
  sheets: { name: string; part: string; hidden: boolean }[];
  from1904: boolean;
  strings: readonly string[];
  /** For each style of cells, whether it prints a day or a share. */
  styles: readonly CellStyle[];
}

type CellStyle = 'DATE' | 'PERCENT' | null;

const limits = { entries: 2_000, bytes: 256 << 20 };
/** Characters of all texts of the book at most. */
const longestStrings = 16_000_000;

export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const file = await openOfficeFile(bytes, 'xlsx', limits);
  const relations = await file.relations(file.main);
  const related = [...relations.values()];
  if (related.some(({ type }) => type === 'externalLink')) {
    const message = 'Книга ссылается на другие файлы. Замените такие формулы их значениями и сохраните её заново.';
    throw new Refusal('FILE_UNSAFE', message);
  }
  const part = (type: string) => related.find((relation) => relation.type === type)?.part ?? null;
  const workbook: Workbook = { ...file, sheets: [], from1904: false, strings: [], styles: [] };
  await readXml(file.main, file.archive.read(file.main), {
    open({ name, attribute }) {
      if (name === 'workbookPr') workbook.from1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const target = relations.get(attribute('id') ?? '');
      // Of sheets with a diagram alone there is nothing to read.
      if (target?.type !== 'worksheet' || target.part === null) return;
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      workbook.sheets.push({ name: attribute('name') ?? '', part: target.part, hidden });
    },
    close() {},
  });
  workbook.strings = await readStrings(file, part('sharedStrings'));
  workbook.styles = await readStyles(file, part('styles'));
  return workbook;
}

async function readStrings({ archive }: OfficeFile, part: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (part === null || !archive.names.has(part)) return strings;
  let text = '';
  let length = 0;
  let inText = false;
  let phonetic = false;
  await readXml(part, archive.read(part), {
    open({ name }) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    close(name) {
      inText = false;
      if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(unescaped(text));
    },
    text(piece) {
      if (!inText) return;
      text += piece;
      length += piece.length;
      if (length > longestStrings) {
        throw new Refusal(
          'FILE_TOO_LARGE',
          `В книге больше ${longestStrings} знаков текста; такой файл не принимается.`,
        );
      }
    },
  });
  return strings;
}

async function readStyles({ archive }: OfficeFile, part: string | null): Promise<CellStyle[]> {
  const styles: CellStyle[] = [];
  if (part === null || !archive.names.has(part)) return styles;
  const codes = new Map<number, string>();
  let inCells = false;
  await readXml(part, archive.read(part), {
    open({ name, attribute }) {
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, (attribute('formatCode') ?? '').slice(0, 255));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(styleOf(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function styleOf(id: number, code: string | undefined): CellStyle {
  if (isDateFormat(id, code)) return 'DATE';
  return isPercentFormat(id, code) ? 'PERCENT' : null;
}

/** Signs that XML cannot hold are written as «_x000D_». */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
