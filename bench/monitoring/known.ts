import type { EntityManager } from '@mikro-orm/postgresql';
import { writeCsv } from '../../subgraphs/documents/index.js';
import type { PublishedFile, PublishedKind } from '../../subgraphs/kit/publishing/index.js';
import { deficitRulesTable } from '../../subgraphs/monitoring/imports/deficit-rules-table.js';

/** As a large city has them: of each round every institution's value of every indicator by every kind of evidence. */
export const size = {
  institutions: Number(process.env.BENCH_INSTITUTIONS ?? 1_000),
  rounds: [2022, 2023, 2024],
  indicators: 112,
};

export const owner = 'kizel';
export const evidence = ['EXPERT', 'PARENT_SURVEY', 'SELF_EVALUATION'] as const;
export const observations = size.institutions * size.rounds.length * size.indicators * evidence.length;

/** Every third indicator is measured by levels. */
export const isByLevel = (indicator: number) => indicator % 3 === 0;

/** Institutions, indicators and rounds, by SQL: what is measured here is results alone. */
export async function addKnown(em: EntityManager): Promise<void> {
  for (const statement of [
    `insert into institutions.municipality (code, name, kind, region) values ('${owner}', 'Бенч', 'CITY_DISTRICT', 'x')
     on conflict do nothing`,
    `insert into institutions.institution (id, municipality, full_name, short_name, name_key, legal_form, status, groups,
       provenance, synthetic)
     select '${owner}:institution:' || n, '${owner}', 'Детский сад № ' || n, 'Сад ' || n, lpad(n::text, 6, '0'),
       (array['BUDGETARY','AUTONOMOUS','BUDGETARY','TREASURY','BUDGETARY','AUTONOMOUS','PRIVATE'])[n % 7 + 1], 'OPERATING',
       '[]', '[]', true
     from generate_series(1, ${size.institutions}) n`,
    `insert into indicators.indicator
       (id, municipality, code, version, name, area_code, unit, scale_code, direction, evidence, provenance, code_key, framework_id)
     select '${owner}:indicator:' || n || '/1', '${owner}', n::text, 1, 'Показатель ' || n,
       (array['GUIDELINES','PROGRAMME','CONTENT','PROCESS','CONDITIONS','SPECIAL_NEEDS','FAMILY','HEALTH_SAFETY_CARE','MANAGEMENT'])[n % 9 + 1],
       '%', case when n % 3 = 0 then 'MKDO' end, 'HIGHER', '{}', '[]', lpad(n::text, 4, '0'), '${owner}:framework:bench/1'
     from generate_series(1, ${size.indicators}) n`,
    ...size.rounds.map(
      (year) => `insert into monitoring.monitoring_round
         (id, municipality, title, period, year, level, sampled, institutions_covered, institutions_total, provenance, sort_key, code, synthetic)
       values ('${owner}:round:${year}', '${owner}', 'Мониторинг ${year}', '{}', ${year}, 'MUNICIPAL', false,
         ${size.institutions}, ${size.institutions}, '[]', '${year}', '${year}', true)`,
    ),
  ]) {
    await em.execute(statement);
  }
}

/** Rules by which deficits are found in every publication of results. */
export const rules: { kind: PublishedKind; file: PublishedFile } = {
  kind: deficitRulesTable,
  file: {
    municipality: owner,
    filename: 'rules.csv',
    content: Buffer.from(
      [
        ...writeCsv([
          ['Код правила', 'Вид правила', 'Порог', 'Название правила'],
          ['1', 'ниже уровня', '3', 'Ниже базового уровня'],
          ['2', 'снижение', '1', 'Снижение'],
        ]),
      ].join(''),
    ),
  },
};
