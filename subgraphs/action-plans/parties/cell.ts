import type { Affiliations } from './affiliations.js';
import { capitalized } from './name.js';
import type { PersonBook } from './person-book.js';
import { printed } from './person-names.js';
import type { ReadPhrase } from './phrase.js';
import type { Role } from './phrases.js';
import type { Entry, OrganizationRegister } from './register.js';

/** One of those responsible, as a cell names it. */
export interface Party {
  /** Words of the cell. */
  text: string;
  /** Key of its organisation. */
  organization: string | null;
  /** Surname first, in the nominative. */
  person: string | null;
  role: Role;
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
    for (let i = 0; i < phrases.length; ) {
      const last = this.#lastJoined(cell, phrases, i);
      const named = phrases[last]!;
      const next = phrases[last + 1];
      const takesPerson =
        next && !named.person && isOnlyPerson(next) && next.after === 'comma' && this.#belongs(named, next);
      const end = takesPerson ? last + 1 : last;
      const cut = truncated && end === phrases.length - 1 && !/[,;]\s*$/.test(cell);
      parties.push(this.#party(cell, phrases[i]!, named, takesPerson ? next : named, phrases[end]!, cut));
      i = end + 1;
    }
    return parties;
  }

  #party(
    cell: string,
    first: ReadPhrase,
    named: ReadPhrase,
    withPerson: ReadPhrase,
    last: ReadPhrase,
    cut: boolean,
  ): Party {
    const text = cell.slice(first.start, last.end);
    const person = this.#context.persons.read(withPerson);
    const entry = cut
      ? null
      : (this.#organizationOf(named) ??
        (person && named.named.length === 0 ? this.#context.affiliations.of(person) : null));
    const known = person !== null && person.rest !== '';
    const resolved = !cut && (entry !== null || (known && named.named.length === 0));
    const why = named.named.length === 0 && named.posts.length > 0 ? 'WHOSE' : 'WHAT';
    return {
      text,
      organization: entry?.key ?? null,
      person: person && printed(person),
      role: first.role,
      resolved,
      unresolved: resolved ? null : why,
    };
  }

  #organizationOf({ name, named, posts, person }: ReadPhrase): Entry | null {
    if (name) return this.#context.register.find(name);
    const [post] = posts;
    // Teachers named together are a group by themselves; one teacher, or a head, is of something.
    if (named.length > 0 || person || post?.kind !== 'TEACHER' || !post.plural) return null;
    return this.#context.register.group(capitalized(posts.at(-1)!.printed));
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
      return next.after === 'comma' && kinds[0] === kinds[1];
    }
    if (next.posts.length > 0 || !next.name || next.after !== 'comma') return false;
    const joined = plain(`${cell.slice(first.start, first.end)} ${cell.slice(next.start, next.end)}`);
    return this.#joined.has(joined) || (first.posts[0]?.kind === 'OFFICIAL' && next.name.form !== null);
  }

  #belongs(named: ReadPhrase, next: ReadPhrase): boolean {
    const entry = named.name && this.#context.register.find(named.name);
    const person = this.#context.persons.read(next);
    return entry !== null && person !== null && this.#context.affiliations.of(person) === entry;
  }
}

export function isOnlyPerson({ posts, named, person }: ReadPhrase): boolean {
  return person !== null && posts.length === 0 && named.length === 0;
}

function isOnlyPosts({ posts, named, person }: ReadPhrase): boolean {
  return posts.length > 0 && named.length === 0 && person === null;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
