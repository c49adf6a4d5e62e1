import { readXml } from '../office/xml.js';
import type { Archive } from '../office/zip.js';
import { formatNumber } from './number-formats.js';
import { isOn, isWord, numberOf } from './word-xml.js';

/** Where a paragraph stands in a list. */
export interface ListPlace {
  numId: string;
  level: number;
}

interface Level {
  start: number;
  format: string;
  text: string;
  /** Separator between number and text. */
  suffix: string;
  /** The level whose items start this one anew; 0 for none; null for any outer one. */
  restartsAfter: number | null;
  /** Whether all numbers in it are printed in decimals. */
  legal: boolean;
  style: string | null;
}

interface List {
  abstractId: string;
  overrides: Map<number, Partial<Level>>;
  restarts: Map<number, number>;
}

/** Deepest level of a list in Word. */
const deepestLevel = 8;
/** A label of a list is short; one that is not would be repeated for each item. */
const longestLabel = 40;

/** The lists of a document: says what Word prints before a paragraph. Asked once for each, in their order. */
export class Numbering {
  readonly #levels = new Map<string, Map<number, Level>>();
  readonly #lists = new Map<string, List>();
  /** Lists that are defined by a style: name of the style → list. */
  readonly #styleLinks = new Map<string, string>();
  readonly #borrowed = new Map<string, string>();
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #used = new Set<string>();

  static async read(archive: Archive, part: string | null): Promise<Numbering> {
    const numbering = new Numbering();
    if (part !== null && archive.names.has(part)) await numbering.#read(archive, part);
    return numbering;
  }

  /** The level of a list that belongs to a style, for paragraphs that are numbered by their style alone. */
  levelOfStyle(numId: string, style: string): number | null {
    for (const [level, { style: own }] of this.#levelsOf(numId) ?? []) if (own === style) return level;
    return null;
  }

  /** The printed label with the blank behind it; empty where nothing is printed. */
  next({ numId, level: place }: ListPlace): string {
    const list = this.#lists.get(numId);
    const levels = this.#levelsOf(numId);
    const level = Math.min(Math.max(place, 0), deepestLevel);
    const own = levels && this.#levelAt(numId, level);
    if (!list || !levels || !own) return '';
    const key = this.#abstractOf(list.abstractId);
    const counts = this.#counts.get(key) ?? [];
    this.#counts.set(key, counts);
    if (!this.#used.has(numId)) {
      this.#used.add(numId);
      for (const [at, start] of list.restarts) counts[at] = start - 1;
    }
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    for (let inner = level + 1; inner <= deepestLevel; inner++) {
      const after = this.#levelAt(numId, inner)?.restartsAfter ?? null;
      if (after === null || (after > 0 && level < after)) counts[inner] = undefined;
    }
    if (own.format === 'bullet') return `${bulletOf(own.text)} `;
    const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const other = this.#levelAt(numId, at);
      const value = counts[at] ?? other?.start ?? 1;
      return formatNumber(value, own.legal && other?.format !== 'none' ? 'decimal' : (other?.format ?? 'decimal'));
    });
    return label === '' ? '' : label + own.suffix;
  }

  #levelsOf(numId: string): Map<number, Level> | undefined {
    const list = this.#lists.get(numId);
    return list && this.#levels.get(this.#abstractOf(list.abstractId));
  }

  #levelAt(numId: string, level: number): Level | undefined {
    const own = this.#levelsOf(numId)?.get(level);
    const override = this.#lists.get(numId)?.overrides.get(level);
    return own || override ? { ...unset, ...own, ...override } : undefined;
  }

  /** A list may only name the style whose list it is. */
  #abstractOf(abstractId: string): string {
    const style = this.#borrowed.get(abstractId);
    return (style !== undefined && this.#styleLinks.get(style)) || abstractId;
  }

  async #read(archive: Archive, part: string): Promise<void> {
    let abstractId = '';
    let list: List | null = null;
    let level: Partial<Level> | null = null;
    let at = 0;
    await readXml(part, archive.read(part), {
      open: (element) => {
        if (!isWord(element.space)) return;
        const value = element.attribute('val');
        const property = level && levelProperties.get(element.name);
        if (level && property) Object.assign(level, property(value ?? '', isOn(element)));
        else if (element.name === 'abstractNum') {
          abstractId = element.attribute('abstractNumId') ?? '';
          this.#levels.set(abstractId, new Map());
        } else if (element.name === 'styleLink') this.#styleLinks.set(value ?? '', abstractId);
        else if (element.name === 'numStyleLink') this.#borrowed.set(abstractId, value ?? '');
        else if (element.name === 'num') {
          list = { abstractId: '', overrides: new Map(), restarts: new Map() };
          this.#lists.set(element.attribute('numId') ?? '', list);
        } else if (element.name === 'abstractNumId' && list) list.abstractId = value ?? '';
        else if (element.name === 'lvlOverride') at = numberOf(element.attribute('ilvl'), 0, deepestLevel) ?? 0;
        else if (element.name === 'startOverride' && list) list.restarts.set(at, numberOf(value, 0, 1e6) ?? 1);
        else if (element.name === 'lvl') {
          at = numberOf(element.attribute('ilvl'), 0, deepestLevel) ?? 0;
          level = list ? {} : { ...unset };
        }
      },
      close: (name, space) => {
        if (!isWord(space)) return;
        if (name === 'lvl' && level) {
          if (list) list.overrides.set(at, level);
          else this.#levels.get(abstractId)?.set(at, { ...unset, ...level });
          level = null;
        } else if (name === 'num') list = null;
      },
    });
  }
}

const unset: Level = {
  start: 1,
  format: 'decimal',
  text: '',
  suffix: ' ',
  restartsAfter: null,
  legal: false,
  style: null,
};

const levelProperties = new Map<string, (value: string, on: boolean) => Partial<Level>>(
  Object.entries({
    start: (value: string) => ({ start: numberOf(value, 0, 1e6) ?? 1 }),
    numFmt: (value: string) => ({ format: value }),
    lvlText: (value: string) => ({ text: value.slice(0, longestLabel) }),
    suff: (value: string) => ({ suffix: value === 'nothing' ? '' : ' ' }),
    lvlRestart: (value: string) => ({ restartsAfter: numberOf(value, 0, 9) }),
    isLgl: (_: string, on: boolean) => ({ legal: on }),
    pStyle: (value: string) => ({ style: value }),
  }),
);

/** Bullets come from fonts of signs whose letters mean nothing elsewhere. */
function bulletOf(text: string): string {
  return /^[-–—•·▪*]/.test(text) ? text.charAt(0) : '•';
}
