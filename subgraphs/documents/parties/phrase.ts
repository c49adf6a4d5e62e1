import type { ResponsibleRole } from '../vocabulary/parties.js';
import { adjectiveStem } from './inflection.js';
import { readName } from './name.js';
import type { OrganizationName } from './organization-name.js';
import { type PersonName, readPerson } from './person-names.js';
import { isParticiple, type Phrase } from './phrases.js';
import { type Token, tokensOf } from './tokens.js';
import { headsOf, isAcronym, isLegalForm, type PostForm, postOf } from './vocabulary.js';

/** A phrase taken apart: posts, the organisation that they belong to, a person. */
export interface ReadPhrase {
  role: ResponsibleRole;
  after: Phrase['after'];
  start: number;
  end: number;
  posts: PostForm[];
  /** Words that should name an organisation; none behind posts that stand alone. */
  named: Token[];
  name: OrganizationName | null;
  person: PersonName | null;
  /** What stands in brackets keeps the nominative. */
  personInBrackets: boolean;
  governed: Phrase['governed'];
  /** Abbreviations that it declares: «(далее – МОУО)». */
  declared: string[];
}

export function readPhrase({ role, after, tokens, governed }: Phrase): ReadPhrase {
  const outside = tokens.filter(({ kind }) => kind !== 'bracket');
  const words = outside.filter(({ kind }) => kind !== 'person');
  const { posts, end } = readPosts(words);
  const named = namedBehind(words.slice(end), posts);
  const brackets = tokens.filter(({ kind }) => kind === 'bracket').map(({ text }) => text);
  const printedPerson = outside.find(({ kind }) => kind === 'person')?.text;
  return {
    role,
    after,
    start: tokens[0]!.start,
    end: tokens.at(-1)!.end,
    posts,
    named,
    name: named.length > 0 ? readName(named) : nameInBrackets(brackets, posts),
    person: printedPerson ? readPerson(printedPerson) : personInBrackets(brackets),
    personInBrackets: printedPerson === undefined,
    governed,
    declared: brackets.flatMap(declaredIn).concat(brackets.flatMap((text) => abbreviationAlone(text, named))),
  };
}

/** «специалист управления, курирующий …»: the clause describes the post, where both stand in the nominative. */
function namedBehind(words: readonly Token[], posts: readonly PostForm[]): Token[] {
  const clause = words.findIndex((word) => isParticiple(word));
  const ofPost = posts.length > 0 && clause >= 0 && /(?:ие|ий|ая)(?:ся)?$/.test(words[clause]!.text);
  return (ofPost ? words.slice(0, clause) : [...words]).map((word, i, all) =>
    i === all.length - 1 && word.glue ? { ...word, glue: undefined } : word,
  );
}

/** «Иванова А.Б. (УО)». */
function nameInBrackets(brackets: readonly string[], posts: readonly PostForm[]): OrganizationName | null {
  return posts.length === 0 && brackets[0] !== undefined && !/^далее/i.test(brackets[0])
    ? readName(tokensOf(brackets[0]))
    : null;
}

/** The posts in front, what describes them and their field: «заместитель директора по УВР», «ведущий специалист». */
function readPosts(words: readonly Token[]): { posts: PostForm[]; end: number } {
  const posts: PostForm[] = [];
  let end = 0;
  for (let i = 0; i < words.length; i++) {
    const { kind, text } = words[i]!;
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
function endOfField(words: readonly Token[], from: number): number {
  if (words[from]?.kind === 'dash') return endOfField(words, from + 1);
  if (!/^по$/i.test(words[from]?.text ?? '')) return from;
  for (let i = from + 2; i < words.length; i++) {
    if (!beginsName(words, i)) continue;
    let start = i;
    // What describes it stands before it.
    while (start > from + 2 && words[start - 1]!.kind === 'word' && adjectiveStem(words[start - 1]!.text) !== null)
      start--;
    return start;
  }
  return words.length;
}

function beginsName(words: readonly Token[], i: number): boolean {
  const { kind, text } = words[i]!;
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
  const tokens = tokensOf(list);
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
function abbreviationAlone(bracket: string, named: readonly Token[]): string[] {
  return named.length > 1 && isAcronym(bracket) ? [bracket] : [];
}

/** «(Л.В. Иконникова)», «(начальник Иванова А.Б.)», or only a surname: «(Шевченко)». */
function personInBrackets(brackets: readonly string[]): PersonName | null {
  for (const text of brackets) {
    const persons = tokensOf(text).filter(({ kind }) => kind === 'person');
    const person = persons.length === 1 ? readPerson(persons[0]!.text) : null;
    if (person) return person;
    if (/^[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$/.test(text) && headsOf(text).length === 0 && !postOf(text))
      return { surname: text, rest: '' };
  }
  return null;
}
