import { sortKey } from '../../../../schema/contract/collation.js';
import { elementAt } from '../../lists/elements.js';
import type { OrganizationKind } from '../../vocabulary/parties.js';
import { adjectiveBeside, stemOf } from '../language/inflection.js';
import { initialsOf } from '../language/initials.js';
import { type InstitutionClass, institutionClasses, wellKnown } from '../language/institution-classes.js';
import { capitalized, describes, nominative, printToken, printTokens } from '../language/nominative.js';
import { headsOf, isAcronym, ofAll } from '../language/organization-nouns.js';
import type { PartyToken } from '../language/party-tokens.js';
import { qualifiersFrom } from '../language/qualifiers.js';
import type { OrganizationName } from './organization-name.js';

/** A name that means the same everywhere: a class of institutions, some of a class, a body known in the whole country. */
export function readFixedName(tokens: readonly PartyToken[]): OrganizationName | null {
  const body = wellKnownIn(tokens);
  if (body) return body;
  if (tokens.some(({ kind }) => kind !== 'word')) return null;
  const words = tokens.map(({ text }) => text);
  const anchor = words.findIndex((word) => isAcronym(word) || headsOf(word).length > 0);
  const end = qualifiersFrom(words, Math.max(0, anchor) + 1);
  const ownWords = words.slice(0, end).filter((word) => !ofAll.test(stemOf(word)) && !/^(?:в|по)$/.test(word));
  const institutionClass = classOf(ownWords);
  if (!institutionClass) return somethingOfClass(tokens, words, ownWords);
  const acronym =
    ownWords.length === 1 && institutionClass.acronyms.includes(elementAt(ownWords, 0)) ? elementAt(ownWords, 0) : null;
  return fixedName(institutionClass, acronym ?? nominative(words.slice(0, end)).name, acronym);
}

/** A body known in the whole country, with or without a parent or a place behind it. */
function wellKnownIn(tokens: readonly PartyToken[]): OrganizationName | null {
  const words = tokens.map(({ text }) => text);
  for (let end = tokens.length; end > 0; end--) {
    const name = printTokens(tokens.slice(0, end));
    const body = wellKnown.find(({ pattern }) => pattern.test(sortKey(name)));
    if (!body) continue;
    const rest = words.slice(end);
    if (rest.length > 0 && qualifiersFrom(rest, 0) > 0) return null;
    return fixedName(body, capitalized(name), isAcronym(elementAt(words, 0)) ? name : null);
  }
  return null;
}

function classOf(words: readonly string[]): InstitutionClass | undefined {
  const stems = words.map(stemOf).join(' ');
  return institutionClasses.find(
    ({ acronyms, stems: pattern }) =>
      (words.length === 1 && acronyms.includes(elementAt(words, 0))) || pattern.test(stems),
  );
}

/** Some of a class: «пилотные ДОО», «РМО учителей начальных классов», «ОО, участвующие в мониторинге». */
function somethingOfClass(
  tokens: readonly PartyToken[],
  words: readonly string[],
  ownWords: readonly string[],
): OrganizationName | null {
  for (let from = 0; from < ownWords.length; from++) {
    for (let to = ownWords.length; to > from; to--) {
      const institutionClass = classOf(ownWords.slice(from, to));
      if (!institutionClass) continue;
      const rest = [...ownWords.slice(0, from), ...ownWords.slice(to)];
      const name = capitalized(nominativePlural(words, from, tokens));
      const core = [institutionClass.key, ...rest.map(stemOf)].join(' ');
      const initials = { letters: '', core: 0 };
      const alone = { qualifiers: [], form: null, acronym: null, bare: false, fixed: null, initials };
      return { name, core, coreName: name, kind: institutionClass.kind, ...alone };
    }
    if (!describes(elementAt(ownWords, from))) return null;
  }
  return null;
}

/** «пилотных ДОО» → «пилотные ДОО»: an abbreviation in the middle has no ending of its own. */
function nominativePlural(words: readonly string[], adjectives: number, tokens: readonly PartyToken[]): string {
  if (words.some((word) => headsOf(word).length > 0)) return nominative(tokens.map(printToken)).name;
  return tokens
    .map((token, i) => (i < adjectives ? adjectiveBeside(token.text, 'F', 'PLURAL') : printToken(token)))
    .join(' ');
}

function fixedName(
  { key, name, kind }: { key: string; name: string; kind: OrganizationKind },
  printedName: string,
  acronym: string | null,
): OrganizationName {
  const letters = initialsOf(name.split(' '));
  const initials = { letters, core: letters.length };
  return {
    name: printedName,
    core: key,
    coreName: name,
    qualifiers: [],
    form: null,
    acronym,
    bare: false,
    fixed: key,
    kind,
    initials,
  };
}
