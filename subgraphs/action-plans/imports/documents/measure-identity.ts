/** What makes a row of a plan the same row in the next version. */
export interface IdentityRow {
  sectionPath: readonly string[];
  sectionTitle: string | null;
  title: string;
  deadlineText: string | null;
  responsibleText: string | null;
}

/** A row that the plan has, or had in an earlier version. */
export interface KnownRow extends IdentityRow {
  id: string;
  isCurrent: boolean;
}

/**
 * Finds for each row of a new version the id that it has already; null for a row that was never there. The surest pairs
 * are made first, each known row serves once, and no pair depends on the order in which the others are looked at.
 *
 * Rows pair when they agree in section, title, deadline and responsible; else in section and title; else in a title much
 * alike within the section, such as a mended typo; else in a title that is unique in both versions, for rows that moved
 * to another section. A row that an earlier version had and the last one had not comes back by section and title.
 */
export function matchRows(predecessors: readonly KnownRow[], rows: readonly IdentityRow[]): (string | null)[] {
  const matching = new Matching(predecessors, rows);
  matching.pairEqual(true, (row, section) => key(section, row.title, row.deadlineText, row.responsibleText));
  matching.pairEqual(true, (row, section) => key(section, row.title));
  matching.pairEqual(true, (row, section) => key(section, normal(row.title)));
  matching.pairUnique(({ title }) => normal(title));
  matching.pairEqual(false, (row, section) => key(section, normal(row.title)));
  matching.pairAlike();
  return matching.ids;
}

/** Are these one title, but for mended typos? Never with other numbers. */
export function titlesAlike(one: string, other: string): boolean {
  return normal(one) === normal(other) || likeness(shapeOf(one), shapeOf(other)) >= alike;
}

/** Rows of two versions that have no partner yet. */
class Matching {
  readonly ids: (string | null)[];
  readonly #known: (KnownRow & { section: string })[];
  readonly #rows: (IdentityRow & { section: string; index: number })[];

  constructor(predecessors: readonly KnownRow[], rows: readonly IdentityRow[]) {
    const sectionOf = sectionNames(
      predecessors.filter(({ isCurrent }) => isCurrent),
      rows,
    );
    this.ids = rows.map(() => null);
    this.#known = predecessors.map((row) => ({ ...row, section: sectionOf(row) }));
    this.#rows = rows.map((row, index) => ({ ...row, section: sectionOf(row), index }));
  }

  /** Of several rows that are alike, the first pairs with the first. */
  pairEqual(isCurrent: boolean, keyOf: (row: IdentityRow, section: string) => string): void {
    const candidates = this.#known.filter((row) => row.isCurrent === isCurrent);
    const partners = Map.groupBy(candidates, (row) => keyOf(row, row.section));
    for (const row of [...this.#rows]) {
      const partner = partners.get(keyOf(row, row.section))?.shift();
      if (partner) this.#pair(partner, row);
    }
  }

  pairUnique(keyOf: (row: IdentityRow) => string): void {
    const partners = Map.groupBy(this.#current(), keyOf);
    for (const [name, [row, ...others]] of Map.groupBy(this.#rows, keyOf)) {
      const [partner, ...rivals] = partners.get(name) ?? [];
      if (partner && row && others.length === 0 && rivals.length === 0) this.#pair(partner, row);
    }
  }

  /** The most alike first; equally alike, in the order of the versions. */
  pairAlike(): void {
    const rows = Map.groupBy([...this.#rows.entries()], ([, { section }]) => section);
    const partners = Map.groupBy([...this.#current().entries()], ([, { section }]) => section);
    const pairs = [];
    for (const [section, others] of rows) {
      const candidates = partners.get(section) ?? [];
      if (candidates.length * others.length > mostComparisons) continue;
      const shapes = candidates.map(([place, partner]) => ({ place, partner, shape: shapeOf(partner.title) }));
      for (const [rowPlace, row] of others) {
        const shape = shapeOf(row.title);
        for (const { shape: partnerShape, ...candidate } of shapes) {
          const score = likeness(partnerShape, shape);
          if (score >= alike) pairs.push({ ...candidate, row, rowPlace, score });
        }
      }
    }
    pairs.sort((a, b) => b.score - a.score || a.place - b.place || a.rowPlace - b.rowPlace);
    const paired = new Set<IdentityRow>();
    for (const { partner, row } of pairs) {
      if (paired.has(partner) || paired.has(row)) continue;
      paired.add(partner).add(row);
      this.#pair(partner, row);
    }
  }

  #current() {
    return this.#known.filter(({ isCurrent }) => isCurrent);
  }

  #pair(predecessor: KnownRow & { section: string }, row: IdentityRow & { index: number; section: string }): void {
    this.ids[row.index] = predecessor.id;
    this.#known.splice(this.#known.indexOf(predecessor), 1);
    this.#rows.splice(this.#rows.indexOf(row), 1);
  }
}

/** Titles this much alike are one title, mended. */
const alike = 0.75;
/** In one section: a plan that is new all over is not worth minutes. */
const mostComparisons = 250_000;

/**
 * One name for a section in both versions: its heading where that is unique in both, so that a section which is only
 * numbered anew stays itself; else its labels.
 */
function sectionNames(
  predecessors: readonly IdentityRow[],
  rows: readonly IdentityRow[],
): (row: IdentityRow) => string {
  const [before, now] = [uniqueHeadings(predecessors), uniqueHeadings(rows)];
  return (row) => {
    const heading = normal(row.sectionTitle ?? '');
    return before.has(heading) && now.has(heading) ? `heading\n${heading}` : labelsOf(row);
  };
}

function uniqueHeadings(rows: readonly IdentityRow[]): Set<string> {
  const places = new Map<string, Set<string>>();
  for (const row of rows) {
    const heading = normal(row.sectionTitle ?? '');
    places.set(heading, (places.get(heading) ?? new Set()).add(labelsOf(row)));
  }
  places.delete('');
  return new Set([...places].flatMap(([heading, labels]) => (labels.size === 1 ? [heading] : [])));
}

function labelsOf({ sectionPath }: IdentityRow): string {
  return `labels\n${sectionPath.join('\n')}`;
}

function key(...parts: (string | null)[]): string {
  return JSON.stringify(parts);
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A title as its triples of letters, and its numbers. */
interface Shape {
  triples: ReadonlySet<string>;
  numbers: string;
}

function shapeOf(title: string): Shape {
  const text = ` ${normal(title)} `;
  const triples = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) triples.add(text.slice(i, i + 3));
  return { triples, numbers: (text.match(/\d+/g) ?? []).join(' ') };
}

/** Dice's coefficient. Other numbers make another row: the monitoring of 2023 is not that of 2022 with a typo. */
function likeness(one: Shape, other: Shape): number {
  if (one.numbers !== other.numbers) return 0;
  const [small, large] =
    one.triples.size < other.triples.size ? [one.triples, other.triples] : [other.triples, one.triples];
  let common = 0;
  for (const triple of small) if (large.has(triple)) common++;
  return (2 * common) / (small.size + large.size);
}
