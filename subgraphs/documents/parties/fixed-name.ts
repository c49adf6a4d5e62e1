import { sortKey } from '../../../schema/contract/collation.js';
import type { OrganizationKind } from '../vocabulary/parties.js';
import { adjectiveBeside, stemOf } from './inflection.js';
import { initialsOf } from './initials.js';
import { type InstitutionClass, institutionClasses, wellKnown } from './institution-classes.js';
import { capitalized, describes, nominative, printed, printedOf } from './nominative.js';
import type { OrganizationName } from './organization-name.js';
import { qualifiersFrom } from './qualifiers.js';
import type { Token } from './tokens.js';
import { headsOf, isAcronym, ofAll } from './vocabulary.js';

/** A name that means the same everywhere: a class of institutions, some of a class, a body known in the whole country. */
export function readFixed(tokens: readonly Token[]): OrganizationName | null {
  const body = wellKnownIn(tokens);
  if (body) return body;
  if (tokens.some(({ kind }) => kind !== 'word')) return null;
  const words = tokens.map(({ text }) => text);
  const anchor = words.findIndex((word) => isAcronym(word) || headsOf(word).length > 0);
  const end = qualifiersFrom(words, Math.max(0, anchor) + 1);
  const meant = words.slice(0, end).filter((word) => !ofAll.test(stemOf(word)) && !/^(?:в|по)$/.test(word));
  const found = classOf(meant);
  if (!found) return somethingOfClass(tokens, words, meant);
  const acronym = meant.length === 1 && found.acronyms.includes(meant[0]!) ? meant[0]! : null;
  return fixedName(found, acronym ?? nominative(words.slice(0, end)).name, acronym);
}

/** A body known in the whole country, with or without a parent or a place behind it. */
function wellKnownIn(tokens: readonly Token[]): OrganizationName | null {
  const words = tokens.map(({ text }) => text);
  for (let end = tokens.length; end > 0; end--) {
    const name = printedOf(tokens.slice(0, end));
    const body = wellKnown.find(({ written }) => written.test(sortKey(name)));
    if (!body) continue;
    const rest = words.slice(end);
    if (rest.length > 0 && qualifiersFrom(rest, 0) > 0) return null;
    return fixedName(body, capitalized(name), isAcronym(words[0]!) ? name : null);
  }
  return null;
}

function classOf(words: readonly string[]): InstitutionClass | undefined {
  const stems = words.map(stemOf).join(' ');
  return institutionClasses.find(
    ({ acronyms, stems: pattern }) => (words.length === 1 && acronyms.includes(words[0]!)) || pattern.test(stems),
  );
}

/** Some of a class: «пилотные ДОО», «РМО учителей начальных классов», «ОО, участвующие в мониторинге». */
function somethingOfClass(
  tokens: readonly Token[],
  words: readonly string[],
  meant: readonly string[],
): OrganizationName | null {
  for (let from = 0; from < meant.length; from++) {
    for (let to = meant.length; to > from; to--) {
      const found = classOf(meant.slice(from, to));
      if (!found) continue;
      const rest = [...meant.slice(0, from), ...meant.slice(to)];
      const name = capitalized(nominativePlural(words, from, tokens));
      const core = [found.key, ...rest.map(stemOf)].join(' ');
      const initials = { letters: '', core: 0 };
      const alone = { qualifiers: [], form: null, acronym: null, bare: false, fixed: null, initials };
      return { name, core, coreName: name, kind: found.kind, ...alone };
    }
    if (!describes(meant[from]!)) return null;
  }
  return null;
}

/** «пилотных ДОО» → «пилотные ДОО»: an abbreviation in the middle has no ending of its own. */
function nominativePlural(words: readonly string[], adjectives: number, tokens: readonly Token[]): string {
  if (words.some((word) => headsOf(word).length > 0)) return nominative(tokens.map(printed)).name;
  return tokens
    .map((token, i) => (i < adjectives ? adjectiveBeside(token.text, 'F', 'PLURAL') : printed(token)))
    .join(' ');
}

function fixedName(
  { key, name, kind }: { key: string; name: string; kind: OrganizationKind },
  printed: string,
  acronym: string | null,
): OrganizationName {
  const letters = initialsOf(name.split(' '));
  const initials = { letters, core: letters.length };
  return {
    name: printed,
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
