import { termsOf } from '../../documents/index.js';

/** What a thing is found by, as PostgreSQL's `tsvector` in text: made here alone, so that no database judges letters. */
export interface Vectors {
  /** Words of its title, with their places. */
  title: string;
  /** All its words, without places. */
  words: string;
  /** All its words with their places, part by part: the database counts no more than 16 383 places, 256 of a word. */
  parts: string[];
}

export function vectorsOf(title: string | null, texts: readonly string[]): Vectors {
  let part = new Places();
  const parts = [part];
  const all = new Set<string>();
  let size = 0;
  for (const text of title === null ? texts : [title, ...texts]) {
    // «N 5» is asked for as «5», but «N» alone is found too.
    const terms = termsOf(text).map(({ keys, sign }) => ({ keys: sign ? [...keys, sign] : keys }));
    terms.forEach(({ keys }, index) => {
      if (part.count >= partLength) {
        part = new Places();
        parts.push(part);
        // A phrase that begins in one part ends in it.
        for (const { keys } of terms.slice(Math.max(0, index - overlap), index)) part.add(keys);
      }
      part.add(keys);
      for (const key of keys) {
        if (all.has(key) || size > mostBytes) continue;
        all.add(key);
        size += Buffer.byteLength(key) + 8;
      }
    });
    // No phrase goes on in another text.
    part.add([]);
  }
  const ofTitle = new Places();
  for (const { keys } of termsOf(title ?? '').slice(0, partLength)) ofTitle.add(keys);
  return { title: `${ofTitle}`, words: [...all].map(quoted).join(' '), parts: parts.map(String) };
}

/** A key as `tsvector` and `tsquery` read it: letters, digits and «~» alone, so nothing in it needs escaping. */
export function quoted(key: string): string {
  return `'${key}'`;
}

const partLength = 2000;
const overlap = 150;

/** A `tsvector` holds a megabyte. Of a text with more different words than that the last are not found. */
const mostBytes = 900_000;

class Places {
  count = 0;
  readonly #byKey = new Map<string, number[]>();

  add(keys: readonly string[]): void {
    this.count++;
    for (const key of keys) {
      const places = this.#byKey.get(key);
      if (places) places.push(this.count);
      else this.#byKey.set(key, [this.count]);
    }
  }

  toString(): string {
    return [...this.#byKey].map(([key, places]) => `${quoted(key)}:${places.slice(0, 256).join()}`).join(' ');
  }
}
