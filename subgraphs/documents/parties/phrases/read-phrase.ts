import { elementAt } from '../../lists/elements.js';
import type { ResponsibleRole } from '../../vocabulary/parties.js';
import { adjectiveStem } from '../language/inflection.js';
import { headsOf, isAcronym, isLegalForm, type PostForm, postOf } from '../language/organization-nouns.js';
import { type PartyToken, partyTokens } from '../language/party-tokens.js';
import { type PersonName, readPerson } from '../language/person-names.js';
import type { OrganizationName } from '../names/organization-name.js';
import { readName } from '../names/read-name.js';
import { isParticiple, type Phrase } from './split-phrases.js';

/** A phrase taken apart: posts, the organisation that they belong to, a person. */
export interface PhraseReading {
  role: ResponsibleRole;
  after: Phrase['after'];
  start: number;
  end: number;
  posts: PostForm[];
  /** Words that should name an organisation; none behind posts that stand alone. */
  nameTokens: PartyToken[];
  name: OrganizationName | null;
  person: PersonName | null;
  /** The name stands in brackets, where it keeps the nominative. */
  personInBrackets: boolean;
  governed: Phrase['governed'];
  /** Abbreviations that it declares: «(далее – МОУО)». */
  aliases: string[];
}

export function readPhrase({ role, after, tokens, governed }: Phrase): PhraseReading {
  const outside = tokens.filter(({ kind }) => kind !== 'bracket');
  const words = outside.filter(({ kind }) => kind !== 'person');
  const { posts, end } = readPosts(words);
  const nameTokens = namedBehind(words.slice(end), posts);
  const brackets = tokens.filter(({ kind }) => kind === 'bracket').map(({ text }) => text);
  const printedPerson = outside.find(({ kind }) => kind === 'person')?.text;
  return {
    role,
    after,
    start: elementAt(tokens, 0).start,
    end: elementAt(tokens, -1).end,
    posts,
    nameTokens: nameTokens,
    name: nameTokens.length > 0 ? readName(nameTokens) : nameInBrackets(brackets, posts),
    person: printedPerson ? readPerson(printedPerson) : personInBrackets(brackets),
    personInBrackets: printedPerson === undefined,
    governed,
    aliases: brackets.flatMap(declaredIn).concat(brackets.flatMap((text) => abbreviationAlone(text, nameTokens))),
  };
}

/** «специалист управления, курирующий …»: the clause describes the post, where both stand in the nominative. */
function namedBehind(words: readonly PartyToken[], posts: readonly PostForm[]): PartyToken[] {
  const clause = words.findIndex((word) => isParticiple(word));
  const ofPost = posts.length > 0 && clause >= 0 && /(?:ие|ий|ая)(?:ся)?$/.test(elementAt(words, clause).text);
  return (ofPost ? words.slice(0, clause) : [...words]).map((word, i, all) =>
    i === all.length - 1 && word.glue ? { ...word, glue: undefined } : word,
  );
}

/** «Иванова А.Б. (УО)». */
function nameInBrackets(brackets: readonly string[], posts: readonly PostForm[]): OrganizationName | null {
  return posts.length === 0 && brackets[0] !== undefined && !/^далее/i.test(brackets[0])
    ? readName(partyTokens(brackets[0]))
    : null;
}

/** The posts in front, what describes them and their field: «заместитель директора по УВР», «ведущий специалист». */
function readPosts(words: readonly PartyToken[]): { posts: PostForm[]; end: number } {
  const posts: PostForm[] = [];
  let end = 0;
  for (let i = 0; i < words.length; i++) {
    const { kind, text } = elementAt(words, i);
    const post = kind === 'word' ? postOf(text) : null;
    if (post) {
      const ofClass = post.lemma === 'руководитель' && /^классн/i.test(words[i - 1]?.text ?? '');
      posts.push(ofClass ? { ...post, kind: 'STAFF' } : post);
      end = i + 1;
    } else if (kind !== 'word' && kind !== 'dash') break;
    else if (kind === 'word' && !/^(?:и|и\.|о\.|врио)$/i.test(text) && adjectiveStem(text) === null) break;
  }
  if (posts.length === 0) return { posts, end: 0 };
  return { posts, end: endOfField(words, end) };
}

/** «по дошкольному образованию»: up to where the name of an organisation can begin. */
function endOfField(words: readonly PartyToken[], from: number): number {
  if (words[from]?.kind === 'dash') return endOfField(words, from + 1);
  if (!/^по$/i.test(words[from]?.text ?? '')) return from;
  for (let i = from + 2; i < words.length; i++) {
    if (!beginsName(words, i)) continue;
    let start = i;
    // What describes it stands before it.
    while (
      start > from + 2 &&
      elementAt(words, start - 1).kind === 'word' &&
      adjectiveStem(elementAt(words, start - 1).text) !== null
    )
      start--;
    return start;
  }
  return words.length;
}

function beginsName(words: readonly PartyToken[], i: number): boolean {
  const { kind, text } = elementAt(words, i);
  if (kind === 'quote') return true;
  if (kind !== 'word') return false;
  return isLegalForm(text) || isAcronym(text) || headsOf(text).length > 0;
}

export function declaredIn(bracket: string): string[] {
  const list = /^далее(?:\s?по тексту)?(?:\s?соответственно)?\s?[–—:-]?\s?(.+)$/is.exec(bracket)?.[1];
  return list ? splitAliases(list) : [];
}

/** «УО, Управление» are two names; a comma inside quotes parts nothing. */
function splitAliases(list: string): string[] {
  const tokens = partyTokens(list);
  const aliases: string[] = [];
  let start = 0;
  for (const { kind, start: at, end, text } of tokens) {
    if (kind !== 'comma' && kind !== 'end' && text !== 'или') continue;
    aliases.push(list.slice(start, at));
    start = end;
  }
  aliases.push(list.slice(start));
  return aliases.map((alias) => alias.trim()).filter((alias) => alias !== '' && alias.length <= 200);
}

/** «Управление образования (УО)». */
function abbreviationAlone(bracket: string, nameTokens: readonly PartyToken[]): string[] {
  return nameTokens.length > 1 && isAcronym(bracket) ? [bracket] : [];
}

/** «(Л.В. Иконникова)», «(начальник Иванова А.Б.)», or only a surname: «(Шевченко)». */
function personInBrackets(brackets: readonly string[]): PersonName | null {
  for (const text of brackets) {
    const persons = partyTokens(text).filter(({ kind }) => kind === 'person');
    const person = persons.length === 1 ? readPerson(elementAt(persons, 0).text) : null;
    if (person) return person;
    if (/^[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$/.test(text) && headsOf(text).length === 0 && !postOf(text))
      return { surname: text, rest: '' };
  }
  return null;
}
