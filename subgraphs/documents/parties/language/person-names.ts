import { sortKey } from '../../../../schema/contract/collation.js';
import { elementAt } from '../../lists/elements.js';
import { isNominativeAdjective } from './inflection.js';
import { headsOf, postOf } from './organization-nouns.js';

const surname = '[А-ЯЁ](?:[а-яё]{1,30}|[А-ЯЁ]{2,30}(?=\\s?[А-ЯЁ]\\.))(?:-[А-ЯЁ][а-яё]{1,30})?';
const initials = '[А-ЯЁ]\\.\\s?[А-ЯЁ]\\.';
const patronymic = '[А-ЯЁ][а-яё]{1,20}(?:вич|вича|вичу|вичем|вна|вну|вне|вны|вной|ична|ичну|ичне|ичны)';
const initialsFirst = new RegExp(`(${initials})\\s?(${surname})(?![а-яё])`, 'y');
const surnameFirst = new RegExp(`(${surname})\\s?(${initials})`, 'y');
const inFull = new RegExp(`(${surname})\\s([А-ЯЁ][а-яё]{1,20}\\s${patronymic})(?![а-яё])`, 'y');
const loneSurname = new RegExp(`\\s?(${surname})(?![а-яё])(?!\\s?[А-ЯЁ]\\.)`, 'y');

export interface PersonName {
  surname: string;
  /** «Т.В.», or first name and patronymic; empty where only the surname is known. */
  rest: string;
}

/**
 * The name of a person that begins here, as printed: initials before or behind, with or without blanks, or in full. `inName`: in the
 * middle of other words, where initials may belong to what follows: «города Краснодар Т.В. Храмцову».
 */
export function personAt(text: string, at: number, inName = false): string | null {
  if (!/[А-ЯЁ]/.test(text[at] ?? '') || /[А-Яа-яЁё]/.test(text[at - 1] ?? '')) return null;
  const full = matchAt(inFull, text, at) ?? matchAt(initialsFirst, text, at);
  if (full) return full[0];
  const name = matchAt(surnameFirst, text, at);
  if (!name) return null;
  const behind = inName ? matchAt(loneSurname, text, at + name[0].length)?.[1] : undefined;
  return behind === undefined || isTerm(behind) ? name[0] : null;
}

export function readPerson(words: string): PersonName | null {
  const text = words.trim();
  const first = matchAt(initialsFirst, text, 0);
  const match = first ?? matchAt(inFull, text, 0) ?? matchAt(surnameFirst, text, 0);
  if (!match || match[0].length !== text.length) return null;
  const [family, rest] = first
    ? [elementAt(match, 2), elementAt(match, 1)]
    : [elementAt(match, 1), elementAt(match, 2)];
  return { surname: inLetters(family), rest: rest.replace(/\.\s/g, '.') };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A word that begins the next party, and is no surname. */
function isTerm(word: string): boolean {
  return postOf(word) !== null || headsOf(word).length > 0 || isNominativeAdjective(word);
}

/** «Храмцова Т.В.»: surname first, one blank. */
export function printPerson({ surname, rest }: PersonName): string {
  return rest === '' ? surname : `${surname} ${rest}`;
}

/** Search key of a person: «храмцова т в», the same for every print of the name. */
export function personKey(person: PersonName | string): string {
  const name = typeof person === 'string' ? person : printPerson(person);
  return sortKey(name.replaceAll('.', '. '));
}

/** «ИВАНОВА» → «Иванова». */
function inLetters(name: string): string {
  return /^[А-ЯЁ-]{3,}$/.test(name)
    ? name.toLowerCase().replace(/(?<![а-яё])[а-яё]/g, (letter) => letter.toUpperCase())
    : name;
}
