import { sortKey } from '../../../schema/contract/collation.js';
import { stemOf } from './inflection.js';
import { readName } from './name.js';
import type { OrganizationName } from './organization-name.js';
import { personKey, readPerson } from './person-names.js';
import { readPhrase } from './phrase.js';
import { phrasesOf } from './phrases.js';
import type { Entry } from './register.js';
import { tokensOf } from './tokens.js';

/** By what an organisation is found: each of its names by the stems of its words, with and without parents and legal form. */
export function searchKeys({ names, declared }: Entry): string[] {
  const keys = names.flatMap(keysOf);
  for (const alias of declared) {
    const name = readName(tokensOf(alias));
    keys.push(...(name ? keysOf(name) : [stems(alias)]));
  }
  return [...new Set(keys)].toSorted();
}

/** What a client asks for: «специалисты управления образования» means that office, «Т.В. Храмцову» that person. */
export interface PartySearch {
  /** Organisations with one of these keys. */
  organizations: string[];
  /** Persons whose key is this one, or begins with it where only the surname is asked for. */
  person: string | null;
}

export function askedFor(text: string): PartySearch {
  const phrases = phrasesOf(text).map(readPhrase);
  const [phrase] = phrases;
  const person = readPerson(text);
  const words = text.trim().split(/\s+/);
  return {
    organizations: phrases.length === 1 && phrase!.name ? exactKeys(phrase!.name) : [],
    person: person
      ? personKey(person)
      : words.length === 1 && /^[А-ЯЁа-яё-]{2,}$/.test(words[0]!)
        ? sortKey(words[0]!)
        : null,
  };
}

function keysOf(name: OrganizationName): string[] {
  if (name.fixed)
    return [name.fixed, stems(name.coreName), stems(name.name), ...(name.acronym ? [name.acronym.toLowerCase()] : [])];
  return [...exactKeys(name), name.core];
}

/** Names with parents and places are asked for as a whole, those without as such. */
function exactKeys(name: OrganizationName): string[] {
  if (name.fixed) return [name.fixed];
  return name.qualifiers.length > 0 ? [stems(name.name)] : [...new Set([name.core, stems(name.name)])];
}

/** The words of a text without their endings. */
export function stems(text: string): string {
  return (text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []).map(stemOf).join(' ');
}
