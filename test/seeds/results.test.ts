import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { syntheticTables } from '../../seeds/results/tables.js';
import type { Instance } from '../../subgraphs/instance.js';
import { publishTable } from '../indicators/publish-table.js';
import { owners, startSeededInstance } from '../instance.js';

const named = (code: string) => owners.find((owner) => owner.code === code)!;
const filesOf = (code: string) => [...syntheticTables(named(code), named(code).monitoring!)];

describe('Made-up results', () => {
  it.each(owners.map(({ code }) => code))('are the same each time for %s', (code) => {
    expect(filesOf(code).map(({ content }) => content.toString())).toEqual(
      filesOf(code).map(({ content }) => content.toString()),
    );
  });
});

describe('Made-up results, published', () => {
  const held = ['krasnodar', 'kemerovo', 'volgograd'].map(named);
  let instance: Instance;
  beforeAll(async () => {
    instance = await startSeededInstance(held, {}, {}, 'ALL');
  }, 240_000);
  afterAll(() => instance?.close());

  const rows = async <R>(statement: string) =>
    (await sql.raw<R>(statement).execute(instance.orm.em.fork().getKysely())).rows;

  it('are of three rounds with results of every institution that takes part', async () => {
    const found = await rows<{ municipality: string; year: number; covered: boolean }>(`
      select r.municipality, r.year,
        r.institutions_covered = (select count(distinct institution_id) from monitoring.observation o where o.round_id = r.id)
          as covered
      from monitoring.monitoring_round r order by 1, 2`);
    expect(found).toEqual(
      ['kemerovo', 'krasnodar', 'volgograd'].flatMap((municipality) =>
        [2022, 2023, 2024].map((year) => ({ municipality, year, covered: true })),
      ),
    );
  });

  it('agree with the acts of their owners: when and by whom rounds are held, and on what ground', async () => {
    const found = await rows<{
      municipality: string;
      level: string;
      first: string;
      last: string;
      within: boolean;
      basis: string;
    }>(`
      select r.municipality, r.level, min(to_char((r.period->>'start')::date, 'MM-DD')) as first,
        max(to_char((r.period->>'end')::date, 'MM-DD')) as last,
        bool_and(not exists (
          select from monitoring.observation o where o.round_id = r.id
            and not o.observed_at between (r.period->>'start')::date and (r.period->>'end')::date)) as within,
        min(concat_ws(' ', a.kind, a.date)) as basis
      from monitoring.monitoring_round r left join action_plans.legal_act a on a.id = r.basis_id
      group by 1, 2 order by 1`);
    expect(found).toEqual([
      // Its Порядок: every year.
      {
        municipality: 'kemerovo',
        level: 'MUNICIPAL',
        first: '09-01',
        last: '12-31',
        within: true,
        basis: 'REGULATION 2022-08-22',
      },
      // «Об итогах мониторинга … в 2024 году» is of the 5th of July.
      { municipality: 'krasnodar', level: 'MUNICIPAL', first: '05-15', last: '06-20', within: true, basis: '' },
      // A regional monitoring, in February.
      { municipality: 'volgograd', level: 'REGIONAL', first: '02-01', last: '02-28', within: true, basis: '' },
    ]);
    expect(named('kemerovo').monitoring!.areas).toHaveLength(5);
  });

  it('are of the areas that an owner monitors, and no others', async () => {
    const found = await rows<{ municipality: string; areas: string[] }>(`
      select municipality, array_agg(distinct area_code order by area_code) areas
      from monitoring.observation group by 1 order by 1`);
    expect(found).toEqual(
      held
        .map(({ code, monitoring }) => ({ municipality: code, areas: [...monitoring!.areas].sort() }))
        .sort((a, b) => (a.municipality < b.municipality ? -1 : 1)),
    );
  });

  it('lack some on purpose, and do not fit some institutions', async () => {
    const [shares] = await rows<Record<string, number>>(`
      select (count(*) filter (where status = 'MISSING') * 100.0 / count(*))::float missing,
        (count(*) filter (where status = 'ESTIMATED') * 100.0 / count(*))::float estimated,
        (count(*) filter (where status = 'NOT_APPLICABLE') * 100.0 / count(*))::float unfit from monitoring.observation`);
    expect(shares!.missing).toBeGreaterThan(3);
    expect(shares!.missing).toBeLessThan(7);
    expect(shares!.estimated).toBeGreaterThan(1);
    expect(shares!.unfit).toBeGreaterThan(1);
  });

  it('become a little better from year to year, at every owner', async () => {
    const means = await rows<{ municipality: string; means: number[] }>(`
      select municipality, array_agg(mean order by year) means from (
        select municipality, year, avg(value)::float mean from monitoring.observation o
        where exists (select from indicators.indicator i where i.id = o.indicator_id and i.unit = 'балл') group by 1, 2
      ) m group by 1`);
    for (const {
      means: [first, second, third],
    } of means) {
      expect(second).toBeGreaterThan(first!);
      expect(third).toBeGreaterThan(second!);
    }
  });

  it('put the institutions of Krasnodar, and of nobody else, into its four clusters', async () => {
    const found = await rows<{ municipality: string; levels: number; institutions: number }>(`
      select municipality, count(distinct level_code)::int levels,
        (count(*) filter (where round_id like '%2024'))::int institutions
      from monitoring.cluster_assignment group by 1`);
    const covered = await rows<{ n: number }>(
      `select institutions_covered n from monitoring.monitoring_round where id = 'krasnodar:round:2024'`,
    );
    expect(found).toEqual([{ municipality: 'krasnodar', levels: 4, institutions: covered[0]!.n }]);
  });

  it('show deficits of each kind of rule, and what became of them', async () => {
    const found = await rows<{ municipality: string; kinds: string[]; outcomes: number }>(`
      select d.municipality, array_agg(distinct r.kind order by r.kind) kinds, count(distinct o.state)::int outcomes
      from monitoring.deficit d join monitoring.deficit_rule r on r.id = d.rule_id
      left join monitoring.deficit_outcome o on o.deficit_id = d.id group by 1 order by 1`);
    expect(found.map(({ municipality }) => municipality)).toEqual(['kemerovo', 'krasnodar', 'volgograd']);
    for (const { kinds, outcomes } of found) {
      expect(kinds).toEqual(['BELOW_LEVEL', 'FALLING', 'UNDER_MEDIAN']);
      expect(outcomes).toBeGreaterThan(1);
    }
  });

  it('say everywhere that they are made up', async () => {
    const found = await rows<{ real: number }>(`
      select (select count(*) from monitoring.observation where not synthetic)::int
        + (select count(*) from monitoring.monitoring_round where not synthetic)::int
        + (select count(*) from monitoring.cluster_assignment where not synthetic)::int
        + (select count(*) from monitoring.deficit where not synthetic)::int
        + (select count(*) from monitoring.deficit_rule where provenance->0->>'method' <> 'SYNTHETIC')::int
        + (select count(*) from indicators.indicator where provenance->0->>'method' <> 'SYNTHETIC')::int as real`);
    expect(found).toEqual([{ real: 0 }]);
  });

  it('go when their owner publishes institutions of its own, and so may the rounds', async () => {
    const url = `${instance.server.url}/graphql`;
    const own = [['Полное наименование'], ['МБДОУ «Детский сад № 1»']];
    const left = `select municipality, (select count(*) from monitoring.observation o where o.municipality = m.municipality)::int
        + (select count(*) from monitoring.past_observation o where o.municipality = m.municipality)::int
        + (select count(*) from monitoring.cluster_assignment c where c.municipality = m.municipality)::int
        + (select count(*) from monitoring.recommendation r where r.municipality = m.municipality)::int
        + (select count(*) from monitoring.deficit d where d.municipality = m.municipality)::int
        + (select count(*) from monitoring.profile_cell d where d.municipality = m.municipality)::int as rows
      from (values ('krasnodar'), ('volgograd')) m(municipality) order by 1`;
    const published = await publishTable(url, 'krasnodar', 'INSTITUTIONS', own);
    expect(published).toMatchObject({ created: 1, issues: [] });
    const [krasnodar, volgograd] = await rows<{ rows: number }>(left);
    expect(krasnodar!.rows).toBe(0);
    expect(volgograd!.rows).toBeGreaterThan(0);
    const changes = await rows<{ type: string; some: boolean }>(
      `select type, count(*) > 0 as some from ledger.change
       where publication_id = '${published.publication.id}' and kind = 'REMOVED' group by 1 order by 1`,
    );
    expect(changes.map(({ type }) => type)).toEqual([
      'ClusterAssignment',
      'Institution',
      'Observation',
      'Recommendation',
    ]);
    const head = ['Код раунда', 'Год', 'Уровень', 'Участвовало организаций', 'Всего организаций'];
    const rounds = [head, ['2025', 2025, 'муниципалитет', 1, 1]];
    expect(await publishTable(url, 'krasnodar', 'ROUNDS', rounds)).toMatchObject({
      created: 1,
      removed: 3,
      issues: [],
    });
  }, 120_000);
});
