import { elementAt } from '../../lists/elements.js';
import { personAt } from './person-names.js';

/** A word, or what is kept whole: a name in quotes, a bracket, a person, «№ 5, 7». */
export interface PartyToken {
  kind: 'word' | 'quote' | 'bracket' | 'person' | 'numbers' | 'comma' | 'end' | 'dash';
  /** As printed; of quotes and brackets what stands inside. */
  text: string;
  start: number;
  end: number;
  /** A mark behind it that separates nothing: «управление образования, культуры и спорта». */
  glue?: ',' | ' –';
}

/** A cell has few words; what is longer is no cell, and read only so far. */
const longest = 5000;

export function partyTokens(source: string): PartyToken[] {
  const text = source.slice(0, longest);
  const tokens: PartyToken[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at, tokens.at(-1));
    if (token && token.kind !== 'dash') tokens.push(token);
    else if (token) pushDash(tokens, token);
    at = token?.end ?? at + 1;
  }
  return tokens;
}

function tokenAt(text: string, start: number, before: PartyToken | undefined): PartyToken | null {
  const make = (kind: PartyToken['kind'], end: number, inner = text.slice(start, end)): PartyToken => ({
    kind,
    text: inner,
    start,
    end,
  });
  const char = elementAt(text, start);
  if (char === '\n' || char === ';') return make('end', start + 1);
  if (char === ',') return make('comma', start + 1);
  if (/\s/.test(char)) return null;
  if (opening.test(char)) {
    const end = closing(text, start, quotes);
    return end === null ? null : make('quote', end + 1, text.slice(start + 1, end).trim());
  }
  if (char === '(') {
    const end = closing(text, start, brackets) ?? text.length;
    return make('bracket', Math.min(end + 1, text.length), text.slice(start + 1, end).trim());
  }
  const person = personAt(text, start, before?.kind === 'word' && /^[а-яё]/.test(before.text));
  if (person) return make('person', start + person.length);
  const numbers = match(numberList, text, start);
  if (numbers && (numbers.startsWith('№') || before?.kind === 'word')) return make('numbers', start + numbers.length);
  const word = match(wordPattern, text, start);
  if (word) return make('word', start + word.length);
  if (/[–—-]/.test(char)) return make('dash', start + 1);
  if (char === '.' || char === '/' || char === ':' || char === '•' || char === '·') return make('end', start + 1);
  return null;
}

/** A dash apart joins nothing that matters, unless it begins an item of a list. */
function pushDash(tokens: PartyToken[], dash: PartyToken): void {
  const before = tokens.at(-1);
  if (!before || before.kind === 'end') return;
  tokens.push(dash);
}

const opening = /[«"“„]/;
const quotes = { opens: '«“„', closes: '»”', same: '"' };
const brackets = { opens: '(', closes: ')', same: '' };

/** Where what opens at `start` closes; names in quotes quote other names. Straight quotes end at the next one. */
function closing(text: string, start: number, { opens, closes, same }: typeof quotes): number | null {
  if (text[start] === same) {
    const end = text.indexOf(same, start + 1);
    return end < 0 ? null : end;
  }
  for (let i = start, depth = 0; i < text.length; i++) {
    if (opens.includes(elementAt(text, i))) depth++;
    else if (closes.includes(elementAt(text, i)) && --depth === 0) return i;
  }
  return null;
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

const numberList =
  /(?:№№?\s?)?\d{1,4}[а-яА-Я]?(?![а-яё\d])(?:(?:\s?,\s?|\s?;\s?|\sи\s)(?:№\s?)?\d{1,4}[а-яА-Я]?(?![а-яё\d.]))*/y;
const shortened = 'зам|нач|рук|зав|дир|пред|спец|конс|отв|исп|гл|вед|ст|г|пос|с|им|мун|обр|обл|р|п|и|о|д'
  .split('|')
  .map((word) => `[${word[0]}${elementAt(word, 0).toUpperCase()}]${word.slice(1)}`)
  .join('|');
const wordPattern = new RegExp(
  `(?:(?:${shortened})\\.(?![а-яё]{3})|[дД]/с(?![а-яё])|и/или(?![а-яё])|[А-Яа-яЁёA-Za-z][А-Яа-яЁёA-Za-z\\d]*(?:[-–](?=[А-Яа-яЁё\\d])[А-Яа-яЁёA-Za-z\\d]+)*)`,
  'y',
);
