import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../schema/contract/id.js';
import { issue } from '../../documents/index.js';
import { mentionsInWords, mentionsOf, run } from '../../kit/database/index.js';
import type { Issue } from '../../kit/graphql/index.js';
import type { PublicationRef, RowSet, Withdrawal } from '../../kit/publishing/index.js';
import { Framework } from '../model/framework.js';
import { Indicator } from '../model/indicator.js';
import type { IndicatorTables } from '../model/tables.js';

export function indicatorId(municipality: string, code: string, version: number): string {
  return formatId({ owner: municipality, kind: 'indicator', local: `${code}/${version}` });
}

type Known = Pick<
  Indicator,
  | 'id'
  | 'code'
  | 'version'
  | 'areaCode'
  | 'unit'
  | 'scaleCode'
  | 'frameworkId'
  | 'direction'
  | 'formula'
  | 'validFrom'
  | 'validTo'
> & { publication: string | null; isUsed: boolean };

/** The indicators of an owner before a table of them is stored. */
export class IndicatorRegister {
  readonly #byId: ReadonlyMap<string, Known>;
  readonly #publication: string;

  static async of(em: EntityManager, { id, municipality }: PublicationRef): Promise<IndicatorRegister> {
    const rows = await run(
      em,
      sql<Known>`
        select r.id, r.code, r.version, r.area_code as "areaCode", r.unit, r.scale_code as "scaleCode",
          r.framework_id as "frameworkId", r.direction, r.formula, r.valid_from::text as "validFrom",
          r.valid_to::text as "validTo", r.provenance -> 0 ->> 'publication' as publication, ${isUsed} as "isUsed"
        from indicators.indicator r where r.municipality = ${municipality} order by r.code_key, r.id`,
    );
    return new IndicatorRegister(rows, id);
  }

  private constructor(rows: readonly Known[], publication: string) {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    this.#publication = publication;
  }

  /** As it was published before; what an older reader made of this very file does not bind a better one. */
  get(id: string): Known | null {
    const indicator = this.#byId.get(id);
    return indicator && indicator.publication !== this.#publication ? indicator : null;
  }

  /** Indicators that stay beside the new ones, and what is odd about it. */
  keptBeside(rows: readonly Indicator[]): { rows: Known[]; issues: Issue[] } {
    const ids = new Set(rows.map(({ id }) => id));
    const systems = new Set(rows.map(({ frameworkId }) => frameworkId));
    const absent = [...this.#byId.values()].filter(({ id }) => !ids.has(id));
    const survivors = absent.filter(({ frameworkId, isUsed }) => isUsed || !systems.has(frameworkId));
    const issues = survivors
      .filter(({ frameworkId }) => systems.has(frameworkId))
      .map(({ code, version }) => {
        const message = `Показателя ${code} версии ${version} в таблице нет, но по нему есть результаты: он сохранён.`;
        return issue('STILL_NEEDED', 'WARNING', message, { text: code });
      });
    return { rows: survivors, issues };
  }
}

/** Titles of an owner's systems by id: an empty cell leaves them. */
export async function knownTitles(em: EntityManager, { municipality }: PublicationRef): Promise<Map<string, string>> {
  const rows = await em
    .getKysely<IndicatorTables>()
    .selectFrom('indicators.framework')
    .select(['id', 'title'])
    .where('municipality', '=', municipality)
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Something was measured by indicator `r`, or is said of it. */
const isUsed = sql<boolean>`(
  exists (select from monitoring.observation o where o.indicator_id = r.id)
  or exists (select from monitoring.past_observation o where o.indicator_id = r.id)
  or exists (select from monitoring.deficit d where d.indicator_id = r.id))`;

/** The tables as they are to be: these rows in the place of those of the same systems. */
export function indicatorTables(
  { municipality }: PublicationRef,
  frameworks: readonly Framework[],
  rows: readonly Indicator[],
): RowSet[] {
  const systems = [...new Set(rows.map(({ frameworkId }) => frameworkId))];
  const ofSystem = sql`(r.framework_id = any(${systems.filter((id) => id !== null)}::text[])
    ${systems.includes(null) ? sql`or r.framework_id is null` : sql``})`;
  const ids = sql`r.id = any(${rows.map(({ id }) => id)}::text[])`;
  const ofFrameworks = sql`r.id = any(${frameworks.map(({ id }) => id)}::text[])`;
  const ofIndicators = sql`r.municipality = ${municipality} and (${ids} or (${ofSystem} and not ${isUsed}))`;
  return rowSets(frameworks, ofFrameworks, rows, ofIndicators);
}

/** What a publication brought, and nothing in its place; an indicator by which something was measured stays. */
export async function ofPublication({ current }: PublicationRef, em: EntityManager): Promise<Withdrawal> {
  const survivors = await run(
    em,
    sql<{ id: string; code: string; version: number }>`
      select r.id, r.code, r.version from indicators.indicator r
      where r.provenance -> 0 ->> 'publication' = ${current} and ${isUsed} order by r.code_key, r.id`,
  );
  const mentions = await mentionsOf(
    em,
    'indicator',
    survivors.map(({ id }) => id),
  );
  const issues = survivors.map(({ id, code, version }) => {
    const message = `Показатель ${code} версии ${version} сохранён: на него ссылаются: ${mentionsInWords(mentions.get(id) ?? [])}.`;
    return issue('STILL_NEEDED', 'WARNING', message, { text: code });
  });
  return { tables: unusedOf(current), issues };
}

function unusedOf(current: string | null): RowSet[] {
  const inPublication = sql`r.provenance -> 0 ->> 'publication' = ${current}`;
  const unused = sql`${inPublication} and not ${isUsed}`;
  const empty = sql`${inPublication} and not exists (
    select from indicators.indicator i where i.framework_id = r.id
      and i.id not in (select r.id from indicators.indicator r where ${unused}))`;
  return rowSets([], empty, [], unused);
}

function rowSets(
  frameworks: readonly Framework[],
  ofFrameworks: RowSet['of'],
  rows: readonly Indicator[],
  ofIndicators: RowSet['of'],
): [RowSet<Framework>, RowSet<Indicator>] {
  return [
    { entity: Framework, rows: frameworks, of: ofFrameworks, label: 'title' },
    { entity: Indicator, rows, of: ofIndicators, label: 'name' },
  ];
}
