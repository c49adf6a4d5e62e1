import type { ResponsibleRole } from '../vocabulary/parties.js';
import type { Affiliations } from './affiliations.js';
import { capitalized } from './nominative.js';
import type { PersonBook } from './person-book.js';
import { printed } from './person-names.js';
import type { ReadPhrase } from './phrase.js';
import type { Entry, OrganizationRegister } from './register.js';

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
  cells: ReadonlyMap<string, readonly ReadPhrase[]>;
}

interface Named {
  phrase: ReadPhrase;
  entry: Entry | null;
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
      const named = apposed ? i + 1 : this.#lastJoined(cell, phrases, i);
      const last = apposed ? named : this.#withPerson(phrases, named);
      const cut = truncated && last === phrases.length - 1 && !/[,;]\s*$/.test(cell);
      const entry: Entry | null = cut ? null : this.#organizationOf(cell, phrases[named]!, before);
      const text = cell.slice(phrases[i]!.start, phrases[last]!.end);
      parties.push(this.#party(text, phrases[named]!, phrases[apposed ? i : last]!, entry, cut));
      before = { phrase: phrases[named]!, entry };
      i = last + 1;
    }
    return parties;
  }

  #party(text: string, named: ReadPhrase, withPerson: ReadPhrase, found: Entry | null, cut: boolean): Party {
    const person = this.#context.persons.read(withPerson);
    const entry = found ?? (person && !cut && named.named.length === 0 ? this.#context.affiliations.of(person) : null);
    const known = person !== null && person.rest !== '' && named.named.length === 0;
    const resolved = !cut && (entry !== null || known);
    const why = named.named.length === 0 && named.posts.length > 0 ? 'WHOSE' : 'WHAT';
    return {
      text,
      organization: entry?.key ?? null,
      person: person && printed(person),
      role: named.role,
      resolved,
      unresolved: resolved ? null : why,
    };
  }

  #organizationOf(cell: string, phrase: ReadPhrase, before: Named | null): Entry | null {
    const { name, named, posts, person, start, end } = phrase;
    const entry = name && this.#context.register.find(name);
    if (entry || person) return entry;
    if (isOnlyPosts(phrase) && before?.entry && followsPosts(phrase, before.phrase)) return before.entry;
    // Staff that is named together is a group by itself; one of them, or a head, is of something.
    const [post] = posts;
    const words = cell.slice(start, end).replace(/\s*\(.*$/s, '');
    const isGroup = post?.kind === 'ROLE' ? words.includes(' ') : post?.kind === 'STAFF' && post.plural;
    if (!isGroup || (name ? !name.bare : named.length > 0)) return null;
    return this.#context.register.group(capitalized(words));
  }

  /** «ГКУ «Центр …», Юдина И.Г.»: a person behind a comma who always stands behind it. */
  #withPerson(phrases: readonly ReadPhrase[], named: number): number {
    const next = phrases[named + 1];
    if (phrases[named]!.person || !next || !isOnlyPerson(next) || next.after !== 'comma') return named;
    const { name } = phrases[named]!;
    const entry = name && this.#context.register.find(name);
    const person = this.#context.persons.read(next);
    return entry && person && this.#context.affiliations.of(person) === entry ? named + 1 : named;
  }

  /** «руководители и педагоги ДОО», «специалисты, МАУ ДПО ЦРО»: posts that wait for the name that follows. */
  #lastJoined(cell: string, phrases: readonly ReadPhrase[], from: number): number {
    let last = from;
    while (
      isOnlyPosts(phrases[last]!) &&
      phrases[last + 1] &&
      this.#sharesName(cell, phrases[last]!, phrases[last + 1]!)
    )
      last++;
    return last > from && phrases[last]!.name === null ? from : last;
  }

  #sharesName(cell: string, first: ReadPhrase, next: ReadPhrase): boolean {
    const kinds = [first, next].map(({ posts }) => posts[0]?.kind === 'OFFICIAL');
    if (next.posts.length > 0 && next.role === first.role) {
      if (next.after === 'and') return true;
      const alike = kinds[0] === kinds[1] && first.posts[0]!.plural === next.posts[0]!.plural;
      return next.after === 'comma' && alike && first.posts[0]!.kind !== 'ROLE';
    }
    if (next.posts.length > 0 || !next.name || next.after !== 'comma') return false;
    const joined = plain(`${cell.slice(first.start, first.end)} ${cell.slice(next.start, next.end)}`);
    return this.#joined.has(joined) || (first.posts[0]?.kind === 'OFFICIAL' && next.name.form !== null);
  }
}

export function isOnlyPerson({ posts, named, person }: ReadPhrase): boolean {
  return person !== null && posts.length === 0 && named.length === 0;
}

/** «Иванова А.Б., начальник отдела образования»: one post behind a person is that person's. */
export function isApposition(phrases: readonly ReadPhrase[], at: number): boolean {
  const [person, post] = [phrases[at]!, phrases[at + 1]];
  if (!isOnlyPerson(person) || !post || post.after !== 'comma' || post.person || !post.name) return false;
  return post.posts.length > 0 && post.posts[0]!.nominative && !post.posts[0]!.plural;
}

function isOnlyPosts({ posts, named, person }: ReadPhrase): boolean {
  return posts.length > 0 && named.length === 0 && person === null;
}

/** «директора ОУ, зам. директоров», «начальник управления и специалисты»: of the organisation that was just named. */
function followsPosts({ posts, after }: ReadPhrase, before: ReadPhrase): boolean {
  if (before.posts.length === 0) return false;
  return (
    after === 'and' ||
    (after === 'comma' && [before, { posts }].every(({ posts }) => /^(?:HEAD|STAFF)$/.test(posts[0]!.kind)))
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
