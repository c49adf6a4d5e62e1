import type { EntityManager } from '@mikro-orm/postgresql';

/** As a large city has them: of each round every institution's value of every indicator by every kind of evidence. */
export const size = {
  institutions: Number(process.env.BENCH_INSTITUTIONS ?? 1_000),
  rounds: [2022, 2023, 2024],
  indicators: 112,
  evidence: 3,
};

export const owner = 'kizel';
export const rounds = size.rounds.map((year) => `${owner}:round:${year}`);
export const observations = size.institutions * size.rounds.length * size.indicators * size.evidence;

/** Institutions, indicators and rounds, by SQL: what is measured here is results alone. */
export async function addKnown(em: EntityManager): Promise<void> {
  for (const statement of [
    `insert into institutions.municipality (code, name, kind, region) values ('${owner}', 'Бенч', 'CITY_DISTRICT', 'x')
     on conflict do nothing`,
    `insert into indicators.indicator
       (id, municipality, code, version, name, area_code, unit, scale_code, evidence, provenance, code_key, framework_id)
     select '${owner}:indicator:' || n || '/1', '${owner}', n::text, 1, 'Показатель ' || n,
       (array['GUIDELINES','PROGRAMME','CONTENT','PROCESS','CONDITIONS','SPECIAL_NEEDS','FAMILY','HEALTH_SAFETY_CARE','MANAGEMENT'])[n % 9 + 1],
       '%', case when n % 3 = 0 then 'MKDO' end, '{}', '[]', lpad(n::text, 4, '0'), '${owner}:framework:bench/1'
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

/** The results of one round, straight into their table. */
export async function addResults(em: EntityManager, year: number, at: Date): Promise<void> {
  await em.execute(
    `insert into monitoring.observation (id, municipality, round_id, indicator_id, institution_id, evidence, value,
       level_code, status, observed_at, year, area_code, institution_type, publication_id, source_row, synthetic,
       recorded_at, sort_key, indicator_key, institution_key)
     select '${owner}:observation:' || md5(concat_ws('/', ?::int, i.id, n, e)), '${owner}', '${owner}:round:' || ?::int, i.id,
       '${owner}:institution:' || n, (array['EXPERT','PARENT_SURVEY','SELF_EVALUATION'])[e],
       case when i.scale_code is null and (n + e) % 50 > 0 then round((40 + 50 * random())::numeric, 1) end,
       case when i.scale_code is not null and (n + e) % 50 > 0 then 'MKDO/L' || 1 + floor(random() * 5) end,
       case when (n + e) % 50 = 0 then 'MISSING' when (n + e) % 40 = 1 then 'ESTIMATED' else 'REPORTED' end, null, ?::int,
       i.area_code, (array['BUDGETARY','AUTONOMOUS','BUDGETARY','TREASURY','BUDGETARY','AUTONOMOUS','PRIVATE'])[n % 7 + 1],
       '${owner}:publication:' || ?::int, row_number() over (), true, ?, concat_ws(' ', ?::int, i.code_key, lpad(n::text, 6, '0')),
       i.code_key, lpad(n::text, 6, '0')
     from indicators.indicator i, generate_series(1, ${size.institutions}) n, generate_series(1, ${size.evidence}) e`,
    [year, year, year, year, at, year],
  );
}
