import { elementAt } from '../../lists/elements.js';
import { expandShortened } from './calendar-spelling.js';
import { isCalendarWord } from './lexicon.js';
import type { DeadlineToken } from './token.js';

/** Repairs tokens that were typed badly: numerals drawn with other letters, words torn or typed twice. */
export function mendTokens(tokens: readonly DeadlineToken[]): DeadlineToken[] {
  return joined(romans(tokens)).filter((token, i, all) => !isDoubled(token, all[i - 1]));
}

/** «с 5 по по 25»: a preposition twice. */
function isDoubled({ kind, value }: DeadlineToken, before: DeadlineToken | undefined): boolean {
  return kind === 'word' && before?.value === value && prepositions.has(value);
}

const prepositions = new Set('в во с со по до к ко на за не от'.split(' '));

/** «lV квартал», «1V кв.», «IУ полугодие»: Roman numerals typed with whatever looks like them, where one must stand. */
function romans(tokens: readonly DeadlineToken[]): DeadlineToken[] {
  const result: DeadlineToken[] = [];
  for (const token of tokens) {
    result.push(token);
    if (token.kind !== 'word' || !/^(?:кв|пол|п$)/.test(token.value)) continue;
    let from = result.length - 1;
    while (
      from > 0 &&
      looksRoman(elementAt(result, from - 1)) &&
      (from === result.length - 1 || !elementAt(result, from).spaced)
    )
      from--;
    const numeral = result.slice(from, -1);
    const value = numeral.map((one) => one.value.replaceAll(/[1lі]/g, 'i').replaceAll(/[yу]/g, 'v')).join('');
    if (numeral.every(({ kind }) => kind === 'number') || !/^(?:i{1,3}|iv)$/.test(value)) continue;
    result.splice(from, numeral.length, {
      ...elementAt(numeral, 0),
      kind: 'word',
      value,
      end: elementAt(numeral, -1).end,
    });
  }
  return result;
}

function looksRoman({ kind, value }: DeadlineToken): boolean {
  return kind === 'word' ? /^[ilіvyу]+$/.test(value) : kind === 'number' && value === '1';
}

/** «сен-⏎тябрь», «понедельн⏎ик», «теч-е», «кв-л»: words broken at the end of a line or shortened; and «март –⏎май», a span over lines. */
function joined(tokens: readonly DeadlineToken[]): DeadlineToken[] {
  const whole: DeadlineToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (elementAt(tokens, i).kind === 'newline' && (whole.at(-1)?.kind === 'dash' || goesOnWithDash(tokens, i)))
      continue;
    const [word, dash] = [elementAt(tokens, i), tokens[i + 1]];
    const torn = dash?.kind === 'newline';
    const rest = tokens[i + 2]?.kind === 'newline' && !torn ? tokens[i + 3] : tokens[i + 2];
    const value = (rest && !torn && expandShortened(word.value, rest.value)) || word.value + (rest?.value ?? '');
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
function goesOnWithDash(tokens: readonly DeadlineToken[], i: number): boolean {
  const [dash, next] = [tokens[i + 1], tokens[i + 2]];
  if (dash?.kind !== 'dash' || elementAt(tokens, 0).kind === 'dash') return false;
  return next?.kind === 'newline' || next?.kind === 'number' || isCalendarWord(next?.value ?? '');
}
