import { readXml } from '../office/xml.js';
import type { Archive } from '../office/zip.js';
import { isOn, isWord } from './word-xml.js';

/** Properties of a style that change the text itself; its looks do not matter. */
export interface StyleProperties {
  hidden?: boolean;
  capitals?: boolean;
  alignment?: string;
  numId?: string;
  level?: number;
  pageBefore?: boolean;
}

/** The styles of a document, what they inherit included. */
export class Styles {
  readonly #own = new Map<string, StyleProperties & { basedOn?: string }>();
  readonly #whole = new Map<string | null, StyleProperties>();
  #default: string | null = null;

  static async read(archive: Archive, part: string | null): Promise<Styles> {
    const styles = new Styles();
    if (part !== null && archive.names.has(part)) await styles.#read(archive, part);
    return styles;
  }

  /** Properties of a style, or of the usual one of paragraphs. */
  of(id: string | null): StyleProperties {
    const cached = this.#whole.get(id);
    if (cached) return cached;
    let whole: StyleProperties = {};
    const ancestors = new Set<string>();
    for (let at = id ?? this.#default; at && !ancestors.has(at); at = this.#own.get(at)?.basedOn ?? null) {
      ancestors.add(at);
      whole = { ...this.#own.get(at), ...whole };
    }
    this.#whole.set(id, whole);
    return whole;
  }

  /** The style that a style's numbering comes from. */
  numberedBy(id: string): string {
    const ancestors = new Set<string>();
    for (let at: string | null = id; at && !ancestors.has(at); at = this.#own.get(at)?.basedOn ?? null) {
      ancestors.add(at);
      if (this.#own.get(at)?.numId !== undefined) return at;
    }
    return id;
  }

  async #read(archive: Archive, part: string): Promise<void> {
    let style: (StyleProperties & { basedOn?: string }) | null = null;
    await readXml(part, archive.read(part), {
      open: (element) => {
        if (!isWord(element.space)) return;
        const { name } = element;
        if (name === 'style') {
          style = {};
          const id = element.attribute('styleId') ?? '';
          this.#own.set(id, style);
          if (element.attribute('type') === 'paragraph' && element.attribute('default') === '1') this.#default = id;
        } else if (style) Object.assign(style, styleProperty(name, element.attribute('val') ?? '', isOn(element)));
      },
      close(name, space) {
        if (name === 'style' && isWord(space)) style = null;
      },
    });
  }
}

/** A property of a style, or of a paragraph or run itself: they are written alike. */
export function styleProperty(name: string, value: string, on: boolean): StyleProperties & { basedOn?: string } {
  switch (name) {
    case 'basedOn':
      return { basedOn: value };
    case 'vanish':
      return { hidden: on };
    case 'caps':
      return { capitals: on };
    case 'jc':
      return { alignment: value };
    case 'numId':
      return { numId: value };
    case 'ilvl':
      return { level: Number.parseInt(value, 10) || 0 };
    case 'pageBreakBefore':
      return { pageBefore: on };
    default:
      return {};
  }
}
