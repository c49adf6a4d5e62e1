import type { MikroORM } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { findDeficits } from '../../../subgraphs/monitoring/rules/deficits/find-deficits.js';

/** Synthetic results, by what matters for deficits. */
export interface RoundData {
  code: string;
  year: number;
  level?: 'MUNICIPAL' | 'REGIONAL';
}
export interface IndicatorData {
  code: string;
  version?: number;
  area?: string;
  scale?: 'MKDO' | 'KRASNODAR_CLUSTER' | 'PERCENT' | 'YES_NO' | null;
  direction?: 'HIGHER' | 'LOWER' | 'NEUTRAL';
}
export interface ObservationData {
  round: string;
  /** Code, and version where it is not 1: «pct/2». */
  indicator: string;
  /** Null is the owner as a whole. */
  institution: string | null;
  evidence?: string;
  value?: number;
  level?: string;
  status?: string;
  synthetic?: boolean;
}
export interface RuleData {
  code: string;
  kind: 'BELOW_LEVEL' | 'FALLING' | 'UNDER_MEDIAN';
  area?: string;
  indicator?: string;
  scale?: string;
  threshold?: number;
}

export const ids = (owner: string) => ({
  round: (code: string) => `${owner}:round:${code}`,
  indicator: (code: string) => `${owner}:indicator:${code.includes('/') ? code : `${code}/1`}`,
  institution: (name: string) => `${owner}:institution:${name}`,
  rule: (code: string) => `${owner}:deficit-rule:${code}`,
});

export function run<R>(orm: MikroORM, statement: RawBuilder<R>): Promise<R[]> {
  return statement.execute(orm.em.fork().getKysely()).then(({ rows }) => rows);
}

export async function addInstitutions(orm: MikroORM, owner: string, names: readonly string[]): Promise<void> {
  await run(
    orm,
    sql`insert into institutions.institution
          (id, municipality, full_name, legal_form, status, groups, synthetic, provenance, name_key)
        select ${`${owner}:institution:`} || n, ${owner}, 'Детский сад ' || n, 'BUDGETARY', 'OPERATING', '[]', true, '[]', n
        from unnest(${[...names]}::text[]) n`,
  );
}

export async function addRounds(orm: MikroORM, owner: string, rounds: readonly RoundData[]): Promise<void> {
  for (const { code, year, level = 'MUNICIPAL' } of rounds) {
    await run(
      orm,
      sql`insert into monitoring.monitoring_round (id, municipality, code, title, period, year, level, sampled,
            institutions_covered, institutions_total, synthetic, provenance, sort_key)
          values (${ids(owner).round(code)}, ${owner}, ${code}, ${`Раунд ${code}`},
            ${JSON.stringify({ start: `${year}-01-01`, end: `${year}-12-31` })}, ${year}, ${level}, false, 1, 1, true,
            '[]', ${`${year}-01-01`})`,
    );
  }
}

export async function addIndicators(orm: MikroORM, owner: string, indicators: readonly IndicatorData[]): Promise<void> {
  for (const { code, version = 1, area = 'FAMILY', scale = null, direction = 'HIGHER' } of indicators) {
    await run(
      orm,
      sql`insert into indicators.indicator (id, municipality, code, version, name, area_code, unit, scale_code, evidence,
            provenance, code_key, direction)
          values (${ids(owner).indicator(`${code}/${version}`)}, ${owner}, ${code}, ${version}, ${`Показатель ${code}`},
            ${area}, '%', ${scale}, '{EXPERT}', '[]', ${`${code} ${version}`}, ${direction})`,
    );
  }
}

export async function addRules(orm: MikroORM, owner: string, rules: readonly RuleData[]): Promise<void> {
  for (const { code, kind, area = null, indicator = null, scale = null, threshold = null } of rules) {
    await run(
      orm,
      sql`insert into monitoring.deficit_rule (id, municipality, code, kind, area_code, indicator_code, scale_code,
            threshold, title, provenance, sort_key)
          values (${ids(owner).rule(code)}, ${owner}, ${code}, ${kind}, ${area}, ${indicator}, ${scale}, ${threshold},
            ${`Правило ${code}`}, '[]', ${`${owner}/${code}`})`,
    );
  }
}

/** Puts these in the place of all results of the owner. */
export async function setObservations(
  orm: MikroORM,
  owner: string,
  observations: readonly ObservationData[],
): Promise<void> {
  const known = ids(owner);
  const rows = observations.map(({ round, indicator, institution, evidence = 'EXPERT', ...said }, index) => ({
    id: `${owner}:observation:${index}`,
    round_id: known.round(round),
    indicator_id: known.indicator(indicator),
    institution_id: institution === null ? null : known.institution(institution),
    evidence,
    value: said.value ?? null,
    level_code: said.level ?? null,
    status: said.status ?? 'REPORTED',
    synthetic: said.synthetic ?? true,
    source_row: index,
  }));
  await run(orm, sql`delete from monitoring.observation where municipality = ${owner}`);
  await run(
    orm,
    sql`insert into monitoring.observation
        select x.id, ${owner}, x.round_id, x.indicator_id, x.institution_id, x.evidence, x.value, x.level_code, x.status,
          null, 2024, 'FAMILY', 'BUDGETARY', ${`${owner}:publication:observations/1`}, x.source_row, x.synthetic, now(), x.id, '', ''
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id text, round_id text, indicator_id text,
          institution_id text, evidence text, value float8, level_code text, status text, source_row int, synthetic boolean)`,
  );
}

/** Finds deficits anew, as after a publication of results of these rounds. */
export async function find({ orm }: Instance, owner: string, rounds: readonly string[]): Promise<void> {
  await orm.em
    .fork()
    .transactional((em) => findDeficits(em as never, { rounds: rounds.map(ids(owner).round), indicators: null }));
}

export interface Found {
  round: string;
  rule: string;
  indicator: string;
  institutions: string[];
  outcome: string | null;
  before: number | null;
  after: number | null;
}

/** What was found, by rules, with what came of it. */
export async function foundIn(orm: MikroORM, owner: string): Promise<Found[]> {
  const rows = await run(
    orm,
    sql<Found>`
      select split_part(d.round_id, ':', 3) as round, split_part(d.rule_id, ':', 3) as rule,
        split_part(d.indicator_id, ':', 3) as indicator,
        array(select split_part(i, ':', 3) from unnest(d.institution_ids) i order by 1) as institutions,
        o.state as outcome, o.institutions_before as before, o.institutions_after as after
      from monitoring.deficit d left join monitoring.deficit_outcome o on o.deficit_id = d.id
      where d.municipality = ${owner} and d.rule_id is not null order by 1, 2, 3, cardinality(d.institution_ids) > 0`,
  );
  return rows;
}
