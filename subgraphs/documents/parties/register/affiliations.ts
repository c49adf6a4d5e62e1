import { only } from '../../lists/elements.js';
import { type PersonName, personKey } from '../language/person-names.js';
import type { RegisterEntry } from './organization-register.js';

/** Who belongs where, as the document says: by a post, in brackets, or by always standing behind the same name. */
export class Affiliations {
  readonly #said: { person: PersonName; entry: RegisterEntry }[] = [];
  readonly #behind = new Map<string, Set<RegisterEntry | null>>();

  /** «МКУ КНМЦ (Шевченко)», «начальник управления образования Иванова А.Б.». */
  say(person: PersonName, entry: RegisterEntry): void {
    this.#said.push({ person, entry });
  }

  /** A name that stands behind this organisation, or behind none, with a comma between. */
  stands(person: PersonName, behind: RegisterEntry | null): void {
    const key = personKey(person);
    this.#behind.set(key, (this.#behind.get(key) ?? new Set()).add(behind));
  }

  /** Null where nothing says it, or the document says several things. */
  of(person: PersonName): RegisterEntry | null {
    const entries = new Set(this.#said.filter((other) => isSamePerson(other.person, person)).map(({ entry }) => entry));
    if (entries.size > 0) return only(entries);
    const behind = [...(this.#behind.get(personKey(person)) ?? [])];
    return only(behind);
  }
}

/** The same surname; initials agree where both have them. */
export function isSamePerson(a: PersonName, b: PersonName): boolean {
  if (personKey(a.surname) !== personKey(b.surname)) return false;
  return a.rest === '' || b.rest === '' || initials(a.rest) === initials(b.rest);
}

function initials(rest: string): string {
  return (rest.match(/[А-ЯЁ]/g) ?? []).join('');
}
