import type { ColumnRole, ParsedColumn, ParsedSection } from './document.js';
import { canFollow, type HeadingLabel, numberedHeading, numberParts, readHeading } from './numbering.js';
import { cellText, type SourceCell, type TableEntry } from './table.js';

export interface TableRow {
  entry: TableEntry;
  columns: ParsedColumn[];
}

export interface SectionedRow {
  path: string[];
  cells: SourceCell[];
  columns: ParsedColumn[];
}

/** Puts every row under the headings above it. Columns say where the number and the title of a row stand. */
export function groupBySection(table: readonly TableRow[]): { sections: ParsedSection[]; rows: SectionedRow[] } {
  const sections = new SectionTree();
  const rows: SectionedRow[] = [];
  table.forEach(({ entry, columns }, i) => {
    const heading =
      entry.kind === 'heading' ? readHeading(entry.text) : headingInRow(entry.cells, table[i + 1]?.entry, columns);
    if (heading) sections.enter(heading, entry.kind === 'heading' ? entry.line : entry.cells[0]!.line);
    else if (entry.kind === 'row' && !countsColumns(entry.cells))
      rows.push({ path: sections.row(), cells: entry.cells, columns });
  });
  return { sections: sections.list, rows };
}

class SectionTree {
  readonly list: ParsedSection[] = [];
  #open: { label: string; rank: number }[] = [];
  #children = new Map<string, Set<string>>();
  /** The heading before this one has no number and no row yet: it stands over this one. */
  #bare = false;

  enter({ label, title, rank }: HeadingLabel, line: number): void {
    const inside = label === null && this.#bare ? this.#open.at(-1)!.rank + 0.5 : rank;
    while (this.#open.length > 0 && this.#open.at(-1)!.rank >= inside) this.#open.pop();
    const siblings = this.#siblings();
    const unique = this.#unused(label ?? String(siblings.size + 1), siblings);
    siblings.add(unique);
    this.#open.push({ label: unique, rank: inside });
    this.list.push({ path: this.#path(), labelPrinted: label === unique, title, line });
    this.#bare = label === null;
  }

  row(): string[] {
    this.#bare = false;
    return this.#path();
  }

  #path(): string[] {
    return this.#open.map(({ label }) => label);
  }

  #siblings(): Set<string> {
    const key = JSON.stringify(this.#path());
    if (!this.#children.has(key)) this.#children.set(key, new Set());
    return this.#children.get(key)!;
  }

  #unused(label: string, taken: Set<string>): string {
    for (let n = 2, free = label; ; n++) {
      if (!taken.has(free)) return free;
      free = `${label} (${n})`;
    }
  }
}

/**
 * A row with nothing but a number and a title is a heading where the rows below are numbered under it («2» and «2.1»), or begin anew.
 * Otherwise it is a measure whose other cells are empty.
 */
function headingInRow(
  cells: readonly SourceCell[],
  next: TableEntry | undefined,
  columns: readonly ParsedColumn[],
): HeadingLabel | null {
  const at = (role: ColumnRole) => columns.findIndex((column) => column.role === role);
  const text = (index: number) => (cells[index] ? cellText(cells[index]) : '');
  const [number, title] = [text(at('NUMBER')), text(at('TITLE'))];
  const parts = numberParts(number);
  const filled = cells.filter((cell) => cellText(cell) !== '').length;
  if (!parts || title === '' || filled !== 2 || next?.kind !== 'row') return null;
  const below = numberParts(next.cells[at('NUMBER')] ? cellText(next.cells[at('NUMBER')]!) : '');
  const child = below && below.length > parts.length && canFollow(parts, below);
  const anew = below && below.length === 1 && below[0] === 1;
  return child || anew ? numberedHeading(number, title) : null;
}

/** A row that only counts the columns: 1, 2, 3 … */
function countsColumns(cells: readonly SourceCell[]): boolean {
  return cells.length > 2 && cells.every((cell, i) => cellText(cell) === String(i + 1));
}
