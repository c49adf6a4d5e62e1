import { sortKey } from '../../../schema/contract/collation.js';
import { declarationsIn, NamesByInitials } from './declarations.js';
import type { OrganizationName } from './organization-name.js';
import type { ReadPhrase } from './phrase.js';
import type { Entry, OrganizationRegister } from './register.js';

/** Enters what the phrases name: full names first, then abbreviations, which need them. */
export function registerNames(register: OrganizationRegister, phrases: readonly ReadPhrase[], text: string): void {
  const named = phrases.filter((phrase): phrase is ReadPhrase & { name: OrganizationName } => phrase.name !== null);
  const full = named.filter(({ name }) => !name.acronym && !name.bare);
  for (const phrase of full) enter(register, phrase);
  const declared = declareAll(register, text);
  const abbreviated = named.filter(({ name }) => name.acronym !== null);
  const open = abbreviated.filter(({ name }) => !name.fixed && !name.form && register.find(name) === null);
  const spelled = new NamesByInitials(text, [...new Set(open.map(({ name }) => name.acronym!))]);
  for (const phrase of abbreviated) {
    const { name } = phrase;
    const meant = register.find(name)
      ? null
      : (declared.get(sortKey(name.name)) ?? declared.get(sortKey(name.acronym!)) ?? null);
    const written = meant ?? (name.fixed || name.form || register.find(name) ? null : spelled.get(name.acronym!));
    const entry = written && register.add(written);
    if (entry) register.declare(entry, name.acronym!);
    enter(register, phrase);
  }
  for (const phrase of named.filter(({ name }) => name.bare)) {
    const { name } = phrase;
    const meant = register.find(name) ? undefined : declared.get(sortKey(name.name));
    const entry = meant && register.add(meant);
    if (entry) register.declare(entry, name.name);
    enter(register, phrase);
  }
}

function enter(
  register: OrganizationRegister,
  { name, declared }: ReadPhrase & { name: OrganizationName },
): Entry | null {
  const entry = name.bare ? register.find(name) : register.add(name);
  if (entry) for (const alias of declared) register.declare(entry, alias);
  return entry;
}

/** What the text declares of organisations that are known; the rest by alias, for where it is used. */
function declareAll(register: OrganizationRegister, text: string): Map<string, OrganizationName> {
  const others = new Map<string, OrganizationName>();
  for (const { alias, name } of declarationsIn(text)) {
    const entry = register.find(name) && register.add(name);
    if (entry) register.declare(entry, alias);
    else if (!others.has(sortKey(alias))) others.set(sortKey(alias), name);
  }
  return others;
}
