import { compareText, sortKey } from '../../../../schema/contract/collation.js';
import { elementAt, only } from '../../lists/elements.js';
import type { OrganizationKind } from '../../vocabulary/parties.js';
import { lettersOf } from '../language/initials.js';
import { capitalized } from '../language/nominative.js';
import { isAcronym } from '../language/organization-nouns.js';
import { partyTokens } from '../language/party-tokens.js';
import { sameBut } from '../language/similar.js';
import type { OrganizationName } from '../names/organization-name.js';
import { readName } from '../names/read-name.js';
import type { StoredOrganization } from './organizations.js';

/** An organisation of an owner, and all names under which its documents know it. */
export interface RegisterEntry {
  key: string;
  kind: OrganizationKind;
  names: OrganizationName[];
  /** Abbreviations and other names that a text declares: «(далее – УО)». */
  aliases: Set<string>;
  /** Keys of the names that this document uses; other documents may have brought more. */
  used: Set<string>;
}

/** The organisations of one owner. Names of the same one meet here, whatever their case, length or abbreviation. */
export class OrganizationRegister {
  readonly #entries: RegisterEntry[] = [];
  readonly #byAlias = new Map<string, RegisterEntry>();
  authority: RegisterEntry | null = null;

  constructor(others: readonly StoredOrganization[]) {
    for (const { key, names, kind } of others) {
      const entry: RegisterEntry = { key, kind, names: [], aliases: new Set(), used: new Set() };
      this.#entries.push(entry);
      for (const text of names) {
        const name = readName(partyTokens(text));
        if (name && (!name.acronym || name.form)) entry.names.push(name);
        else this.#alias(entry, text);
      }
    }
  }

  get entries(): readonly RegisterEntry[] {
    return this.#entries;
  }

  /** The organisation of this name; null where it is not known, or where it may be one of several. */
  find(name: OrganizationName): RegisterEntry | null {
    const byAlias =
      this.#byAlias.get(aliasKey(name.name)) ?? (name.acronym ? this.#byAlias.get(aliasKey(name.acronym)) : undefined);
    if (byAlias && mayHaveForm(byAlias, name)) return byAlias;
    const matching = this.#entries.filter((entry) => entry.names.some((other) => isSame(other, name)));
    if (matching.length === 1) return elementAt(matching, 0);
    if (matching.length > 1) return this.#choose(matching, name);
    if (name.acronym && !name.fixed) return this.#byInitials(name, name.acronym);
    if (name.bare) return this.#byHead(name);
    return null;
  }

  /** The organisation of this name, which is added where it is not known; null for names that do not say whose. */
  add(name: OrganizationName): RegisterEntry | null {
    const existing = this.find(name);
    if (existing) {
      if (!existing.names.some((other) => sortKey(other.name) === sortKey(name.name))) existing.names.push(name);
      return use(existing, name);
    }
    const abbreviated = this.#abbreviated(name);
    if (abbreviated) {
      abbreviated.names.push(name);
      return use(abbreviated, name);
    }
    const ambiguous = this.#entries.some((entry) => entry.names.some((other) => isSame(other, name)));
    if (ambiguous || name.bare || (name.acronym && !name.form && !name.fixed && name.kind === 'OTHER')) return null;
    const entry: RegisterEntry = {
      key: this.#newKey(name),
      kind: name.kind,
      names: [name],
      aliases: new Set(),
      used: new Set(),
    };
    this.#entries.push(entry);
    return use(entry, name);
  }

  /** A group of people that belongs to no organisation: «Педагоги». */
  group(name: string): RegisterEntry {
    const initials = { letters: '', core: 0 };
    const core = { core: sortKey(name), coreName: name, qualifiers: [], form: null, acronym: null, bare: false };
    return this.add({ name, ...core, fixed: null, kind: 'GROUP', initials })!;
  }

  /** The document says that this is another name of it. */
  declare(entry: RegisterEntry, alias: string): void {
    if (this.#alias(entry, alias)) entry.used.add(sortKey(alias));
  }

  /** False where the alias is already that of another. */
  #alias(entry: RegisterEntry, alias: string): boolean {
    const other = this.#byAlias.get(aliasKey(alias));
    if (other && other !== entry) return false;
    this.#byAlias.set(aliasKey(alias), entry);
    entry.aliases.add(alias);
    return true;
  }

  /** Chooses among several that match: the owner's authority, or the one with exactly these parents and places. */
  #choose(matching: readonly RegisterEntry[], name: OrganizationName): RegisterEntry | null {
    if (this.authority && matching.includes(this.authority)) return this.authority;
    const exact = matching.filter((entry) =>
      entry.names.some((other) => other.qualifiers.join(' ') === name.qualifiers.join(' ')),
    );
    return only(exact);
  }

  #byInitials(name: OrganizationName, acronym: string): RegisterEntry | null {
    const letters = lettersOf(acronym);
    const { form } = name;
    const matching = this.#entries.filter(
      (entry) =>
        mayHaveForm(entry, name) &&
        entry.names.some(
          (other) => (form === null || other.form === null || other.form === form) && hasInitials(other, letters),
        ),
    );
    return only(matching);
  }

  /**
   * What other documents know by its abbreviations alone has its key from a document that named it in full: this one, before
   * it was published anew.
   */
  #abbreviated(name: OrganizationName): RegisterEntry | undefined {
    if (name.acronym !== null && !name.fixed) return undefined;
    const keys = name.fixed ? [name.fixed] : [slug(name.coreName), slug(name.name)];
    return this.#entries.find(
      (entry) => keys.includes(entry.key) && entry.names.every(({ acronym }) => acronym !== null),
    );
  }

  /** «специалисты комитета»: the authority, or the only one with such a head. */
  #byHead(name: OrganizationName): RegisterEntry | null {
    const head = elementAt(name.core.split(' '), 0);
    const withHead = (entry: RegisterEntry) =>
      entry.names.some(({ core, fixed }) => fixed === null && core.split(' ').includes(head));
    if (this.authority && withHead(this.authority)) return this.authority;
    const matching = this.#entries.filter(withHead);
    return only(matching);
  }

  #newKey(name: OrganizationName): string {
    if (name.fixed) return name.fixed;
    const short = slug(name.coreName);
    if (!this.#entries.some(({ key }) => key === short)) return short;
    const long = slug(name.name);
    const isTaken = (key: string) => this.#entries.some((entry) => entry.key === key);
    for (let i = 2, key = long; ; i++, key = `${long}-${i}`) if (!isTaken(key)) return key;
  }
}

function use(entry: RegisterEntry, { name, writtenOut }: OrganizationName): RegisterEntry {
  for (const text of [name, writtenOut ?? name]) entry.used.add(sortKey(text));
  return entry;
}

/** The name that is shown: the fullest one, in the nominative; of a name with a legal form, the form abbreviated and the name in full. */
export function nameOf({ names, aliases }: RegisterEntry): string {
  const fixed = names.find(({ fixed }) => fixed !== null);
  if (fixed) return fixed.coreName;
  const full = names.filter(({ acronym }) => acronym === null);
  const best = (full.length > 0 ? full : names).toSorted(byFullness)[0];
  return best ? capitalized(best.name) : elementAt([...aliases], 0);
}

export function aliasesOf(entry: RegisterEntry): string[] {
  const names = allNames(entry);
  names.delete(sortKey(nameOf(entry)));
  return [...names].toSorted(([a], [b]) => compareText(a, b)).map(([, alias]) => alias);
}

/** The names that this document uses. */
export function ownNamesOf(entry: RegisterEntry): string[] {
  return [...allNames(entry)].flatMap(([key, name]) => (entry.used.has(key) ? [name] : []));
}

function allNames({ names, aliases }: RegisterEntry): Map<string, string> {
  const texts = new Map<string, string>();
  for (const alias of [...names.flatMap(({ name, writtenOut }) => [name, writtenOut ?? name]), ...aliases]) {
    const key = sortKey(alias);
    if (!texts.has(key)) texts.set(key, capitalized(alias.replace(/"([^"]*)"/g, '«$1»')));
  }
  return texts;
}

/** Equal ones in an order of their own, so that it does not matter which document came first. */
function byFullness(a: OrganizationName, b: OrganizationName): number {
  return fullness(b) - fullness(a) || b.name.length - a.name.length || compareText(a.name, b.name);
}

function fullness({ form, core, qualifiers }: OrganizationName): number {
  return (form ? 100 : 0) + core.split(' ').length + qualifiers.length;
}

function isSame(a: OrganizationName, b: OrganizationName): boolean {
  if (a.fixed || b.fixed) return a.fixed === b.fixed;
  if (a.bare || b.bare) return false;
  if (a.kind === 'INSTITUTION' && a.form && b.form && a.form !== b.form) return false;
  const same = a.core === b.core || (a.form !== null && a.form === b.form && sameBut(a.core, b.core));
  return same && compatible(a.qualifiers, b.qualifiers);
}

/** One of them names no more parents and places than the other; abbreviations that neither spells out say nothing. */
function compatible(a: readonly string[], b: readonly string[]): boolean {
  const [x, y] = [spelled(a), spelled(b)];
  return x.every((stem) => y.includes(stem)) || y.every((stem) => x.includes(stem));
}

function spelled(qualifiers: readonly string[]): string[] {
  return qualifiers.filter((word) => !isAcronym(word));
}

/** An abbreviation with the form of a region's institution is not the municipal office of these letters. */
function mayHaveForm({ names }: RegisterEntry, { form }: OrganizationName): boolean {
  return form === null || names.some((name) => name.form === form) || !/^(?:[ГФ]|[ОКР]Г)/.test(form);
}

function hasInitials({ initials, acronym, form }: OrganizationName, letters: string): boolean {
  if (acronym !== null)
    return lettersOf(acronym) === letters || (form !== null && lettersOf(form + acronym) === letters);
  if (letters.length < 2 || initials.core < 2) return false;
  return initials.letters.startsWith(letters) && letters.length >= initials.core;
}

function aliasKey(alias: string): string {
  return sortKey(alias);
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120);
}
