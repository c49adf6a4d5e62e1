import { captured } from '../../lists/captures.js';
import { elementAt, only } from '../../lists/elements.js';
import { lettersOf } from '../language/initials.js';
import { partyTokens } from '../language/party-tokens.js';
import type { OrganizationName } from '../names/organization-name.js';
import { readName } from '../names/read-name.js';
import { declaredIn } from './read-phrase.js';

/** «Информационно-методический центр (далее – ИМЦ)»: what a text declares outside the cells, by alias. */
export function declarationsIn(text: string): { alias: string; name: OrganizationName }[] {
  const declarations: { alias: string; name: OrganizationName }[] = [];
  const flat = text.slice(0, longest).replace(/\s+/g, ' ');
  for (const match of flat.matchAll(/\((далее[^()]{1,200})\)/gi)) {
    const before = flat.slice(Math.max(0, match.index - 300), match.index);
    const name = nameAtEnd(before);
    if (name) for (const alias of declaredIn(captured(match, 1))) declarations.push({ alias, name });
    if (declarations.length >= 200) break;
  }
  return declarations;
}

const longest = 2_000_000;

/** The longest name that ends where the text does: it begins at a legal form, a head or the adjectives before one. */
function nameAtEnd(text: string): OrganizationName | null {
  const tokens = partyTokens(text);
  const last = tokens.findLastIndex(({ kind }) => kind === 'end' || kind === 'comma' || kind === 'bracket');
  for (let i = Math.max(last + 1, tokens.length - 40); i < tokens.length; i++) {
    const name = readName(tokens.slice(i));
    if (name && !name.bare && !name.acronym) return name;
  }
  return null;
}

/** Full names in the text whose first letters are this abbreviation, one of each organisation. */
export class NamesByInitials {
  readonly #byLetters = new Map<string, Map<string, OrganizationName>>();

  /** Looks for all these abbreviations in one pass: a long text is read once. */
  constructor(text: string, acronyms: readonly string[]) {
    const initials = new Set(
      acronyms
        .slice(0, 200)
        .map(lettersOf)
        .filter((letters) => letters.length >= 2),
    );
    if (initials.size === 0) return;
    const longestOf = Math.max(...[...initials].map((letters) => letters.length));
    for (const segment of text
      .slice(0, longest)
      .replace(/\s+/g, ' ')
      .split(/[^А-Яа-яЁё\s-]+/)) {
      const words = segment.split(' ').filter((word) => word !== '');
      for (let i = 0; i < words.length; i++) this.#lookAt(words, i, initials, longestOf);
    }
  }

  /** The one name of these letters; null where there is none, or several. */
  get(acronym: string): OrganizationName | null {
    const names = [...(this.#byLetters.get(lettersOf(acronym))?.values() ?? [])];
    return only(names);
  }

  #lookAt(words: readonly string[], from: number, initials: ReadonlySet<string>, longestOf: number): void {
    let letters = '';
    for (let i = from; i < words.length && letters.length <= longestOf; i++) {
      const word = elementAt(words, i);
      if (/^[А-ЯЁ]{2}/.test(word)) return;
      if (smallWords.test(word)) {
        if (i === from) return;
        continue;
      }
      for (const part of word.split('-')) letters += part.charAt(0).toUpperCase();
      if (!initials.has(letters)) continue;
      const name = readName(partyTokens(words.slice(from, i + 1).join(' ')));
      if (!name || name.fixed || name.bare || name.initials.letters !== letters) continue;
      const names = this.#byLetters.get(letters) ?? new Map<string, OrganizationName>();
      if (!names.has(name.core)) this.#byLetters.set(letters, names.set(name.core, name));
    }
  }
}

const smallWords = /^(?:и|в|во|на|по|о|об|с|со|для|при|их|из)$/i;
