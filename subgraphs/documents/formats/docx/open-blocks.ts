import { elementAt, takeLast } from '../../lists/elements.js';
import { Refusal } from '../issues/refusal.js';
import type { Mark, WordBlock, WordParagraph } from './blocks.js';
import type { Numbering } from './list-numbering.js';
import type { StyleProperties, Styles } from './styles.js';

/** Paragraphs and cells at most: a real order has thousands. */
const mostBlocks = 100_000;

/** A paragraph that is being read. */
export interface OpenParagraph extends WordParagraph {
  style: string | null;
  own: StyleProperties;
  /** Its end was deleted: it goes on with the next one. */
  joined: boolean;
  /** Frames of text that hang on it. */
  frames: WordBlock[];
}

/** Where blocks go, and the paragraph whose end was deleted there. */
interface Container {
  blocks: WordBlock[];
  unfinished: OpenParagraph | null;
}

/** The paragraphs that are being read, and what they and tables stand in: the body, cells, frames; the inner one last. */
export class OpenBlocks {
  /** Blocks of the part itself. */
  readonly blocks: WordBlock[] = [];

  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #containers: Container[] = [{ blocks: this.blocks, unfinished: null }];
  readonly #paragraphs: OpenParagraph[] = [];
  #count = 0;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  get paragraph(): OpenParagraph | undefined {
    return this.#paragraphs.at(-1);
  }

  startParagraph(): void {
    const paragraph = { text: '', alignment: null, pageBefore: false, marks: new Set<Mark>() };
    this.#paragraphs.push({ kind: 'paragraph', ...paragraph, style: null, own: {}, joined: false, frames: [] });
  }

  endParagraph(): void {
    const paragraph = takeLast(this.#paragraphs);
    const container = elementAt(this.#containers, -1);
    const before = container.unfinished;
    container.unfinished = null;
    if (before) {
      paragraph.text = before.text + paragraph.text;
      paragraph.frames.unshift(...before.frames);
      for (const mark of before.marks) paragraph.marks.add(mark);
    }
    if (paragraph.joined) container.unfinished = paragraph;
    else this.#finish(paragraph);
  }

  startFrame(): void {
    this.#containers.push({ blocks: [], unfinished: null });
  }

  /** What stands in a frame comes before the paragraph that it hangs on. */
  endFrame(): void {
    for (const block of this.#endContainer()) this.paragraph?.frames.push(block);
  }

  startCell(blocks: WordBlock[]): void {
    this.#containers.push({ blocks, unfinished: null });
    this.#countBlock();
  }

  endCell(): void {
    this.#endContainer();
  }

  add(block: WordBlock): void {
    this.#countBlock();
    elementAt(this.#containers, -1).blocks.push(block);
  }

  /** Notes what the text does not show; between paragraphs, at the one before. */
  mark(mark: Mark): void {
    const last = elementAt(this.#containers, -1).blocks.at(-1);
    (this.paragraph ?? (last?.kind === 'paragraph' ? last : undefined))?.marks.add(mark);
  }

  /** A paragraph whose end was deleted may be the last one. */
  #endContainer(): WordBlock[] {
    const { unfinished } = elementAt(this.#containers, -1);
    if (unfinished) this.#finish(unfinished);
    return takeLast(this.#containers).blocks;
  }

  #finish(paragraph: OpenParagraph): void {
    const { style, own, frames } = paragraph;
    const properties = { ...this.#styles.of(style), ...own };
    for (const frame of frames) this.add(frame);
    this.add({
      kind: 'paragraph',
      text: this.#label(style, own, properties) + paragraph.text,
      alignment: properties.alignment ?? null,
      pageBefore: properties.pageBefore === true,
      marks: paragraph.marks,
    });
  }

  #label(style: string | null, own: StyleProperties, { numId, level }: StyleProperties): string {
    if (numId === undefined || numId === '0') return '';
    const byStyle = own.numId === undefined && own.level === undefined && style !== null;
    const ofStyle = byStyle ? this.#numbering.levelOfStyle(numId, this.#styles.numberedBy(style)) : null;
    return this.#numbering.next({ numId, level: ofStyle ?? level ?? 0 });
  }

  #countBlock(): void {
    if (++this.#count <= mostBlocks) return;
    const message = `В документе больше ${mostBlocks} абзацев и ячеек; такой файл не принимается.`;
    throw new Refusal('FILE_TOO_LARGE', message);
  }
}
