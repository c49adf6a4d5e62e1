import { elementAt } from '../../lists/elements.js';
import type { ParsedClause } from '../model/parsed-document.js';
import { canFollow, readHeadingLabel } from '../text/printed-numbers.js';
import type { Line } from '../text/source-lines.js';

interface Point {
  number: number[];
  lines: Line[];
  /** Text of the first line behind the number. */
  first: string;
}

/**
 * Numbered points of an order or a regulation. A point goes on until the next number in turn, over empty lines too; its number may
 * stand alone on its line. A short top point of a regulation that only stands over its sub-points is a heading, not a clause.
 */
export function readClauses(lines: readonly Line[], options: { headings: boolean }): ParsedClause[] {
  const clauses: ParsedClause[] = [];
  let section: string | null = null;
  const points = findPoints(lines, options.headings);
  points.forEach((point, i) => {
    const next = points[i + 1];
    const { text, items, itemLines } = readBody(point);
    const isHeading =
      point.number.length === 0 ||
      (options.headings && standsOver(point, next) && text.length < 150 && !text.endsWith(':'));
    if (isHeading) section = text.replace(/\.$/, '');
    else {
      const filled = point.lines.filter((line) => line.text !== '');
      clauses.push({
        number: point.number.join('.'),
        section,
        text,
        items,
        itemLines,
        line: elementAt(filled, 0).no,
        lineEnd: elementAt(filled, -1).no,
      });
    }
  });
  return clauses;
}

function findPoints(lines: readonly Line[], headings: boolean): Point[] {
  const points: Point[] = [];
  let previous: number[] = [0];
  for (const line of lines) {
    const heading = headings && line.text.length < 200 ? readHeadingLabel(line.text) : null;
    if (heading?.label && heading.rank < 2) {
      points.push({ number: [], lines: [line], first: heading.title });
      continue;
    }
    const match = pointStart.exec(line.text.slice(0, 20));
    const number = match ? elementAt(match, 1).split('.').map(Number) : null;
    if (
      match &&
      number &&
      (canFollow(previous, number) || (points.at(-1)?.number.length === 0 && number.at(-1) === 1))
    ) {
      points.push({ number, lines: [line], first: line.text.slice(match[0].length).trim() });
      previous = number;
    } else points.at(-1)?.lines.push(line);
  }
  return points;
}

/** «2.», «2.1.», «2.1», «2)»: a number with a sign of its own behind it, then words or nothing. */
const pointStart = /^(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)](?!\d)|(?<=\.\d{1,2})(?=\s|$))/;

function standsOver(point: Point, next: Point | undefined): boolean {
  return next !== undefined && next.number.length === point.number.length + 1;
}

/** The words of a point; what follows a bullet or a letter is an item of its own. */
function readBody({ lines, first }: Point): { text: string; items: string[]; itemLines: number[] } {
  const intro = [first];
  const bullets: { words: string[]; line: number }[] = [];
  for (const { text, no } of lines.slice(1)) {
    const bullet = itemStart.exec(text.slice(0, 8));
    if (bullet) bullets.push({ words: [text.slice(bullet[0].length)], line: no });
    else (bullets.at(-1)?.words ?? intro).push(text);
  }
  const filled = bullets.map(({ words, line }) => ({ item: joinWords(words), line })).filter(({ item }) => item !== '');
  const items = filled.map(({ item }) => item);
  return {
    text: [joinWords(intro), ...items.map((item) => `– ${item}`)].filter((part) => part !== '').join('\n'),
    items,
    itemLines: filled.map(({ line }) => line),
  };
}

function joinWords(words: readonly string[]): string {
  return words
    .filter((word) => word !== '')
    .join(' ')
    .trim();
}

const itemStart = /^(?:[·•▪*–—-]\s?|[а-я]\)\s)/;
