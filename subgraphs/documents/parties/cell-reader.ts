import { elementAt } from '../lists/elements.js';
import type { ResponsibleRole } from '../vocabulary/parties.js';
import { capitalized } from './language/nominative.js';
import { printPerson } from './language/person-names.js';
import type { PhraseReading } from './phrases/read-phrase.js';
import type { Affiliations } from './register/affiliations.js';
import type { OrganizationRegister, RegisterEntry } from './register/organization-register.js';
import type { PersonBook } from './register/person-book.js';

/** One of those responsible, as a cell names it. */
export interface Party {
  /** Words of the cell. */
  text: string;
  /** Key of its organisation. */
  organization: string | null;
  /** Surname first, in the nominative. */
  person: string | null;
  role: ResponsibleRole;
  /** Is it known who is meant. */
  resolved: boolean;
  /** Why not: nothing says whose post it is, or what the words mean. */
  unresolved: 'WHOSE' | 'WHAT' | null;
}

export interface DocumentContext {
  register: OrganizationRegister;
  affiliations: Affiliations;
  persons: PersonBook;
  /** Phrases of every cell, by its text. */
  cells: ReadonlyMap<string, readonly PhraseReading[]>;
}

interface Named {
  phrase: PhraseReading;
  entry: RegisterEntry | null;
}

/** Puts the phrases of a cell together to parties. */
export class CellReader {
  readonly #context: DocumentContext;
  /** «специалисты мау дпо цро» where a post stands before an organisation with nothing between. */
  readonly #joined = new Set<string>();

  constructor(context: DocumentContext) {
    this.#context = context;
    for (const [cell, phrases] of context.cells) {
      for (const { posts, name, start, end } of phrases)
        if (posts.length > 0 && name) this.#joined.add(plain(cell.slice(start, end)));
    }
  }

  read(cell: string, truncated: boolean): Party[] {
    const phrases = this.#context.cells.get(cell) ?? [];
    const parties: Party[] = [];
    let before: Named | null = null;
    for (let i = 0; i < phrases.length; ) {
      const apposed = isApposition(phrases, i);
      const nameAt = apposed ? i + 1 : this.#lastJoined(cell, phrases, i);
      const last = apposed ? nameAt : this.#withPerson(phrases, nameAt);
      const cut = truncated && last === phrases.length - 1 && !/[,;]\s*$/.test(cell);
      const entry: RegisterEntry | null = cut ? null : this.#organizationOf(cell, elementAt(phrases, nameAt), before);
      const text = cell.slice(elementAt(phrases, i).start, elementAt(phrases, last).end);
      parties.push(this.#party(text, elementAt(phrases, nameAt), elementAt(phrases, apposed ? i : last), entry, cut));
      before = { phrase: elementAt(phrases, nameAt), entry };
      i = last + 1;
    }
    return parties;
  }

  #party(
    text: string,
    withName: PhraseReading,
    withPerson: PhraseReading,
    organization: RegisterEntry | null,
    cut: boolean,
  ): Party {
    const person = this.#context.persons.read(withPerson);
    const entry =
      organization ??
      (person && !cut && withName.nameTokens.length === 0 ? this.#context.affiliations.of(person) : null);
    const isPerson = person !== null && person.rest !== '' && withName.nameTokens.length === 0;
    const resolved = !cut && (entry !== null || isPerson);
    const why = withName.nameTokens.length === 0 && withName.posts.length > 0 ? 'WHOSE' : 'WHAT';
    return {
      text,
      organization: entry?.key ?? null,
      person: person && printPerson(person),
      role: withName.role,
      resolved,
      unresolved: resolved ? null : why,
    };
  }

  #organizationOf(cell: string, phrase: PhraseReading, before: Named | null): RegisterEntry | null {
    const { name, nameTokens, posts, person, start, end } = phrase;
    const entry = name && this.#context.register.find(name);
    if (entry || person) return entry;
    if (isOnlyPosts(phrase) && before?.entry && followsPosts(phrase, before.phrase)) return before.entry;
    // Staff that is named together is a group by itself; one of them, or a head, is of something.
    const [post] = posts;
    const words = cell.slice(start, end).replace(/\s*\(.*$/s, '');
    const isGroup = post?.kind === 'ROLE' ? words.includes(' ') : post?.kind === 'STAFF' && post.plural;
    if (!isGroup || (name ? !name.bare : nameTokens.length > 0)) return null;
    return this.#context.register.group(capitalized(words));
  }

  /** «ГКУ «Центр …», Юдина И.Г.»: a person behind a comma who always stands behind it. */
  #withPerson(phrases: readonly PhraseReading[], nameAt: number): number {
    const next = phrases[nameAt + 1];
    if (elementAt(phrases, nameAt).person || !next || !isOnlyPerson(next) || next.after !== 'comma') return nameAt;
    const { name } = elementAt(phrases, nameAt);
    const entry = name && this.#context.register.find(name);
    const person = this.#context.persons.read(next);
    return entry && person && this.#context.affiliations.of(person) === entry ? nameAt + 1 : nameAt;
  }

  /** «руководители и педагоги ДОО», «специалисты, МАУ ДПО ЦРО»: posts that wait for the name that follows. */
  #lastJoined(cell: string, phrases: readonly PhraseReading[], from: number): number {
    let last = from;
    while (
      isOnlyPosts(elementAt(phrases, last)) &&
      phrases[last + 1] &&
      this.#sharesName(cell, elementAt(phrases, last), elementAt(phrases, last + 1))
    )
      last++;
    return last > from && elementAt(phrases, last).name === null ? from : last;
  }

  #sharesName(cell: string, first: PhraseReading, next: PhraseReading): boolean {
    const kinds = [first, next].map(({ posts }) => posts[0]?.kind === 'OFFICIAL');
    if (next.posts.length > 0 && next.role === first.role) {
      if (next.after === 'and') return true;
      const alike = kinds[0] === kinds[1] && elementAt(first.posts, 0).plural === elementAt(next.posts, 0).plural;
      return next.after === 'comma' && alike && elementAt(first.posts, 0).kind !== 'ROLE';
    }
    if (next.posts.length > 0 || !next.name || next.after !== 'comma') return false;
    const words = plain(`${cell.slice(first.start, first.end)} ${cell.slice(next.start, next.end)}`);
    return this.#joined.has(words) || (first.posts[0]?.kind === 'OFFICIAL' && next.name.form !== null);
  }
}

export function isOnlyPerson({ posts, nameTokens, person }: PhraseReading): boolean {
  return person !== null && posts.length === 0 && nameTokens.length === 0;
}

/** «Иванова А.Б., начальник отдела образования»: one post behind a person is that person's. */
export function isApposition(phrases: readonly PhraseReading[], at: number): boolean {
  const [person, post] = [elementAt(phrases, at), phrases[at + 1]];
  if (!isOnlyPerson(person) || !post || post.after !== 'comma' || post.person || !post.name) return false;
  return post.posts.length > 0 && elementAt(post.posts, 0).nominative && !elementAt(post.posts, 0).plural;
}

function isOnlyPosts({ posts, nameTokens, person }: PhraseReading): boolean {
  return posts.length > 0 && nameTokens.length === 0 && person === null;
}

/** «директора ОУ, зам. директоров», «начальник управления и специалисты»: of the organisation that was just named. */
function followsPosts({ posts, after }: PhraseReading, before: PhraseReading): boolean {
  if (before.posts.length === 0) return false;
  return (
    after === 'and' ||
    (after === 'comma' && [before, { posts }].every(({ posts }) => /^(?:HEAD|STAFF)$/.test(elementAt(posts, 0).kind)))
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
