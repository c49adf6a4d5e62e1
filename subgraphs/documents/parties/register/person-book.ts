import { nominativeOf, type ParsedDocument, type SurnameCase } from '../../acts/index.js';
import { only } from '../../lists/elements.js';
import { type PersonName, personKey, printPerson, readPerson } from '../language/person-names.js';
import type { PhraseReading } from '../phrases/read-phrase.js';
import { isSamePerson } from './affiliations.js';

/** The persons of a document: their names in the nominative, and in full where it says them somewhere. */
export class PersonBook {
  readonly #names: PersonName[] = [];

  constructor(document: ParsedDocument, phrases: Iterable<PhraseReading>) {
    const signed = [...document.acts, ...document.plans].flatMap(({ signatory }) => signatory?.name ?? []);
    for (const name of signed) this.#learn(readPerson(name));
    for (const phrase of phrases) if (phrase.person && caseOf(phrase) === null) this.#learn(phrase.person);
  }

  /** The person of a phrase in the nominative; null where its form does not tell, or nobody is named. */
  read(phrase: PhraseReading): PersonName | null {
    const { person } = phrase;
    if (!person) return null;
    const grammaticalCase = caseOf(phrase);
    const nominative = grammaticalCase === null ? person : this.#nominative(person, grammaticalCase);
    return nominative && this.#inFull(nominative);
  }

  #nominative(person: PersonName, grammaticalCase: SurnameCase): PersonName | null {
    const name = nominativeOf(printPerson(person), grammaticalCase, this.#names.map(printPerson));
    return name === null ? null : readPerson(name);
  }

  /** «Шевченко» of a document with one «Шевченко А.В.». */
  #inFull(person: PersonName): PersonName {
    if (person.rest !== '') return person;
    const same = new Map(
      this.#names.filter((other) => isSamePerson(other, person)).map((other) => [personKey(other), other]),
    );
    return only(same.values()) ?? person;
  }

  #learn(person: PersonName | null): void {
    if (person && person.rest !== '') this.#names.push(person);
  }
}

/** The case of the person; null for the nominative. What stands in brackets keeps it; a post before it tells its own. */
function caseOf({ governed, personInBrackets, posts }: PhraseReading): SurnameCase | null {
  if (personInBrackets) return null;
  const [post] = posts;
  if (governed !== null || !post || post.nominative) return governed;
  return post.dative ? 'DATIVE' : 'GENITIVE';
}
