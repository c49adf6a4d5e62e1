import { only } from '../../lists/elements.js';
import { digitsOf, editDistance } from '../../words/index.js';
import { readPhrase } from '../phrases/read-phrase.js';
import { phrasesOf } from '../phrases/split-phrases.js';
import type { DocumentOrganization } from './organizations.js';
import { stems } from './search-keys.js';

/** A name of an organisation, or the words of a query, prepared for comparison. */
interface Key {
  text: string;
  digits: string;
}

/** Finds which organisation was probably meant by a name that is not known. */
export class NearestOrganization {
  readonly #organizations: readonly { name: string; keys: readonly Key[] }[];

  constructor(organizations: readonly DocumentOrganization[]) {
    this.#organizations = organizations.map(({ name, keys }) => ({ name, keys: keys.map(keyOf) }));
  }

  /** Its name; null where none is near, or two are as near. */
  find(text: string): string | null {
    const textKeys = keysIn(text);
    let least = Number.POSITIVE_INFINITY;
    let nearest: string[] = [];
    for (const { name, keys } of this.#organizations) {
      let own = Number.POSITIVE_INFINITY;
      for (const nameKey of keys) for (const key of textKeys) own = Math.min(own, distance(key, nameKey));
      if (own > least || own === Number.POSITIVE_INFINITY) continue;
      if (own < least) nearest = [];
      nearest.push(name);
      least = own;
    }
    return only(nearest);
  }
}

/** The words as printed, and those behind posts, without their endings. */
function keysIn(text: string): Key[] {
  const names = phrasesOf(text).map((phrase) => readPhrase(phrase).nameTokens);
  const texts = [text, ...names.map((words) => words.map((word) => word.text).join(' '))].map(stems);
  return [...new Set(texts)].filter((key) => key !== '').map(keyOf);
}

function keyOf(text: string): Key {
  return { text, digits: digitsOf(text) };
}

/** Infinite where one is no slip of the other. Of a short abbreviation, another letter makes another one. */
function distance(textKey: Key, nameKey: Key): number {
  // № 5 is not a misspelt № 6.
  if (textKey.digits !== nameKey.digits) return Number.POSITIVE_INFINITY;
  const length = Math.min(textKey.text.length, nameKey.text.length);
  const most = length < 4 ? 0 : Math.max(1, Math.floor(length / 6));
  return (
    editDistance(textKey.text, nameKey.text, most) ??
    (containsWords(textKey.text, nameKey.text) || containsWords(nameKey.text, textKey.text)
      ? most + 1
      : Number.POSITIVE_INFINITY)
  );
}

/** Is `part`, of some length, a part of `whole` that begins and ends with its words? */
function containsWords(whole: string, part: string): boolean {
  if (part.length < 5 || part.length >= whole.length) return false;
  const at = whole.indexOf(part);
  const end = at + part.length;
  return at >= 0 && (at === 0 || whole[at - 1] === ' ') && (end === whole.length || whole[end] === ' ');
}
