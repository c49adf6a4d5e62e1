import { captured } from '../../lists/captures.js';
import { elementAt } from '../../lists/elements.js';
import type { ColumnRole } from '../../vocabulary/plans.js';
import { findCitations } from '../citations/find-citations.js';
import type { ParsedCell, ParsedColumn, ParsedMeasure } from '../model/parsed-document.js';
import { cellText, type SourceCell } from '../tables/plan-table.js';
import type { SectionedRow } from './sections.js';

export function readMeasures(rows: readonly SectionedRow[]): ParsedMeasure[] {
  const ordinals = new Map<string, number>();
  return rows.map(({ path, cells, columns }) => {
    const key = JSON.stringify(path);
    const ordinal = (ordinals.get(key) ?? 0) + 1;
    ordinals.set(key, ordinal);
    return readMeasure(path, ordinal, cells, columns);
  });
}

function readMeasure(
  path: string[],
  ordinal: number,
  source: readonly SourceCell[],
  columns: readonly ParsedColumn[],
): ParsedMeasure {
  const cells = columns.map(({ title, role }, i): ParsedCell => {
    const cell = elementAt(source, i);
    const { line, lineEnd } = cell;
    return { column: title, role, text: cellText(cell), line, lineEnd };
  });
  const text = (role: ColumnRole) => cells.find((cell) => cell.role === role)?.text ?? null;
  const { number, title } = numberAndTitle(text('NUMBER'), text('TITLE') ?? '');
  const result = columns.findIndex(({ role }) => role === 'RESULT');
  return {
    sectionPath: path,
    number,
    ordinal,
    title,
    deadlineText: text('DEADLINE'),
    responsibleText: text('RESPONSIBLE'),
    participants: text('PARTICIPANTS'),
    form: text('FORM'),
    plannedResults: result < 0 ? null : separateResults(elementAt(source, result).paragraphs),
    cells,
    citations: cells.flatMap((cell) => findCitations({ text: cell.text, lineAt: () => cell.line }, 'MENTION')),
    line: Math.min(...cells.map(({ line }) => line)),
    lineEnd: Math.max(...cells.map(({ lineEnd }) => lineEnd)),
  };
}

/** Without a column of numbers the number may stand before the title: «3. Провести …». */
function numberAndTitle(number: string | null, title: string): { number: string | null; title: string } {
  if (number !== null) return { number: number || null, title };
  const leading = /^(\d{1,3}(?:\.\d{1,3}){0,3}[.)])\s+(?=\S)/.exec(title);
  return leading ? { number: captured(leading, 1), title: title.slice(leading[0].length) } : { number: null, title };
}

/** A line that begins with a capital is a result of its own, unless the line before it is not at its end. */
function separateResults(paragraphs: readonly string[]): string[] {
  const results: string[][] = [];
  for (const paragraph of paragraphs) {
    const before = results.at(-1);
    if (paragraph === '') continue;
    if (before && (!/^[А-ЯЁ•·]/.test(paragraph) || goesOn.test(elementAt(before, -1).slice(-20))))
      before.push(paragraph);
    else results.push([paragraph]);
  }
  return results.map((lines) => lines.join(' '));
}

const goesOn = /(?:[,–—-]|(?<![А-Яа-яЁё])(?:и|в|с|к|о|об|на|по|от|для|из|при|за|до))$/;
