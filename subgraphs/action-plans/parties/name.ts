import { sortKey } from '../../../schema/collation.js';
import { adjectiveBeside, adjectiveStem, stemOf } from './inflection.js';
import { initialsOf } from './initials.js';
import { institutionClasses, wellKnown } from './institution-classes.js';
import { kindOf } from './kind.js';
import { legalFormAt } from './legal-form.js';
import type { OrganizationKind } from './organization.js';
import { qualifiersFrom } from './qualifiers.js';
import type { Token } from './tokens.js';
import { type Head, headsOf, isAcronym, isLegalForm, ofAll, territorial } from './vocabulary.js';

/** One way to name an organisation, taken apart. Names in all cases and of all lengths meet by `core` and `qualifiers`. */
export interface OrganizationName {
  /** In the nominative, as far as the words before the head go. */
  name: string;
  /** The name without parents and places, by the stems of its words; or its abbreviation, in small letters. */
  core: string;
  /** The same in words, in the nominative: what the key of an organisation is made of. */
  coreName: string;
  /** Stems of parents and places: «… администрации города …». */
  qualifiers: string[];
  /** «МАУ ДПО»; null where no legal form is named. */
  form: string | null;
  /** The core is only this abbreviation. */
  acronym: string | null;
  /** Only a head: «комитет»; which one must be known from elsewhere. */
  bare: boolean;
  /** Key of what is the same everywhere: a class of institutions, a body known in the whole country. */
  fixed: string | null;
  kind: OrganizationKind;
  /** The name with its legal form written out, where it is printed so. */
  writtenOut?: string;
  /** First letters of its words, and how many of them belong to the core. */
  initials: { letters: string; core: number };
}

/** Null where the words name no organisation that this vocabulary knows. */
export function readName(tokens: readonly Token[]): OrganizationName | null {
  const words = tokens.filter(({ kind }) => kind !== 'bracket' && kind !== 'dash' && kind !== 'person');
  if (words.length === 0) return null;
  return readFixed(words) ?? readWithForm(words) ?? readAcronym(words) ?? readQuoted(words) ?? readHeadPhrase(words);
}

function readFixed(tokens: readonly Token[]): OrganizationName | null {
  const printed = printedOf(tokens);
  const known = wellKnown.find(({ written }) => written.test(sortKey(printed)));
  if (known) return fixedName(known, capitalized(printed), isAcronym(tokens[0]!.text) ? printed : null);
  if (tokens.some(({ kind }) => kind !== 'word')) return null;
  const words = tokens.map(({ text }) => text);
  const end = qualifiersFrom(words, 1);
  const meant = words.slice(0, end).filter((word) => !ofAll.test(stemOf(word)) && !/^(?:в|по)$/.test(word));
  const stems = meant.map(stemOf).join(' ');
  const found = institutionClasses.find(
    ({ acronyms, stems: pattern }) => (meant.length === 1 && acronyms.includes(meant[0]!)) || pattern.test(stems),
  );
  if (!found) return null;
  const acronym = meant.length === 1 && found.acronyms.includes(meant[0]!) ? meant[0]! : null;
  return fixedName(found, acronym ?? nominative(words.slice(0, end)).name, acronym);
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

/** «МАУ ДПО ЦРО», «Муниципальное казённое учреждение «Научный центр»», «МБДОУ № 5», «МКУ Центр развития образования». */
function readWithForm(tokens: readonly Token[]): OrganizationName | null {
  const form = legalFormAt(tokens);
  const title = form && tokens[form.end];
  if (!form || !title) return null;
  const rest = tokens.slice(form.end);
  const inner = title.kind === 'quote' ? title.text : null;
  if (inner !== null && isAcronym(inner.replace(/\s/g, '')))
    return abbreviated(inner, form.abbreviation, rest.slice(1));
  if (title.kind === 'word' && isAcronym(title.text) && rest[1]?.kind !== 'numbers' && rest[1]?.kind !== 'quote') {
    return abbreviated(title.text, form.abbreviation, rest.slice(1));
  }
  const end =
    inner === null
      ? qualifiersFrom(
          rest.map(({ text }) => text),
          1,
        )
      : titleEnd(rest);
  const named = rest.slice(0, end);
  const words = named.flatMap(({ text }) => text.match(wordsOf) ?? []);
  const titled = inner !== null && end === 1 ? `«${inner}»` : printedOf(named);
  const letters = initialsOf(words);
  return {
    name: `${form.abbreviation} ${titled}`,
    ...(form.writtenOut && { writtenOut: nominative(tokens.map(printed)).name }),
    core: (words.every((word) => /^\d/.test(word)) ? [form.abbreviation, ...words] : words).map(stemOf).join(' '),
    coreName: inner ?? `${title.kind === 'numbers' ? `${form.abbreviation} ` : ''}${printedOf(named)}`,
    qualifiers: rest.slice(end).flatMap(({ text }) => (text.match(wordsOf) ?? []).map(stemOf)),
    form: form.abbreviation,
    acronym: null,
    bare: false,
    fixed: null,
    kind: kindOf(printedOf(tokens), form.abbreviation),
    initials: { letters, core: letters.length },
  };
}

/** A number right behind a quoted name still belongs to it. */
function titleEnd(rest: readonly Token[]): number {
  return rest[1]?.kind === 'numbers' ? 2 : 1;
}

function abbreviated(acronym: string, form: string | null, rest: readonly Token[]): OrganizationName {
  const name = [form, acronym].filter(Boolean).join(' ');
  return {
    name: [name, ...rest.map(printed)].join(' '),
    core: acronym.toLowerCase().replace(/\s/g, ''),
    coreName: name,
    qualifiers: rest.flatMap(({ text }) => (text.match(wordsOf) ?? []).map(stemOf)),
    form,
    acronym,
    bare: false,
    fixed: null,
    kind: kindOf(name, form),
    initials: { letters: '', core: 0 },
  };
}

/** «УО», «КСР АПГО», «ИМЦ города …»: what follows is a parent or a place. */
function readAcronym([first, ...rest]: readonly Token[]): OrganizationName | null {
  if (first!.kind !== 'word' || !isAcronym(first!.text) || isLegalForm(first!.text)) return null;
  if (rest.some(({ kind }) => kind === 'numbers' || kind === 'quote')) return readNumbered([first!, ...rest]);
  const words = rest.map(({ text }) => text);
  if (rest.length > 0 && qualifiersFrom(words, 0) > 0) return null;
  return abbreviated(first!.text, null, rest);
}

/** «СОШ № 5», «ДДТ «Радуга»». */
function readNumbered(tokens: readonly Token[]): OrganizationName {
  const words = tokens.flatMap(({ text }) => text.match(wordsOf) ?? []);
  const letters = initialsOf(words);
  return {
    name: tokens.map(printed).join(' '),
    core: words.map(stemOf).join(' '),
    coreName: words.join(' '),
    qualifiers: [],
    form: null,
    acronym: null,
    bare: false,
    fixed: null,
    kind: kindOf(printedOf(tokens), null),
    initials: { letters, core: letters.length },
  };
}

function readQuoted(tokens: readonly Token[]): OrganizationName | null {
  const [first] = tokens;
  if (first!.kind !== 'quote' || !/[А-Яа-яЁё]{3}/.test(first!.text)) return null;
  return readNumbered([first!]);
}

/** «управления образования администрации города …», «рабочая группа из …», «детский сад № 5». */
function readHeadPhrase(tokens: readonly Token[]): OrganizationName | null {
  const words = tokens.map(({ text }) => text);
  const at = words.findIndex((word, i) => tokens[i]!.kind === 'word' && headsOf(word).length > 0);
  if (at < 0 || words.slice(0, at).some((word) => !describes(word))) return null;
  if (tokens.some(({ kind }) => kind === 'numbers')) return { ...readNumbered(tokens), name: nominative(words).name };
  const head = headsOf(words[at]!)[0]!.noun;
  const whole = head.kind === 'GROUP' || head.kind === 'INSTITUTION' || tokens.some(({ kind }) => kind === 'quote');
  const end = whole ? words.length : qualifiersFrom(words, at + 1);
  const before = words.slice(0, at).filter((word) => head.kind === 'GROUP' || !territorial.test(word));
  const coreWords = [...before, ...words.slice(at, end)];
  const { name } = nominative(tokens.map(printed));
  return {
    name: capitalized(name),
    core: coreWords.flatMap((word) => (word.match(wordsOf) ?? []).map(stemOf)).join(' '),
    coreName: nominative(coreWords).name,
    qualifiers: words.slice(end).flatMap((word) => (word.match(wordsOf) ?? []).map(stemOf)),
    form: null,
    acronym: null,
    bare: coreWords.length === 1 && head.kind !== 'ADMINISTRATION' && head.kind !== 'GROUP',
    fixed: null,
    kind: kindOf(
      name,
      null,
      head,
      headsOf(words[at]!).some(({ number }) => number === 'PLURAL'),
    ),
    initials: { letters: initialsOf([...before, ...words.slice(at)]), core: initialsOf(coreWords).length },
  };
}

/** Words may only describe the head in front of it: «Информационно-методический центр», «городские лаборатории». */
function describes(word: string): boolean {
  return adjectiveStem(word) !== null;
}

/** The words with the adjectives and the head in the nominative; what depends on the head stays as it is. */
export function nominative(words: readonly string[]): { name: string; head: Head | null } {
  const at = words.findIndex((word) => headsOf(word).length > 0);
  if (at < 0) return { name: words.join(' '), head: null };
  const form = headsOf(words[at]!).find(({ nominative }) => nominative) ?? headsOf(words[at]!)[0]!;
  const before = words.slice(0, at);
  const forms = headsOf(words[at]!);
  const many = form.noun.kind === 'INSTITUTION' || form.noun.kind === 'GROUP';
  const plural =
    pluralBeside(before.at(-1)) ?? (many ? form.number === 'PLURAL' : forms.every(({ number }) => number === 'PLURAL'));
  const number = plural ? 'PLURAL' : 'SINGULAR';
  const lemma = plural ? pluralOf(form.noun) : form.noun.lemma;
  const head = /^[А-ЯЁ]/.test(words[at]!) && at === 0 ? capitalized(lemma) : lemma;
  const adjectives = before.map((word) => adjectiveBeside(word, form.noun.gender, number));
  return { name: [...adjectives, head, ...words.slice(at + 1)].join(' '), head: form.noun };
}

/** What the adjective before it says: «базовых площадок» are many, «рабочей группы» is one. */
function pluralBeside(adjective: string | undefined): boolean | null {
  if (!adjective || adjectiveStem(adjective) === null) return null;
  return /(?:ые|ие|ых|их|ыми|ими|ым|им)$/.test(adjective) && !/(?:ым|им)$/.test(adjective);
}

function pluralOf(noun: Head): string {
  if (noun.plural) return noun.plural;
  if (/(?:ие)$/.test(noun.lemma)) return `${noun.lemma.slice(0, -1)}я`;
  if (/ия$/.test(noun.lemma)) return `${noun.lemma.slice(0, -1)}и`;
  if (/[оь]$/.test(noun.lemma)) return noun.lemma.slice(0, -1) + (noun.lemma.endsWith('о') ? 'а' : 'и');
  const stem = noun.lemma.replace(/[ай]$/, '');
  return stem + (/[гкхжшчщ]$/.test(stem) || noun.lemma.endsWith('й') ? 'и' : 'ы');
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function printed({ kind, text }: Token): string {
  return kind === 'quote' ? `«${text.replaceAll('"', '')}»` : text;
}

function printedOf(tokens: readonly Token[]): string {
  return tokens.map(printed).join(' ');
}

const wordsOf = /[А-Яа-яЁёA-Za-z\d]+(?:-[А-Яа-яЁё\d]+)*/g;
