import { elementAt } from '../../lists/elements.js';
import { stemOf } from './inflection.js';
import { initialsOf } from './initials.js';
import { dependentForm, isLegalForm } from './organization-nouns.js';
import type { PartyToken } from './party-tokens.js';

export interface LegalFormMatch {
  /** «МАУ ДПО», also where it is written out. */
  abbreviation: string;
  /** Index of the first token behind it. */
  end: number;
  writtenOut: boolean;
}

/** The legal form that the tokens begin with, abbreviated or in words. */
export function legalFormAt(tokens: readonly PartyToken[]): LegalFormMatch | null {
  return abbreviatedForm(tokens) ?? writtenForm(tokens);
}

function abbreviatedForm(tokens: readonly PartyToken[]): LegalFormMatch | null {
  if (tokens[0]?.kind !== 'word' || !isLegalForm(tokens[0].text)) return null;
  let end = 1;
  while (
    tokens[end]?.kind === 'word' &&
    (dependentForm.test(elementAt(tokens, end).text) || (isLegalForm(elementAt(tokens, end).text) && tokens[end + 1]))
  )
    end++;
  return {
    abbreviation: tokens
      .slice(0, end)
      .map(({ text }) => text)
      .join(' '),
    end,
    writtenOut: false,
  };
}

/** «Муниципальное бюджетное дошкольное образовательное учреждение …», up to the name in quotes, number or abbreviation. */
function writtenForm(tokens: readonly PartyToken[]): LegalFormMatch | null {
  const at = tokens.findIndex(({ text }) => /^(?:учрежден|организац)/.test(stemOf(text)));
  const typed = tokens.slice(0, at).some(({ text }) => /^(?:автономн|бюджетн|казенн|некоммерческ)/.test(stemOf(text)));
  if (at < 1 || !typed) return null;
  let end = at + 1;
  while (
    tokens[end]?.kind === 'word' &&
    /^(?:дополнительн|профессиональн|образован|высш|дет|культур|наук|дошкольн)/.test(
      stemOf(elementAt(tokens, end).text),
    )
  )
    end++;
  if (!tokens[end]) return null;
  const words = tokens.slice(0, end).map(({ text }) => text);
  const head = initialsOf(words.slice(0, at + 1));
  const tail = initialsOf(words.slice(at + 1));
  return { abbreviation: tail === '' ? head : `${head} ${tail}`, end, writtenOut: true };
}
