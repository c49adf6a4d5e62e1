import { elementAt } from '../../lists/elements.js';
/** One line of the source, cleaned of what only the export put there: markdown asterisks, control characters, exotic blanks. */
export interface Line {
  /** 1-based. */
  no: number;
  /** Tabs and blanks as in the source; a vertical tab is a break of line inside a cell. */
  raw: string;
  /** Blanks folded and trimmed. */
  text: string;
}

/** A passage of running text that remembers which line each of its characters came from. */
export interface Passage {
  text: string;
  lineAt(offset: number): number;
}

export function readLines(text: string): Line[] {
  const sources = text.toWellFormed().split(/\r\n|[\n\r\u2028\u2029]/);
  if (sources.at(-1) === '') sources.pop();
  return sources.map((source, index) => {
    const raw = source.replace(exotic, ' ').replace(unprintable, '').replaceAll('**', '');
    return { no: index + 1, raw, text: foldBlanks(raw) };
  });
}

/** One blank where the source has several blanks or tabs; none at the ends. */
export function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Joins wrapped lines by one blank; empty lines are skipped. */
export function joinLines(lines: readonly Line[]): Passage {
  const starts: { offset: number; no: number }[] = [];
  let text = '';
  for (const line of lines) {
    if (line.text === '') continue;
    if (text !== '') text += ' ';
    starts.push({ offset: text.length, no: line.no });
    text += line.text;
  }
  return { text, lineAt: (offset) => starts[lastAtOrBefore(starts, offset)]?.no ?? lines[0]?.no ?? 1 };
}

export function joinText(lines: readonly Line[]): string {
  return joinLines(lines).text;
}

export function withoutBlankEnds(lines: readonly Line[]): Line[] {
  const first = lines.findIndex((line) => line.text !== '');
  const last = lines.findLastIndex((line) => line.text !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/** «п р и к а з ы в а ю» → «приказываю»: three or more single letters set apart by blanks become one word. */
export function closeSpacedLetters(text: string): string {
  return text.replace(/(?<![А-Яа-яЁё])[А-Яа-яЁё](?: [А-Яа-яЁё](?![А-Яа-яЁё])){2,}/g, (word) =>
    word.replaceAll(' ', ''),
  );
}

function lastAtOrBefore(starts: readonly { offset: number }[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elementAt(starts, middle).offset <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const exotic = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unprintable = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]/g;
