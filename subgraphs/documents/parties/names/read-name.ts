import { elementAt } from '../../lists/elements.js';
import { stemOf } from '../language/inflection.js';
import { initialsOf } from '../language/initials.js';
import { legalFormAt } from '../language/legal-form.js';
import { capitalized, describes, nominative, printToken, printTokens } from '../language/nominative.js';
import { kindOf } from '../language/organization-kind.js';
import { type Head, headsOf, isAcronym, isLegalForm, territorial } from '../language/organization-nouns.js';
import type { PartyToken } from '../language/party-tokens.js';
import { qualifiersFrom } from '../language/qualifiers.js';
import { readFixedName } from './fixed-name.js';
import type { OrganizationName } from './organization-name.js';

/** Null where the words name no organisation that this vocabulary knows. */
export function readName(tokens: readonly PartyToken[]): OrganizationName | null {
  const words = tokens.flatMap((token, i): PartyToken[] => {
    if (token.kind === 'bracket' || token.kind === 'dash' || token.kind === 'person') return [];
    return [tokens[i + 1]?.kind === 'dash' && i + 2 < tokens.length ? { ...token, glue: ' –' } : token];
  });
  if (words.length === 0) return null;
  const name =
    readFixedName(words) ?? readWithForm(words) ?? readAcronym(words) ?? readQuoted(words) ?? readHeadPhrase(words);
  return name && /\p{L}/u.test(name.core) && /\p{L}/u.test(name.coreName) ? name : null;
}

/** «МАУ ДПО ЦРО», «Муниципальное казённое учреждение «Научный центр»», «МБДОУ № 5», «МКУ Центр развития образования». */
function readWithForm(tokens: readonly PartyToken[]): OrganizationName | null {
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
    const abbreviation = ofRegion ? `${title.text} ${elementAt(rest, 1).text}` : title.text;
    return abbreviated(abbreviation, form.abbreviation, rest.slice(ofRegion ? 2 : 1));
  }
  const end =
    inner === null
      ? qualifiersFrom(
          rest.map(({ text }) => text),
          1,
        )
      : titleEnd(rest);
  const ownTokens = rest.slice(0, rest[1]?.kind === 'quote' ? 2 : end);
  const words = ownTokens.flatMap(({ text }) => text.match(wordsOf) ?? []);
  const titled = inner !== null && end === 1 ? `«${inner}»` : printTokens(ownTokens);
  const letters = initialsOf(words);
  return {
    name: `${form.abbreviation} ${titled}`,
    ...(form.writtenOut && { writtenOut: nominative(tokens.map(printToken)).name }),
    core: (words.every((word) => /^\d/.test(word)) ? [form.abbreviation, ...words] : words).map(stemOf).join(' '),
    coreName: inner ?? `${title.kind === 'numbers' ? `${form.abbreviation} ` : ''}${printTokens(ownTokens)}`,
    qualifiers: qualifiersOf(rest.slice(ownTokens.length).map(({ text }) => text)),
    form: form.abbreviation,
    acronym: null,
    bare: false,
    fixed: null,
    kind: kindOf(printTokens(tokens), form.abbreviation),
    initials: { letters, core: letters.length },
  };
}

/** «ЦОКО и ИТ»; «ЦЕНТР ПРИМЕРОВ» are words in capitals. */
function isAbbreviated(title: string): boolean {
  const parts = title.split(/\s/);
  return isAcronym(parts.join('')) && parts.every((part) => part.length <= 6 && headsOf(part).length === 0);
}

/** A number right behind a quoted name still belongs to it. */
function titleEnd(rest: readonly PartyToken[]): number {
  return rest[1]?.kind === 'numbers' ? 2 : 1;
}

function abbreviated(
  acronym: string,
  form: string | null,
  rest: readonly PartyToken[],
  quoted = false,
): OrganizationName {
  const name = [form, quoted ? `«${acronym}»` : acronym].filter(Boolean).join(' ');
  return {
    name: [name, ...rest.map(printToken)].join(' '),
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
function readAcronym([first, ...rest]: readonly PartyToken[]): OrganizationName | null {
  if (first?.kind !== 'word' || !isAcronym(first.text) || isLegalForm(first.text)) return null;
  if (rest.some(({ kind }) => kind === 'numbers' || kind === 'quote')) return readNumbered([first, ...rest]);
  const words = rest.map(({ text }) => text);
  if (rest.length > 0 && qualifiersFrom(words, 0) > 0) return null;
  return abbreviated(first.text, null, rest);
}

/** «СОШ № 5», «ДДТ «Радуга»». */
function readNumbered(tokens: readonly PartyToken[]): OrganizationName {
  const words = tokens.flatMap(({ text }) => text.match(wordsOf) ?? []);
  const letters = initialsOf(words);
  return {
    name: tokens.map(printToken).join(' '),
    core: words.map(stemOf).join(' '),
    coreName: words.join(' '),
    qualifiers: [],
    form: null,
    acronym: null,
    bare: false,
    fixed: null,
    kind: kindOf(
      printTokens(tokens),
      null,
      undefined,
      tokens.some(({ text }) => /\d\D+\d/.test(text)),
    ),
    initials: { letters, core: letters.length },
  };
}

function readQuoted(tokens: readonly PartyToken[]): OrganizationName | null {
  const [first] = tokens;
  if (first?.kind !== 'quote' || !/[А-Яа-яЁё]{3}/.test(first.text)) return null;
  return readNumbered([first]);
}

/** «управления образования администрации города …», «рабочая группа из …», «детский сад № 5». */
function readHeadPhrase(tokens: readonly PartyToken[]): OrganizationName | null {
  const words = tokens.map(({ text }) => text);
  const at = words.findIndex((word, i) => elementAt(tokens, i).kind === 'word' && headsOf(word).length > 0);
  if (at < 0 || words.slice(0, at).some((word) => !describes(word))) return null;
  if (tokens.some(({ kind }) => kind === 'numbers'))
    return { ...readNumbered(tokens), name: capitalized(nominative(words).name) };
  const heads = headsOf(elementAt(words, at));
  const head = elementAt(heads, 0).noun;
  const whole = /^(?:GROUP|INSTITUTION|OTHER)$/.test(head.kind) || tokens.some(({ kind }) => kind === 'quote');
  const end = whole ? words.length : qualifiersFrom(words, at + 1);
  const before = words.slice(0, at).filter((word) => whole || !territorial.test(word));
  const coreWords = [...before, ...words.slice(at, end)];
  const { name } = nominative(tokens.map(printToken));
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
      heads.some(({ number }) => number === 'PLURAL'),
    ),
    initials: { letters: initialsOf([...before, ...words.slice(at)]), core: initialsOf(coreWords).length },
  };
}

/** «комитет», «группа» alone say nothing of which; «администрация», «оргкомитет», «эксперты» do, within one owner. */
function needsMore({ kind, lemma }: Head): boolean {
  if (kind === 'GROUP') return /^(?:группа|команда|секция|объединение|общество|клуб|лаборатория|союз)$/.test(lemma);
  return kind !== 'ADMINISTRATION' && kind !== 'COMMISSION';
}

/** By stems; an abbreviation stays in capitals, because it may stand for several of them. */
function qualifiersOf(words: readonly string[]): string[] {
  return words.flatMap((word) => (word.match(wordsOf) ?? []).map((part) => (isAcronym(part) ? part : stemOf(part))));
}

const wordsOf = /[А-Яа-яЁёA-Za-z\d]+(?:-[А-Яа-яЁё\d]+)*/g;
