import type { ParsedDocument, ParsedIssue } from '../acts/index.js';
import { elementAt } from '../lists/elements.js';
import { CellReader, isApposition, isOnlyPerson, type Party } from './cell-reader.js';
import { readLetterhead } from './names/letterhead.js';
import { phrasesOfActs } from './phrases/act-phrases.js';
import { type PhraseReading, readPhrase } from './phrases/read-phrase.js';
import { phrasesOf } from './phrases/split-phrases.js';
import { Affiliations } from './register/affiliations.js';
import {
  aliasesOf,
  nameOf,
  OrganizationRegister,
  ownNamesOf,
  type RegisterEntry,
} from './register/organization-register.js';
import type { DocumentOrganization, StoredOrganization } from './register/organizations.js';
import { PersonBook } from './register/person-book.js';
import { registerNames } from './register/register-names.js';
import { searchKeys } from './register/search-keys.js';
import { unresolvedIssues } from './unresolved-parties.js';

export interface PartiesReading {
  /** Every organisation of the owner: those of other documents, under their keys, and those that this one adds. */
  organizations: DocumentOrganization[];
  /** Parties by plan and measure, in the order of the document. */
  parties: Party[][][];
  /** Key of the organisation that issued each act; null where none is named. */
  issuers: (string | null)[];
  issues: ParsedIssue[];
}

/**
 * Who is responsible: the cells of a document as organisations and persons. Names meet over the whole document, and with those that
 * the owner's other documents brought (`others`), so that «УО» here is «Управление образования» there. What stays unknown is said, never
 * guessed.
 */
export function readParties(
  document: ParsedDocument,
  text: string,
  others: readonly StoredOrganization[] = [],
): PartiesReading {
  const register = new OrganizationRegister(others);
  const issuers = document.acts.map(({ issuer }) => (issuer === null ? null : registerIssuer(register, issuer, text)));
  register.authority = issuers.find((issuer) => issuer !== null) ?? null;

  const cells = readCells(document);
  const ofActs = phrasesOfActs(document);
  const ofCells = [...cells.values()].flat();
  registerNames(register, [...ofActs, ...ofCells], text);

  const persons = new PersonBook(document, ofCells);
  const affiliations = readAffiliations(register, persons, ofActs, [...cells.values()]);
  const reader = new CellReader({ register, affiliations, persons, cells });
  const truncated = truncatedCells(document);
  const parties = document.plans.map(({ measures }) =>
    measures.map(({ responsibleText, line }, row) =>
      reader.read(responsibleText ?? '', truncated.has(`${row + 1} ${line}`)),
    ),
  );
  const { authority } = register;
  const organizations = register.entries.map((entry) => ({
    key: entry.key,
    name: nameOf(entry),
    aliases: aliasesOf(entry),
    // A committee of social development that issues orders on schools is the authority of education there.
    kind: entry === authority && entry.kind === 'LOCAL_BODY' ? 'EDUCATION_AUTHORITY' : entry.kind,
    keys: searchKeys(entry),
    ownNames: ownNamesOf(entry),
  }));
  return {
    organizations,
    parties,
    issuers: issuers.map((issuer) => issuer?.key ?? null),
    issues: unresolvedIssues(document, parties, organizations),
  };
}

function registerIssuer(register: OrganizationRegister, issuer: string, text: string): RegisterEntry | null {
  const name = readLetterhead(issuer, text);
  return name && register.add(name);
}

function readCells(document: ParsedDocument): Map<string, PhraseReading[]> {
  const cells = new Map<string, PhraseReading[]>();
  for (const { measures } of document.plans) {
    for (const { responsibleText } of measures) {
      if (responsibleText !== null && !cells.has(responsibleText)) {
        cells.set(responsibleText, phrasesOf(responsibleText).map(readPhrase));
      }
    }
  }
  return cells;
}

function readAffiliations(
  register: OrganizationRegister,
  persons: PersonBook,
  ofActs: readonly PhraseReading[],
  cells: readonly (readonly PhraseReading[])[],
): Affiliations {
  const affiliations = new Affiliations();
  for (const phrase of [...ofActs, ...cells.flat()]) {
    const person = persons.read(phrase);
    const entry = phrase.name && register.find(phrase.name);
    if (person && entry) affiliations.add(person, entry);
  }
  for (const cell of cells) {
    cell.forEach((phrase, i) => {
      const person = isOnlyPerson(phrase) ? persons.read(phrase) : null;
      const before = cell[i - 1];
      const post = isApposition(cell, i) ? elementAt(cell, i + 1).name : null;
      if (!person) return;
      const entry = post && register.find(post);
      if (entry) affiliations.add(person, entry);
      const behind = phrase.after === 'comma' && before?.name && !before.person ? register.find(before.name) : null;
      affiliations.addNeighbour(person, behind);
    });
  }
  return affiliations;
}

/** Rows whose cell of those responsible is cut, by position and line. */
function truncatedCells({ issues, plans }: ParsedDocument): Set<string> {
  const cut = issues.filter(({ code, field }) => code === 'CELL_TRUNCATED' && field === 'responsibleText');
  return new Set(
    plans.flatMap(({ measures }) =>
      measures.flatMap((measure, i) =>
        cut.some(({ row, line }) => row === i + 1 && line !== null && line >= measure.line && line <= measure.lineEnd)
          ? [`${i + 1} ${measure.line}`]
          : [],
      ),
    ),
  );
}
