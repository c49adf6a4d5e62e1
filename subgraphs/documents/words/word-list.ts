/** A word of a dictionary, and by which flags it is inflected. */
export interface ListedWord {
  word: string;
  flags: string;
  /** Written with a capital: a name. */
  isName: boolean;
}

/**
 * The words of a Hunspell dictionary («новинка/I» a line), found by their letters. It stays one text with a hash table of
 * places in it: a Map of 146 000 words takes five times the memory.
 */
export class WordList {
  readonly #text: string;
  /** Where the line of a word begins, plus one; 0 is an empty slot. Words of one spelling lie in slots after each other. */
  readonly #slots: Int32Array;
  readonly #names: Set<number> = new Set();

  /** `text` is a file of words in the letters in which they are looked up, but for capitals. */
  constructor(text: string) {
    this.#text = text.toLowerCase();
    // The first line tells how many there are.
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Number.parseInt(text, 10) * 1.5)));
    for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
      const end = this.#endOfWord(at);
      if (end === at) continue;
      if (text[at] !== this.#text[at]) this.#names.add(at);
      let slot = hashOf(this.#text, at, end) & (this.#slots.length - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = at + 1;
    }
  }

  /** All words of this spelling, in small letters. */
  find(word: string): readonly ListedWord[] {
    let matching = none;
    let slot = hashOf(word, 0, word.length) & (this.#slots.length - 1);
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & (this.#slots.length - 1)) {
      // Not null: the mask keeps the slot within the table.
      const at = this.#slots[slot]! - 1;
      if (!this.#isAt(at, word)) continue;
      const end = at + word.length;
      const flags = this.#text[end] === '/' ? this.#flagsAt(end + 1) : '';
      matching = [...matching, { word, flags, isName: this.#names.has(at) }];
    }
    return matching;
  }

  /** All of them, for whoever needs every one. */
  *[Symbol.iterator](): Generator<ListedWord> {
    for (const slot of this.#slots) {
      if (slot === 0) continue;
      const end = this.#endOfWord(slot - 1);
      const flags = this.#text[end] === '/' ? this.#flagsAt(end + 1) : '';
      yield { word: this.#text.slice(slot - 1, end), flags, isName: this.#names.has(slot - 1) };
    }
  }

  #isAt(at: number, word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.#text.charCodeAt(at + i) !== word.charCodeAt(i)) return false;
    return this.#isEnd(at + word.length);
  }

  #endOfWord(at: number): number {
    let end = at;
    while (!this.#isEnd(end)) end++;
    return end;
  }

  #isEnd(at: number): boolean {
    return at >= this.#text.length || this.#text[at] === '/' || this.#text[at] === '\n';
  }

  /** Flags are capitals, which the text has lost. */
  #flagsAt(at: number): string {
    let end = at;
    while (!this.#isEnd(end)) end++;
    return this.#text.slice(at, end).toUpperCase();
  }
}

const none: readonly ListedWord[] = [];

/** FNV-1a over the units of a stretch of text. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
