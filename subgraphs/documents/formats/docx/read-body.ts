import { takeLast } from '../../lists/elements.js';
import { readXml, type XmlElement } from '../office/xml.js';
import type { Archive } from '../office/zip.js';
import type { WordBlock } from './blocks.js';
import type { Numbering } from './list-numbering.js';
import { OpenBlocks } from './open-blocks.js';
import { OpenTables } from './open-tables.js';
import { type StyleProperties, type Styles, styleProperty } from './styles.js';
import { symbolOf } from './symbols.js';
import { isOn, isWord } from './word-xml.js';

export interface DocumentBody {
  blocks: WordBlock[];
  /** Id of the relation to the heading of the first page, where that page has one of its own. */
  firstHeader: string | null;
}

/** Reads the blocks of a part with text: the body of a document, or a heading of its pages. */
export async function readDocumentBody(
  archive: Archive,
  part: string,
  styles: Styles,
  numbering: Numbering,
): Promise<DocumentBody> {
  const reader = new BodyReader(styles, numbering);
  await readXml(part, archive.read(part), {
    open: (element: XmlElement) => reader.open(element),
    close: () => reader.close(),
    text: (text) => reader.text(text),
  });
  return { blocks: reader.blocks, firstHeader: reader.titlePage ? reader.firstHeader : null };
}

class BodyReader {
  firstHeader: string | null = null;
  titlePage = false;

  readonly #styles: Styles;
  readonly #open: OpenBlocks;
  /** Names of the open elements; what is not of Word has a sign in front. */
  readonly #path: string[] = [];
  readonly #tables = new OpenTables();
  /** For each open field whether its code is being read, not its result. */
  readonly #fields: boolean[] = [];
  #run: StyleProperties = {};
  #placeholder = false;
  /** Depth of the element that is left out with all it holds; 0 for none. */
  #skipped = 0;
  /** Sections that have begun; the first one says what stands above the first page. */
  #sections = 0;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#open = new OpenBlocks(styles, numbering);
  }

  get blocks(): WordBlock[] {
    return this.#open.blocks;
  }

  open(element: XmlElement): void {
    const name = isWord(element.space) ? element.name : `:${element.name}`;
    const parent = this.#path.at(-1) ?? '';
    this.#path.push(name);
    if (this.#skipped > 0) return;
    if (this.#isLeftOut(name, parent)) this.#skipped = this.#path.length;
    else if (parent === 'rPr' || parent === 'pPr' || parent === 'numPr') this.#property(name, element);
    else {
      const start = this.#starts.get(name);
      if (start) start(element, parent);
      else this.#tables.property(name, parent, element);
    }
  }

  close(): void {
    const depth = this.#path.length;
    const name = takeLast(this.#path);
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
      this.#open.mark('DELETED');
      return true;
    }
    if (name === 'sdtContent' && this.#placeholder) {
      this.#placeholder = false;
      return true;
    }
    return name === ':Fallback' || /^(?:instrText|delText|delInstrText|rt|\w+Change)$/.test(name);
  }

  /** Handlers of elements where they begin. */
  readonly #starts = new Map<string, (element: XmlElement, parent: string) => void>(
    Object.entries({
      p: () => this.#open.startParagraph(),
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
      footnoteReference: () => this.#open.mark('NOTE'),
      endnoteReference: () => this.#open.mark('NOTE'),
      ins: (_: XmlElement, parent: string) => this.#inserted(parent),
      moveTo: (_: XmlElement, parent: string) => this.#inserted(parent),
      altChunk: () => this.#open.mark('EMBEDDED'),
      subDoc: () => this.#open.mark('EMBEDDED'),
      object: () => this.#open.mark('EMBEDDED'),
      ':pic': () => this.#open.mark('IMAGE'),
      ':imagedata': () => this.#open.mark('IMAGE'),
      sdt: () => {
        this.#placeholder = false;
      },
      showingPlcHdr: () => {
        this.#placeholder = true;
      },
      txbxContent: () => this.#open.startFrame(),
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
      tc: () => this.#open.startCell(this.#tables.startCell().blocks),
    }),
  );

  /** Handlers of elements where they end. */
  readonly #ends = new Map<string, () => void>(
    Object.entries({
      p: () => this.#open.endParagraph(),
      txbxContent: () => this.#open.endFrame(),
      tc: () => this.#open.endCell(),
      tr: () => this.#tables.endRow(),
      tbl: () => this.#open.add(this.#tables.endTable()),
    }),
  );

  #property(name: string, element: XmlElement): void {
    const paragraph = this.#open.paragraph;
    if (!paragraph) return;
    const value = element.attribute('val') ?? '';
    const on = isOn(element);
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
    const paragraph = this.#open.paragraph;
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
    if (sign === null) this.#open.mark('SYMBOL');
    this.#write(sign ?? '\ufffd');
  }

  #field(type: string | undefined): void {
    if (type === 'begin') this.#fields.push(true);
    else if (type === 'separate' && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
    else if (type === 'end') this.#fields.pop();
  }

  #inserted(parent: string): void {
    if (parent === 'p' || parent === 'trPr') this.#open.mark('INSERTED');
  }
}
