import { compareText, sortKey } from '../../../schema/contract/collation.js';
import type { OrganizationKind } from '../vocabulary/parties.js';
import { lettersOf } from './initials.js';
import { readName } from './name.js';
import { capitalized } from './nominative.js';
import type { KnownOrganization } from './organization.js';
import type { OrganizationName } from './organization-name.js';
import { sameBut } from './similar.js';
import { tokensOf } from './tokens.js';
import { isAcronym } from './vocabulary.js';

/** An organisation of an owner, and all names under which its documents know it. */
export interface Entry {
  key: string;
  kind: OrganizationKind;
  names: OrganizationName[];
  /** Abbreviations and other names that a text declares: «(далее – УО)». */
  declared: Set<string>;
  /** Keys of the names that this document uses; other documents may have brought more. */
  used: Set<string>;
}

/** The organisations of one owner. Names of the same one meet here, whatever their case, length or abbreviation. */
export class OrganizationRegister {
  readonly #entries: Entry[] = [];
  readonly #byAlias = new Map<string, Entry>();
  authority: Entry | null = null;

  constructor(known: readonly KnownOrganization[]) {
    for (const { key, names, kind } of known) {
      const entry: Entry = { key, kind, names: [], declared: new Set(), used: new Set() };
      this.#entries.push(entry);
      for (const printed of names) {
        const read = readName(tokensOf(printed));
        if (read && (!read.acronym || read.form)) entry.names.push(read);
        else this.#alias(entry, printed);
      }
    }
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The organisation of this name; null where it is not known, or where it may be one of several. */
  find(name: OrganizationName): Entry | null {
    const declared =
      this.#byAlias.get(aliasKey(name.name)) ?? (name.acronym ? this.#byAlias.get(aliasKey(name.acronym)) : undefined);
    if (declared && mayHaveForm(declared, name)) return declared;
    const matching = this.#entries.filter((entry) => entry.names.some((other) => isSame(other, name)));
    if (matching.length === 1) return matching[0]!;
    if (matching.length > 1) return this.#choose(matching, name);
    if (name.acronym && !name.fixed) return this.#byInitials(name);
    if (name.bare) return this.#byHead(name);
    return null;
  }

  /** The organisation of this name, which is added where it is not known; null for names that do not say whose. */
  add(name: OrganizationName): Entry | null {
    const found = this.find(name);
    if (found) {
      if (!found.names.some((other) => sortKey(other.name) === sortKey(name.name))) found.names.push(name);
      return use(found, name);
    }
    const abbreviated = this.#abbreviated(name);
    if (abbreviated) {
      abbreviated.names.push(name);
      return use(abbreviated, name);
    }
    const ambiguous = this.#entries.some((entry) => entry.names.some((other) => isSame(other, name)));
    if (ambiguous || name.bare || (name.acronym && !name.form && !name.fixed && name.kind === 'OTHER')) return null;
    const entry: Entry = {
      key: this.#newKey(name),
      kind: name.kind,
      names: [name],
      declared: new Set(),
      used: new Set(),
    };
    this.#entries.push(entry);
    return use(entry, name);
  }

  /** A group of people that belongs to no organisation: «Педагоги». */
  group(name: string): Entry {
    const initials = { letters: '', core: 0 };
    const core = { core: sortKey(name), coreName: name, qualifiers: [], form: null, acronym: null, bare: false };
    return this.add({ name, ...core, fixed: null, kind: 'GROUP', initials })!;
  }

  /** The document says that this is another name of it. */
  declare(entry: Entry, alias: string): void {
    if (this.#alias(entry, alias)) entry.used.add(sortKey(alias));
  }

  /** False where the alias is already that of another. */
  #alias(entry: Entry, alias: string): boolean {
    const known = this.#byAlias.get(aliasKey(alias));
    if (known && known !== entry) return false;
    this.#byAlias.set(aliasKey(alias), entry);
    entry.declared.add(alias);
    return true;
  }

  /** Of several that fit, the owner's authority or the one whose parents and places are just these. */
  #choose(matching: readonly Entry[], name: OrganizationName): Entry | null {
    if (this.authority && matching.includes(this.authority)) return this.authority;
    const exact = matching.filter((entry) =>
      entry.names.some((other) => other.qualifiers.join(' ') === name.qualifiers.join(' ')),
    );
    return exact.length === 1 ? exact[0]! : null;
  }

  #byInitials(name: OrganizationName): Entry | null {
    const letters = lettersOf(name.acronym!);
    const { form } = name;
    const matching = this.#entries.filter(
      (entry) =>
        mayHaveForm(entry, name) &&
        entry.names.some(
          (other) => (form === null || other.form === null || other.form === form) && hasInitials(other, letters),
        ),
    );
    return matching.length === 1 ? matching[0]! : null;
  }

  /**
   * What other documents know by its abbreviations alone has its key from a document that named it in full: this one, before
   * it was published anew.
   */
  #abbreviated(name: OrganizationName): Entry | undefined {
    if (name.acronym !== null && !name.fixed) return undefined;
    const keys = name.fixed ? [name.fixed] : [slug(name.coreName), slug(name.name)];
    return this.#entries.find(
      (entry) => keys.includes(entry.key) && entry.names.every(({ acronym }) => acronym !== null),
    );
  }

  /** «специалисты комитета»: the authority, or the only one with such a head. */
  #byHead(name: OrganizationName): Entry | null {
    const head = name.core.split(' ')[0]!;
    const withHead = (entry: Entry) =>
      entry.names.some(({ core, fixed }) => fixed === null && core.split(' ').includes(head));
    if (this.authority && withHead(this.authority)) return this.authority;
    const matching = this.#entries.filter(withHead);
    return matching.length === 1 ? matching[0]! : null;
  }

  #newKey(name: OrganizationName): string {
    if (name.fixed) return name.fixed;
    const short = slug(name.coreName);
    if (!this.#entries.some(({ key }) => key === short)) return short;
    const long = slug(name.name);
    const taken = (key: string) => this.#entries.some((entry) => entry.key === key);
    for (let i = 2, key = long; ; i++, key = `${long}-${i}`) if (!taken(key)) return key;
  }
}

function use(entry: Entry, { name, writtenOut }: OrganizationName): Entry {
  for (const printed of [name, writtenOut ?? name]) entry.used.add(sortKey(printed));
  return entry;
}

/** The name that is shown: the fullest one, in the nominative; of a name with a legal form, the form abbreviated and the name in full. */
export function nameOf({ names, declared }: Entry): string {
  const fixed = names.find(({ fixed }) => fixed !== null);
  if (fixed) return fixed.coreName;
  const full = names.filter(({ acronym }) => acronym === null);
  const best = (full.length > 0 ? full : names).toSorted(byFullness)[0];
  return best ? capitalized(best.name) : [...declared][0]!;
}

export function aliasesOf(entry: Entry): string[] {
  const shown = allNames(entry);
  shown.delete(sortKey(nameOf(entry)));
  return [...shown].toSorted(([a], [b]) => compareText(a, b)).map(([, alias]) => alias);
}

/** The names that this document uses. */
export function ownNamesOf(entry: Entry): string[] {
  return [...allNames(entry)].flatMap(([key, name]) => (entry.used.has(key) ? [name] : []));
}

function allNames({ names, declared }: Entry): Map<string, string> {
  const shown = new Map<string, string>();
  for (const alias of [...names.flatMap(({ name, writtenOut }) => [name, writtenOut ?? name]), ...declared]) {
    const key = sortKey(alias);
    if (!shown.has(key)) shown.set(key, capitalized(alias.replace(/"([^"]*)"/g, '«$1»')));
  }
  return shown;
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
function mayHaveForm({ names }: Entry, { form }: OrganizationName): boolean {
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
