import { elementAt } from '../../lists/elements.js';
import type { ColumnRole } from '../../vocabulary/plans.js';
import type { ParsedColumn, ParsedSection } from '../model/parsed-document.js';
import { managementMechanismIn } from '../recognition/management-mechanism.js';
import { cellText, countsColumns, type SourceCell, type TableEntry } from '../tables/plan-table.js';
import {
  canFollow,
  type HeadingLabel,
  numberedHeading,
  numberParts,
  readHeadingLabel,
  unnumberedRank,
} from '../text/printed-numbers.js';

export interface PlanTableRow {
  entry: TableEntry;
  columns: ParsedColumn[];
}

export interface SectionedRow {
  path: string[];
  cells: SourceCell[];
  columns: ParsedColumn[];
}

/** Puts every row under the headings above it. Columns say where the number and the title of a row stand. */
export function groupBySection(table: readonly PlanTableRow[]): { sections: ParsedSection[]; rows: SectionedRow[] } {
  const sections = new SectionTree();
  const rows: SectionedRow[] = [];
  const headings = table.map(({ entry, columns }, i) =>
    entry.kind === 'heading' ? readHeadingLabel(entry.text) : headingInRow(entry.cells, table[i + 1]?.entry, columns),
  );
  table.forEach(({ entry, columns }, i) => {
    const heading = headings[i];
    const line = entry.kind === 'heading' ? entry.line : elementAt(entry.cells, 0).line;
    if (heading) sections.enter(heading, line, headings[i + 1]?.label === null);
    else if (entry.kind === 'row' && !countsColumns(entry.cells))
      rows.push({ path: sections.path(), cells: entry.cells, columns });
  });
  return { sections: sections.list, rows };
}

class SectionTree {
  readonly list: ParsedSection[] = [];
  #open: { label: string; rank: number }[] = [];
  /** Under each path how many headings it has, and how often each label was used. */
  #children = new Map<string, { count: number; labels: Map<string, number> }>();
  #innerRank = unnumberedRank;

  /** Where two headings without numbers stand one right over the other, the upper is the outer one; so are headings like it further down. */
  enter({ label, title, rank }: HeadingLabel, line: number, overUnnumbered: boolean): void {
    const outer = label === null && overUnnumbered;
    if (outer) this.#innerRank = unnumberedRank + 0.5;
    const own = label === null && !outer ? this.#innerRank : rank;
    while (this.#open.length > 0 && elementAt(this.#open, -1).rank >= own) this.#open.pop();
    const unique = this.#uniqueLabel(label);
    this.#open.push({ label: unique, rank: own });
    this.list.push({
      path: this.path(),
      labelPrinted: label === unique,
      title,
      mechanism: managementMechanismIn(title),
      line,
    });
  }

  path(): string[] {
    return this.#open.map(({ label }) => label);
  }

  /** The printed label or the position; one that was used before gets a count, because paths are keys. */
  #uniqueLabel(ownLabel: string | null): string {
    const key = JSON.stringify(this.path());
    const siblings = this.#children.get(key) ?? { count: 0, labels: new Map<string, number>() };
    this.#children.set(key, siblings);
    siblings.count++;
    const label = ownLabel ?? String(siblings.count);
    const used = (siblings.labels.get(label) ?? 0) + 1;
    siblings.labels.set(label, used);
    return used === 1 ? label : `${label} (${used})`;
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
  const columnAt = (role: ColumnRole) => columns.findIndex((column) => column.role === role);
  const text = (index: number) => (cells[index] ? cellText(cells[index]) : '');
  const [number, title] = [text(columnAt('NUMBER')), text(columnAt('TITLE'))];
  const parts = numberParts(number);
  const filled = cells.filter((cell) => cellText(cell) !== '').length;
  if (!parts || title === '' || filled !== 2 || next?.kind !== 'row') return null;
  const below = numberParts(next.cells[columnAt('NUMBER')] ? cellText(elementAt(next.cells, columnAt('NUMBER'))) : '');
  const child = below && below.length > parts.length && canFollow(parts, below);
  const anew = below && below.length === 1 && below[0] === 1;
  return child || anew ? numberedHeading(number, title) : null;
}
