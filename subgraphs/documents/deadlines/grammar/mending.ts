import { isCalendarWord } from './lexicon.js';
import { shortened } from './spelling.js';
import type { Token } from './token.js';

/** What the typist's machine or hand did to words: numerals drawn with other letters, words torn or typed twice. */
export function mended(tokens: readonly Token[]): Token[] {
  return joined(romans(tokens)).filter((token, i, all) => !isDoubled(token, all[i - 1]));
}

/** «с 5 по по 25»: a preposition twice. */
function isDoubled({ kind, value }: Token, before: Token | undefined): boolean {
  return kind === 'word' && before?.value === value && prepositions.has(value);
}

const prepositions = new Set('в во с со по до к ко на за не от'.split(' '));

/** «lV квартал», «1V кв.», «IУ полугодие»: Roman numerals typed with whatever looks like them, where one must stand. */
function romans(tokens: readonly Token[]): Token[] {
  const read: Token[] = [];
  for (const token of tokens) {
    read.push(token);
    if (token.kind !== 'word' || !/^(?:кв|пол|п$)/.test(token.value)) continue;
    let from = read.length - 1;
    while (from > 0 && looksRoman(read[from - 1]!) && (from === read.length - 1 || !read[from]!.spaced)) from--;
    const drawn = read.slice(from, -1);
    const value = drawn.map((one) => one.value.replaceAll(/[1lі]/g, 'i').replaceAll(/[yу]/g, 'v')).join('');
    if (drawn.every(({ kind }) => kind === 'number') || !/^(?:i{1,3}|iv)$/.test(value)) continue;
    read.splice(from, drawn.length, { ...drawn[0]!, kind: 'word', value, end: drawn.at(-1)!.end });
  }
  return read;
}

function looksRoman({ kind, value }: Token): boolean {
  return kind === 'word' ? /^[ilіvyу]+$/.test(value) : kind === 'number' && value === '1';
}

/** «сен-⏎тябрь», «понедельн⏎ик», «теч-е», «кв-л»: words broken at the end of a line or shortened; and «март –⏎май», a span over lines. */
function joined(tokens: readonly Token[]): Token[] {
  const whole: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.kind === 'newline' && (whole.at(-1)?.kind === 'dash' || goesOnWithDash(tokens, i))) continue;
    const [word, dash] = [tokens[i]!, tokens[i + 1]];
    const torn = dash?.kind === 'newline';
    const rest = tokens[i + 2]?.kind === 'newline' && !torn ? tokens[i + 3] : tokens[i + 2];
    const value = (rest && !torn && shortened(word.value, rest.value)) || word.value + (rest?.value ?? '');
    const broken = word.kind === 'word' && (torn || (dash?.kind === 'dash' && !dash.spaced)) && rest?.kind === 'word';
    const halves = torn && (isCalendarWord(word.value) || value.length < 6);
    if (broken && !halves && isCalendarWord(value) && !isCalendarWord(rest.value)) {
      whole.push({ ...word, value, end: rest.end });
      i = tokens.indexOf(rest, i);
    } else whole.push(word);
  }
  return whole;
}

/** «сентябрь⏎–⏎май», «сентябрь⏎– май»; where the first line begins with a dash too, the dashes mark items of a list. */
function goesOnWithDash(tokens: readonly Token[], i: number): boolean {
  const [dash, next] = [tokens[i + 1], tokens[i + 2]];
  if (dash?.kind !== 'dash' || tokens[0]!.kind === 'dash') return false;
  return next?.kind === 'newline' || next?.kind === 'number' || isCalendarWord(next?.value ?? '');
}
