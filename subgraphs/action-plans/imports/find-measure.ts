import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { nearest, normalizedNumber } from '../../documents/index.js';
import { run } from '../../kit/database/index.js';

/** How people name a measure in a table: by its id, or by act, section, number and title, as many as are needed. */
export interface MeasureName {
  id: string | null;
  act: string | null;
  actDate: string | null;
  section: string | null;
  number: string | null;
  title: string | null;
}

export interface KnownMeasure {
  id: string;
  number: string | null;
  ordinal: number;
  sectionPath: string[];
  title: string;
  actNumber: string | null;
  actDate: string | null;
  /** The reading of its deadline that the owner confirmed. */
  confirmed: number | null;
}

/** The measures of an owner. */
export class KnownMeasures {
  readonly #byId: ReadonlyMap<string, KnownMeasure>;
  readonly #byNumber: ReadonlyMap<string, KnownMeasure[]>;
  readonly #byTitle: ReadonlyMap<string, KnownMeasure[]>;

  static async of(em: EntityManager, municipality: string): Promise<KnownMeasures> {
    const rows = await run(
      em,
      sql<KnownMeasure>`
        select m.id, m.number, m.ordinal, m.section_path as "sectionPath", m.title, m.confirmed,
          a.number as "actNumber", a.date::text as "actDate"
        from action_plans.measure m
          join action_plans.action_plan p on p.id = m.plan_id
          join action_plans.legal_act a on a.id = p.act_id
        where m.municipality = ${municipality} order by m.id`,
    );
    return new KnownMeasures(rows);
  }

  private constructor(rows: readonly KnownMeasure[]) {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    // A row without a number is known by its place in its section.
    this.#byNumber = Map.groupBy(rows, ({ number, ordinal }) => normalizedNumber(number ?? String(ordinal)));
    this.#byTitle = Map.groupBy(rows, ({ title }) => sortKey(title));
  }

  /** The measure; or why it is not known, and which was perhaps meant. */
  find(name: MeasureName): KnownMeasure | { problem: string; suggestion: string | null } {
    if (name.id !== null) return this.#byId.get(name.id) ?? unknown(`мероприятия «${name.id}» нет`);
    const candidates = this.#candidates(name);
    if (candidates === null) return unknown('не указано, о каком мероприятии речь: нужен номер или наименование');
    const [match, second] = candidates.filter((measure) => fits(name, measure));
    if (match && !second) return match;
    if (second) return unknown('подходит несколько мероприятий: укажите ещё акт, раздел или наименование');
    const suggestion =
      name.title &&
      nearest(
        name.title,
        [...this.#byTitle.values()].flatMap(([one]) => (one ? [one.title] : [])),
      );
    return unknown('такого мероприятия среди опубликованных нет', suggestion);
  }

  #candidates({ number, title }: MeasureName): readonly KnownMeasure[] | null {
    if (number !== null) return this.#byNumber.get(normalizedNumber(number)) ?? [];
    return title === null ? null : (this.#byTitle.get(sortKey(title)) ?? []);
  }
}

function unknown(problem: string, suggestion: string | null = null) {
  return { problem, suggestion };
}

function fits(name: MeasureName, { actNumber, actDate, sectionPath, title }: KnownMeasure): boolean {
  const actOf = (text: string) => sortKey(text.replace(/\sот\s.*$/i, ''));
  if (name.act !== null && actOf(name.act) !== sortKey(actNumber ?? '')) return false;
  if (name.actDate !== null && name.actDate !== actDate) return false;
  if (name.section !== null && !isSection(name.section, sectionPath)) return false;
  return name.title === null || sortKey(name.title) === sortKey(title);
}

/** «Раздел II.5», «5», «II / 5»: the whole path, or its last part. */
function isSection(text: string, path: readonly string[]): boolean {
  const heading = sortKey(text.replace(/^\s*(?:раздел|подраздел|глава|часть)\s+/i, ''));
  return heading === sortKey(path.join(' ')) || heading === sortKey(path.at(-1) ?? '');
}
