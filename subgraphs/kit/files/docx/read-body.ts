import { Refusal } from '../refusal.js';
import { readXml, type XmlElement } from '../xml.js';
import type { Archive } from '../zip.js';
import type { Block, Mark, Paragraph } from './blocks.js';
import type { Numbering } from './numbering.js';
import { OpenTables } from './open-tables.js';
import { type StyleProperties, type Styles, styleProperty } from './styles.js';
import { symbolOf } from './symbols.js';
import { isWord } from './word-xml.js';

export interface Body {
  blocks: Block[];
  /** Id of the relation to the heading of the first page, where that page has one of its own. */
  firstHeader: string | null;
}

/** Paragraphs and cells at most: a real order has thousands. */
const mostBlocks = 100_000;

/** Reads the blocks of a part with text: the body of a document, or a heading of its pages. */
export async function readBody(archive: Archive, part: string, styles: Styles, numbering: Numbering): Promise<Body> {
  const reader = new BodyReader(styles, numbering);
  await readXml(part, archive.read(part), {
    open: (element: XmlElement) => reader.open(element),
    close: () => reader.close(),
    text: (text) => reader.text(text),
  });
  return { blocks: reader.blocks, firstHeader: reader.titlePage ? reader.firstHeader : null };
}

/** A paragraph that is being read. */
interface OpenParagraph extends Paragraph {
  style: string | null;
  own: StyleProperties;
  /** Its end was deleted: it goes on with the next one. */
  joined: boolean;
  /** Frames of text that hang on it. */
  frames: Block[];
}

/** Where blocks go, and the paragraph whose end was deleted there. */
interface Container {
  blocks: Block[];
  unfinished: OpenParagraph | null;
}

class BodyReader {
  readonly blocks: Block[] = [];
  firstHeader: string | null = null;
  titlePage = false;

  readonly #styles: Styles;
  readonly #numbering: Numbering;
  /** Names of the open elements; what is not of Word has a sign in front. */
  readonly #path: string[] = [];
  readonly #containers: Container[] = [{ blocks: this.blocks, unfinished: null }];
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables = new OpenTables();
  /** For each open field whether its code is being read, not its result. */
  readonly #fields: boolean[] = [];
  #run: StyleProperties = {};
  #placeholder = false;
  /** Depth of the element that is left out with all it holds; 0 for none. */
  #skipped = 0;
  #count = 0;
  /** Sections that have begun; the first one says what stands above the first page. */
  #sections = 0;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  open(element: XmlElement): void {
    const name = isWord(element.space) ? element.name : `:${element.name}`;
    const parent = this.#path.at(-1) ?? '';
    this.#path.push(name);
    if (this.#skipped > 0) return;
    if (this.#isLeftOut(name, parent)) this.#skipped = this.#path.length;
    else if (parent === 'rPr' || parent === 'pPr' || parent === 'numPr') this.#property(name, element);
    else if (this.#starts.has(name)) this.#starts.get(name)!(element, parent);
    else this.#tables.property(name, parent, element);
  }

  close(): void {
    const depth = this.#path.length;
    const name = this.#path.pop()!;
    if (this.#skipped === 0) this.#ends.get(name)?.();
    else if (depth === this.#skipped) this.#skipped = 0;
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    const name = this.#path.at(-1);
    if (name === 't' || name === ':t') this.#write(text.replace(/[\t\r\n]/g, ' '));
  }

  /** Deleted text, the second form of what is there already, the words that ask for a value. */
  #isLeftOut(name: string, parent: string): boolean {
    if ((name === 'del' || name === 'moveFrom') && parent !== 'rPr' && parent !== 'trPr') {
      this.#mark('DELETED');
      return true;
    }
    if (name === 'sdtContent' && this.#placeholder) {
      this.#placeholder = false;
      return true;
    }
    return name === ':Fallback' || /^(?:instrText|delText|delInstrText|rt|\w+Change)$/.test(name);
  }

  /** What an element means where it begins. */
  readonly #starts = new Map<string, (element: XmlElement, parent: string) => void>(
    Object.entries({
      p: () => this.#paragraphs.push(openParagraph()),
      r: () => {
        this.#run = {};
      },
      tab: (_: XmlElement, parent: string) => {
        // Elsewhere it says where the stops are.
        if (parent === 'r') this.#write('\t');
      },
      ptab: () => this.#write('\t'),
      br: (element: XmlElement) => this.#write(element.attribute('type') === 'page' ? '\n\n' : '\n'),
      cr: () => this.#write('\n'),
      noBreakHyphen: () => this.#write('-'),
      sym: (element: XmlElement) => this.#symbol(element),
      fldChar: (element: XmlElement) => this.#field(element.attribute('fldCharType')),
      footnoteReference: () => this.#mark('NOTE'),
      endnoteReference: () => this.#mark('NOTE'),
      ins: (_: XmlElement, parent: string) => this.#inserted(parent),
      moveTo: (_: XmlElement, parent: string) => this.#inserted(parent),
      altChunk: () => this.#mark('EMBEDDED'),
      subDoc: () => this.#mark('EMBEDDED'),
      object: () => this.#mark('EMBEDDED'),
      ':pic': () => this.#mark('IMAGE'),
      ':imagedata': () => this.#mark('IMAGE'),
      sdt: () => {
        this.#placeholder = false;
      },
      showingPlcHdr: () => {
        this.#placeholder = true;
      },
      txbxContent: () => this.#containers.push({ blocks: [], unfinished: null }),
      sectPr: () => {
        this.#sections++;
      },
      titlePg: () => {
        this.titlePage ||= this.#sections === 1;
      },
      headerReference: (element: XmlElement) => {
        if (this.#sections !== 1 || element.attribute('type') !== 'first') return;
        this.firstHeader = element.attribute('id') ?? null;
      },
      tbl: () => this.#tables.startTable(),
      tr: () => this.#tables.startRow(),
      tc: () => {
        this.#containers.push({ blocks: this.#tables.startCell().blocks, unfinished: null });
        this.#countBlock();
      },
    }),
  );

  /** What an element means where it ends. */
  readonly #ends = new Map<string, () => void>(
    Object.entries({
      p: () => this.#closeParagraph(),
      txbxContent: () => {
        for (const block of this.#endContainer()) this.#current?.frames.push(block);
      },
      tc: () => this.#endContainer(),
      tr: () => this.#tables.endRow(),
      tbl: () => this.#add(this.#tables.endTable()),
    }),
  );

  get #current(): OpenParagraph | undefined {
    return this.#paragraphs.at(-1);
  }

  #property(name: string, element: XmlElement): void {
    const paragraph = this.#current;
    if (!paragraph) return;
    const value = element.attribute('val') ?? '';
    const on = element.attribute('val') === undefined || !/^(?:0|false|off|none)$/.test(value);
    const inParagraph = this.#path.at(-2) !== 'rPr';
    const ofMark = !inParagraph && this.#path.at(-3) === 'pPr';
    if (name === 'pStyle') paragraph.style = value;
    else if (name === 'rStyle' && !ofMark) this.#run = { ...this.#styles.of(value), ...this.#run };
    else if (name === 'sectPr') this.#sections++;
    else if (ofMark) {
      if (name === 'del' || name === 'moveFrom') paragraph.joined = true;
      if (name === 'del' || name === 'ins') paragraph.marks.add(name === 'del' ? 'DELETED' : 'INSERTED');
    } else Object.assign(inParagraph ? paragraph.own : this.#run, styleProperty(name, value, on));
  }

  #write(text: string): void {
    const paragraph = this.#current;
    if (!paragraph || this.#fields.includes(true)) return;
    const { hidden, capitals } = { ...this.#styles.of(paragraph.style), ...this.#run };
    if (hidden) {
      if (text.trim() !== '') paragraph.marks.add('HIDDEN');
      return;
    }
    if (/[\ue000-\uf8ff]/.test(text)) paragraph.marks.add('SYMBOL');
    paragraph.text += capitals ? text.toLocaleUpperCase('ru') : text;
  }

  #symbol(element: XmlElement): void {
    const sign = symbolOf(element.attribute('font') ?? '', element.attribute('char') ?? '');
    if (sign === null) this.#mark('SYMBOL');
    this.#write(sign ?? '\ufffd');
  }

  #field(type: string | undefined): void {
    if (type === 'begin') this.#fields.push(true);
    else if (type === 'separate' && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
    else if (type === 'end') this.#fields.pop();
  }

  #mark(mark: Mark): void {
    const paragraph = this.#current ?? this.#lastParagraph;
    paragraph?.marks.add(mark);
  }

  /** What stands between paragraphs is noted at the one before it. */
  get #lastParagraph(): Paragraph | undefined {
    const last = this.#containers.at(-1)!.blocks.at(-1);
    return last?.kind === 'paragraph' ? last : undefined;
  }

  #inserted(parent: string): void {
    if (parent === 'p' || parent === 'trPr') this.#mark('INSERTED');
  }

  /** A paragraph whose end was deleted may be the last one. */
  #endContainer(): Block[] {
    const { unfinished } = this.#containers.at(-1)!;
    if (unfinished) this.#finish(unfinished);
    return this.#containers.pop()!.blocks;
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop()!;
    const container = this.#containers.at(-1)!;
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

  #finish(paragraph: OpenParagraph): void {
    const { style, own, frames } = paragraph;
    const properties = { ...this.#styles.of(style), ...own };
    for (const frame of frames) this.#add(frame);
    this.#add({
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

  #add(block: Block): void {
    this.#countBlock();
    this.#containers.at(-1)!.blocks.push(block);
  }

  #countBlock(): void {
    if (++this.#count > mostBlocks) {
      throw new Refusal(
        'FILE_TOO_LARGE',
        `В документе больше ${mostBlocks} абзацев и ячеек; такой файл не принимается.`,
      );
    }
  }
}

function openParagraph(): OpenParagraph {
  return {
    kind: 'paragraph',
    text: '',
    alignment: null,
    pageBefore: false,
    marks: new Set(),
    style: null,
    own: {},
    joined: false,
    frames: [],
  };
}
