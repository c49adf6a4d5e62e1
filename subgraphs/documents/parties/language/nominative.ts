import { elementAt } from '../../lists/elements.js';
import { adjectiveBeside, adjectiveStem } from './inflection.js';
import { type Head, headsOf } from './organization-nouns.js';
import type { PartyToken } from './party-tokens.js';

/** The words with the adjectives and the head in the nominative; what depends on the head stays as it is. */
export function nominative(words: readonly string[]): { name: string; head: Head | null } {
  const at = words.findIndex((word) => headsOf(word).length > 0);
  if (at < 0) return { name: words.join(' '), head: null };
  const form =
    headsOf(elementAt(words, at)).find(({ nominative }) => nominative) ?? elementAt(headsOf(elementAt(words, at)), 0);
  const before = words.slice(0, at);
  const forms = headsOf(elementAt(words, at));
  const many = form.noun.kind === 'INSTITUTION' || form.noun.kind === 'GROUP';
  const plural =
    pluralBeside(before.at(-1)) ?? (many ? form.number === 'PLURAL' : forms.every(({ number }) => number === 'PLURAL'));
  const number = plural ? 'PLURAL' : 'SINGULAR';
  const lemma = plural ? pluralOf(form.noun) : form.noun.lemma;
  const head = /^[А-ЯЁ]/.test(elementAt(words, at)) && at === 0 ? capitalized(lemma) : lemma;
  const adjectives = before.map((word) => adjectiveBeside(word, form.noun.gender, number));
  return { name: [...adjectives, head, ...words.slice(at + 1)].join(' '), head: form.noun };
}

/** Number of the noun, by the adjective before it: «базовых площадок» are many, «рабочей группы» is one. */
function pluralBeside(adjective: string | undefined): boolean | null {
  if (!adjective || adjectiveStem(adjective) === null) return null;
  return /(?:ые|ие|ых|их|ыми|ими|ым|им)$/.test(adjective) && !/(?:ым|им)$/.test(adjective);
}

function pluralOf(noun: Head): string {
  if (noun.plural) return noun.plural;
  if (/(?:ие)$/.test(noun.lemma)) return `${noun.lemma.slice(0, -1)}я`;
  if (/ия$/.test(noun.lemma)) return `${noun.lemma.slice(0, -1)}и`;
  if (/[оь]$/.test(noun.lemma)) return noun.lemma.slice(0, -1) + (noun.lemma.endsWith('о') ? 'а' : 'и');
  const stem = noun.lemma.replace(/[ай]$/, '');
  return stem + (/[гкхжшчщ]$/.test(stem) || noun.lemma.endsWith('й') ? 'и' : 'ы');
}

/** Words may only describe the head in front of it: «Информационно-методический центр», «городские лаборатории». */
export function describes(word: string): boolean {
  return adjectiveStem(word) !== null;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function printToken({ kind, text, glue }: PartyToken): string {
  return (kind === 'quote' ? `«${text.replaceAll('"', '')}»` : text) + (glue ?? '');
}

export function printTokens(tokens: readonly PartyToken[]): string {
  return tokens.map(printToken).join(' ');
}
