import { elementAt } from '../../lists/elements.js';
import type { FileIssue } from '../issues/file-issue.js';
import { issue } from '../issues/file-issue.js';
import { Refusal } from '../issues/refusal.js';
import type { Mark, WordBlock, WordTable } from './blocks.js';
import { isDataTable, tableRows, wordCellText } from './table-rows.js';

/** Characters of a text at most: a real order has tens of thousands. */
const longestText = 4_000_000;

/**
 * Prints blocks as text, a paragraph to a line. A row of a table is one line: its cells are parted by tabs, paragraphs
 * inside a cell by vertical tabs, as Word itself writes them to plain text. Empty lines stand where a page, a table or
 * another alignment begins.
 */
export class TextLines {
  readonly issues: FileIssue[] = [];
  readonly #lines: string[] = [];
  readonly #marked = new Map<Mark, number[]>();
  /** Tabs between words are blanks, unless they are all there is in the way of tables. */
  readonly #keepTabs: boolean;
  #length = 0;
  #alignment: string | null = null;

  constructor(blocks: readonly WordBlock[]) {
    this.#keepTabs = !blocks.some(hasData);
    this.#blocks(blocks);
    for (const [mark, lines] of this.#marked) this.issues.push(noticeOf(mark, lines));
  }

  get text(): string {
    return this.#lines.length === 0 ? '' : `${this.#lines.join('\n')}\n`;
  }

  #blocks(blocks: readonly WordBlock[]): void {
    for (const block of blocks) {
      if (block.kind === 'table') this.#table(block);
      else {
        const alignment = block.alignment === 'center' || block.alignment === 'right' ? block.alignment : null;
        if (block.pageBefore || alignment !== this.#alignment) this.#gap();
        this.#alignment = alignment;
        for (const mark of block.marks) this.#mark(mark);
        for (const line of block.text.split('\n')) this.#add(this.#keepTabs ? line : line.trim().replace(/\t+/g, wide));
      }
    }
  }

  #table(table: WordTable): void {
    this.#gap();
    if (isDataTable(table)) this.#data(table);
    else {
      for (const { cells } of table.rows) {
        for (const cell of cells) {
          if (wordCellText(cell) === '') this.#marksWithin(cell.blocks);
          else this.#blocks(cell.blocks);
          this.#gap();
        }
      }
    }
    this.#gap();
  }

  #data(table: WordTable): void {
    for (const { cells } of table.rows) for (const cell of cells) this.#marksWithin(cell.blocks);
    const { rows, repeated } = tableRows(table);
    const from = this.#lines.length;
    for (const row of rows) this.#add(row.join('\t'));
    const [first] = repeated;
    if (first === undefined) return;
    const line = from + first + 1;
    const message = `В таблице есть ячейки, объединённые по вертикали: их текст повторён в каждой из строк (${repeated.length}).`;
    this.issues.push(issue('CELLS_MERGED', 'NOTICE', message, { line }));
  }

  #marksWithin(blocks: readonly WordBlock[]): void {
    for (const block of blocks) {
      if (block.kind === 'paragraph') for (const mark of block.marks) this.#mark(mark);
      else for (const { cells } of block.rows) for (const cell of cells) this.#marksWithin(cell.blocks);
    }
  }

  #mark(mark: Mark): void {
    const lines = this.#marked.get(mark) ?? [];
    this.#marked.set(mark, lines);
    lines.push(this.#lines.length + 1);
  }

  #gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#add('');
  }

  #add(line: string): void {
    const clean = line.replace(/[\r\u2028\u2029]/g, ' ').trimEnd() === '' && !line.includes('\t') ? '' : line;
    this.#length += clean.length + 1;
    if (this.#length > longestText) {
      throw new Refusal('FILE_TOO_LARGE', `В документе больше ${longestText} знаков; такой файл не принимается.`);
    }
    this.#lines.push(clean);
  }
}

/** As wide as a tab looks: a gap that sets a name apart from a post. */
const wide = '    ';

function hasData(block: WordBlock): boolean {
  if (block.kind === 'paragraph') return false;
  return isDataTable(block) || block.rows.some(({ cells }) => cells.some((cell) => cell.blocks.some(hasData)));
}

const notices: Record<Mark, [FileIssue['code'], FileIssue['severity'], string]> = {
  DELETED: ['TEXT_LEFT_OUT', 'NOTICE', 'удалённый, но не принятый текст (исправления Word) не прочитан'],
  INSERTED: ['TRACKED_CHANGES', 'NOTICE', 'вставленный, но не принятый текст (исправления Word) прочитан как обычный'],
  HIDDEN: ['TEXT_LEFT_OUT', 'NOTICE', 'скрытый текст не прочитан'],
  NOTE: ['TEXT_LEFT_OUT', 'NOTICE', 'сноски не прочитаны'],
  EMBEDDED: ['TEXT_LEFT_OUT', 'WARNING', 'вставленный файл не прочитан'],
  SYMBOL: ['CHARACTER_INVALID', 'NOTICE', 'знаки особого шрифта не опознаны'],
  IMAGE: ['TEXT_LEFT_OUT', 'NOTICE', 'текст на изображениях не прочитан'],
};

function noticeOf(mark: Mark, lines: readonly number[]): FileIssue {
  const [code, severity, what] = notices[mark];
  const times = lines.length > 1 ? ` Мест: ${lines.length}, первое — строка ${lines[0]}.` : '';
  return issue(code, severity, `В документе ${what}.${times}`, { line: elementAt(lines, 0) });
}
