import { sortKey } from '../../../../schema/contract/collation.js';
import type { OrganizationName } from '../names/organization-name.js';
import { declarationsIn, NamesByInitials } from '../phrases/declarations.js';
import type { PhraseReading } from '../phrases/read-phrase.js';
import type { OrganizationRegister, RegisterEntry } from './organization-register.js';

/** Enters what the phrases name: full names first, then abbreviations, which need them. */
export function registerNames(register: OrganizationRegister, phrases: readonly PhraseReading[], text: string): void {
  const withName = phrases.filter(
    (phrase): phrase is PhraseReading & { name: OrganizationName } => phrase.name !== null,
  );
  const full = withName.filter(({ name }) => !name.acronym && !name.bare);
  for (const phrase of full) enter(register, phrase);
  const declarations = declareAll(register, text);
  const abbreviated = withName.flatMap((phrase) => {
    const { acronym } = phrase.name;
    return acronym === null ? [] : [{ phrase, acronym }];
  });
  const open = abbreviated.filter(({ phrase: { name } }) => !name.fixed && !name.form && register.find(name) === null);
  const spelled = new NamesByInitials(text, [...new Set(open.map(({ acronym }) => acronym))]);
  for (const { phrase, acronym } of abbreviated) {
    const { name } = phrase;
    const owner = register.find(name)
      ? null
      : (declarations.get(sortKey(name.name)) ?? declarations.get(sortKey(acronym)) ?? null);
    const spelling = owner ?? (name.fixed || name.form || register.find(name) ? null : spelled.get(acronym));
    const entry = spelling && register.add(spelling);
    if (entry) register.declare(entry, acronym);
    enter(register, phrase);
  }
  for (const phrase of withName.filter(({ name }) => name.bare)) {
    const { name } = phrase;
    const declaration = register.find(name) ? undefined : declarations.get(sortKey(name.name));
    const entry = declaration && register.add(declaration);
    if (entry) register.declare(entry, name.name);
    enter(register, phrase);
  }
}

function enter(
  register: OrganizationRegister,
  { name, aliases }: PhraseReading & { name: OrganizationName },
): RegisterEntry | null {
  const entry = name.bare ? register.find(name) : register.add(name);
  if (entry) for (const alias of aliases) register.declare(entry, alias);
  return entry;
}

/** Adds declared abbreviations of registered organisations; returns the other declarations by alias, for names that use one. */
function declareAll(register: OrganizationRegister, text: string): Map<string, OrganizationName> {
  const others = new Map<string, OrganizationName>();
  for (const { alias, name } of declarationsIn(text)) {
    const entry = register.find(name) && register.add(name);
    if (entry) register.declare(entry, alias);
    else if (!others.has(sortKey(alias))) others.set(sortKey(alias), name);
  }
  return others;
}
