import { sortKey } from '../../../schema/collation.js';
import { adjectiveBeside, adjectiveStem, stemOf } from './inflection.js';
import { initialsOf } from './initials.js';
import { type InstitutionClass, institutionClasses, wellKnown } from './institution-classes.js';
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
  const words = tokens.flatMap((token, i): Token[] => {
    if (token.kind === 'bracket' || token.kind === 'dash' || token.kind === 'person') return [];
    return [tokens[i + 1]?.kind === 'dash' && i + 2 < tokens.length ? { ...token, glue: ' –' } : token];
  });
  if (words.length === 0) return null;
  const name =
    readFixed(words) ?? readWithForm(words) ?? readAcronym(words) ?? readQuoted(words) ?? readHeadPhrase(words);
  return name && /\p{L}/u.test(name.core) && /\p{L}/u.test(name.coreName) ? name : null;
}

function readFixed(tokens: readonly Token[]): OrganizationName | null {
  const known = wellKnownIn(tokens);
  if (known) return known;
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
    const known = wellKnown.find(({ written }) => written.test(sortKey(name)));
    if (!known) continue;
    const rest = words.slice(end);
    if (rest.length > 0 && qualifiersFrom(rest, 0) > 0) return null;
    return fixedName(known, capitalized(name), isAcronym(words[0]!) ? name : null);
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

/** «МАУ ДПО ЦРО», «Муниципальное казённое учреждение «Научный центр»», «МБДОУ № 5», «МКУ Центр развития образования». */
function readWithForm(tokens: readonly Token[]): OrganizationName | null {
  const form = legalFormAt(tokens);
  const title = form && tokens[form.end];
  if (!form || !title) return null;
  const rest = tokens.slice(form.end);
  const inner = title.kind === 'quote' ? title.text : null;
  if (inner !== null && isAbbreviated(inner))
    return abbreviated(inner, form.abbreviation, rest.slice(1), inner.includes(' '));
  if (title.kind === 'word' && isAcronym(title.text) && rest[1]?.kind !== 'numbers' && rest[1]?.kind !== 'quote') {
    // «ГАУ ДПО ЯО ИРО»: of a region, whose letters come first.
    const ofRegion = /^(?:[ГФ]|[ОКР]Г)/.test(form.abbreviation) && rest[1]?.kind === 'word' && isAcronym(rest[1].text);
    const named = ofRegion ? `${title.text} ${rest[1]!.text}` : title.text;
    return abbreviated(named, form.abbreviation, rest.slice(ofRegion ? 2 : 1));
  }
  const end =
    inner === null
      ? qualifiersFrom(
          rest.map(({ text }) => text),
          1,
        )
      : titleEnd(rest);
  const named = rest.slice(0, rest[1]?.kind === 'quote' ? 2 : end);
  const words = named.flatMap(({ text }) => text.match(wordsOf) ?? []);
  const titled = inner !== null && end === 1 ? `«${inner}»` : printedOf(named);
  const letters = initialsOf(words);
  return {
    name: `${form.abbreviation} ${titled}`,
    ...(form.writtenOut && { writtenOut: nominative(tokens.map(printed)).name }),
    core: (words.every((word) => /^\d/.test(word)) ? [form.abbreviation, ...words] : words).map(stemOf).join(' '),
    coreName: inner ?? `${title.kind === 'numbers' ? `${form.abbreviation} ` : ''}${printedOf(named)}`,
    qualifiers: qualifiersOf(rest.slice(named.length).map(({ text }) => text)),
    form: form.abbreviation,
    acronym: null,
    bare: false,
    fixed: null,
    kind: kindOf(printedOf(tokens), form.abbreviation),
    initials: { letters, core: letters.length },
  };
}

/** «ЦОКО и ИТ»; «ЦЕНТР ПРИМЕРОВ» are words in capitals. */
function isAbbreviated(title: string): boolean {
  const parts = title.split(/\s/);
  return isAcronym(parts.join('')) && parts.every((part) => part.length <= 6 && headsOf(part).length === 0);
}

/** A number right behind a quoted name still belongs to it. */
function titleEnd(rest: readonly Token[]): number {
  return rest[1]?.kind === 'numbers' ? 2 : 1;
}

function abbreviated(acronym: string, form: string | null, rest: readonly Token[], quoted = false): OrganizationName {
  const name = [form, quoted ? `«${acronym}»` : acronym].filter(Boolean).join(' ');
  return {
    name: [name, ...rest.map(printed)].join(' '),
    core: acronym.toLowerCase(),
    coreName: name,
    qualifiers: qualifiersOf(rest.map(({ text }) => text)),
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
    kind: kindOf(
      printedOf(tokens),
      null,
      undefined,
      tokens.some(({ text }) => /\d\D+\d/.test(text)),
    ),
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
  if (tokens.some(({ kind }) => kind === 'numbers'))
    return { ...readNumbered(tokens), name: capitalized(nominative(words).name) };
  const head = headsOf(words[at]!)[0]!.noun;
  const whole = /^(?:GROUP|INSTITUTION|OTHER)$/.test(head.kind) || tokens.some(({ kind }) => kind === 'quote');
  const end = whole ? words.length : qualifiersFrom(words, at + 1);
  const before = words.slice(0, at).filter((word) => whole || !territorial.test(word));
  const coreWords = [...before, ...words.slice(at, end)];
  const { name } = nominative(tokens.map(printed));
  return {
    name: capitalized(name),
    core: coreWords.flatMap((word) => (word.match(wordsOf) ?? []).map(stemOf)).join(' '),
    coreName: nominative(coreWords).name,
    qualifiers: qualifiersOf(words.slice(end)),
    form: null,
    acronym: null,
    bare: coreWords.length === 1 && needsMore(head),
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

/** «комитет», «группа» alone say nothing of which; «администрация», «оргкомитет», «эксперты» do, within one owner. */
function needsMore({ kind, lemma }: Head): boolean {
  if (kind === 'GROUP') return /^(?:группа|команда|секция|объединение|общество|клуб|лаборатория|союз)$/.test(lemma);
  return kind !== 'ADMINISTRATION' && kind !== 'COMMISSION';
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

/** By stems; an abbreviation stays in capitals, because it may stand for several of them. */
function qualifiersOf(words: readonly string[]): string[] {
  return words.flatMap((word) => (word.match(wordsOf) ?? []).map((part) => (isAcronym(part) ? part : stemOf(part))));
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function printed({ kind, text, glue }: Token): string {
  return (kind === 'quote' ? `«${text.replaceAll('"', '')}»` : text) + (glue ?? '');
}

function printedOf(tokens: readonly Token[]): string {
  return tokens.map(printed).join(' ');
}

const wordsOf = /[А-Яа-яЁёA-Za-z\d]+(?:-[А-Яа-яЁё\d]+)*/g;
