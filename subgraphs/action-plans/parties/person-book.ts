import type { ParsedDocument } from '../reader/document.js';
import { nominativeOf } from '../reader/persons.js';
import { isSamePerson } from './affiliations.js';
import { type PersonName, personKey, printed, readPerson } from './person-names.js';
import type { ReadPhrase } from './phrase.js';

/** The persons of a document: their names in the nominative, and in full where it says them somewhere. */
export class PersonBook {
  readonly #known: PersonName[] = [];

  constructor(document: ParsedDocument, phrases: Iterable<ReadPhrase>) {
    const signed = [...document.acts, ...document.plans].flatMap(({ signatory }) => signatory?.name ?? []);
    for (const name of signed) this.#learn(readPerson(name));
    for (const { person, governed } of phrases) if (person && governed === null) this.#learn(person);
  }

  /** The person of a phrase in the nominative; null where its form does not tell, or nobody is named. */
  read({ person, governed, personInBrackets }: ReadPhrase): PersonName | null {
    if (!person) return null;
    const nominative = governed === null || personInBrackets ? person : this.#nominative(person, governed);
    return nominative && this.#inFull(nominative);
  }

  #nominative(person: PersonName, governed: NonNullable<ReadPhrase['governed']>): PersonName | null {
    const name = nominativeOf(printed(person), governed, this.#known.map(printed));
    return name === null ? null : readPerson(name);
  }

  /** «Шевченко» of a document with one «Шевченко А.В.». */
  #inFull(person: PersonName): PersonName {
    if (person.rest !== '') return person;
    const same = new Map(
      this.#known.filter((known) => isSamePerson(known, person)).map((known) => [personKey(known), known]),
    );
    return same.size === 1 ? [...same.values()][0]! : person;
  }

  #learn(person: PersonName | null): void {
    if (person && person.rest !== '') this.#known.push(person);
  }
}
