import { only } from '../../lists/elements.js';
import { type PersonName, personKey } from '../language/person-names.js';
import type { RegisterEntry } from './organization-register.js';

/** Organisations that persons belong to by the document: by a post, in brackets, or by always standing behind the same name. */
export class Affiliations {
  readonly #statements: { person: PersonName; entry: RegisterEntry }[] = [];
  readonly #neighbours = new Map<string, Set<RegisterEntry | null>>();

  /** «МКУ КНМЦ (Шевченко)», «начальник управления образования Иванова А.Б.». */
  add(person: PersonName, entry: RegisterEntry): void {
    this.#statements.push({ person, entry });
  }

  /** A name that stands behind this organisation, or behind none, with a comma between. */
  addNeighbour(person: PersonName, behind: RegisterEntry | null): void {
    const key = personKey(person);
    this.#neighbours.set(key, (this.#neighbours.get(key) ?? new Set()).add(behind));
  }

  /** Null where nothing says it, or the document says several things. */
  of(person: PersonName): RegisterEntry | null {
    const entries = new Set(
      this.#statements.filter((other) => isSamePerson(other.person, person)).map(({ entry }) => entry),
    );
    if (entries.size > 0) return only(entries);
    const behind = [...(this.#neighbours.get(personKey(person)) ?? [])];
    return only(behind);
  }
}

/** Whether surnames are the same, and initials where both have them. */
export function isSamePerson(a: PersonName, b: PersonName): boolean {
  if (personKey(a.surname) !== personKey(b.surname)) return false;
  return a.rest === '' || b.rest === '' || initials(a.rest) === initials(b.rest);
}

function initials(rest: string): string {
  return (rest.match(/[А-ЯЁ]/g) ?? []).join('');
}
