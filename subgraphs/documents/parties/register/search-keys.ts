import { sortKey } from '../../../../schema/contract/collation.js';
import { stemOf } from '../language/inflection.js';
import { partyTokens } from '../language/party-tokens.js';
import { personKey, readPerson } from '../language/person-names.js';
import type { OrganizationName } from '../names/organization-name.js';
import { readName } from '../names/read-name.js';
import { readPhrase } from '../phrases/read-phrase.js';
import { phrasesOf } from '../phrases/split-phrases.js';
import type { RegisterEntry } from './organization-register.js';

/** Keys under which an organisation is found: the stems of each of its names, with and without parents and legal form. */
export function searchKeys({ names, aliases }: RegisterEntry): string[] {
  const keys = names.flatMap(keysOf);
  for (const alias of aliases) {
    const name = readName(partyTokens(alias));
    keys.push(...(name ? keysOf(name) : [stems(alias)]));
  }
  return [...new Set(keys)].toSorted();
}

/** An organisation or a person that a client looks for: «специалисты управления образования» means that office, «Т.В. Храмцову» that person. */
export interface PartyQuery {
  /** Organisations with one of these keys. */
  organizations: string[];
  /** Persons whose key is this one, or begins with it where only the surname is asked for. */
  person: string | null;
}

export function readPartyQuery(text: string): PartyQuery {
  const phrases = phrasesOf(text).map(readPhrase);
  const [phrase] = phrases;
  const person = readPerson(text);
  const [word = '', more] = text.trim().split(/\s+/);
  return {
    organizations: phrases.length === 1 && phrase?.name ? exactKeys(phrase.name) : [],
    person: person ? personKey(person) : more === undefined && /^[А-ЯЁа-яё-]{2,}$/.test(word) ? sortKey(word) : null,
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
