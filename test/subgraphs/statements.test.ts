import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syntheticInstitutions } from '../../seeds/institutions.js';
import type { Instance } from '../../subgraphs/instance.js';
import { publishInstitutions } from '../../subgraphs/institutions/imports/publish-institutions.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { claimsOf, sign } from '../tokens.js';

const kizel = owners.find(({ code }) => code === 'kizel')!;
let instance: Instance;
let statements: string[] = [];

beforeAll(async () => {
  instance = await startSeededInstance([kizel], { onStatement: (statement) => statements.push(statement) });
});
afterAll(() => instance?.close());

/** Operations that reach across the subgraphs, each with lists that grow with the data. */
const operations = {
  'a page of institutions with what three other subgraphs know of them': `{
    institutions(first: 500) { totalCount nodes {
      fullName municipality { name }
      plan { approvedAt }
      observations(first: 5) { totalCount nodes { value round { title } indicator { name area { labelRu } } } }
      deficits { statement answeredBy { title } }
    } }
  }`,
  'a municipality with its acts, plans and measures': `{
    municipality(code: "kizel") {
      name
      institutions(first: 100) { nodes { shortName } }
      legalActs(first: 10) { nodes {
        title basis { act { title citedBy { title } } } instructions { text }
        plans { sections { title } measures(first: 50) { totalCount nodes { title section { title } areas { labelRu measures { totalCount } } } } }
      } }
      monitoringRounds { nodes { title basis { number } } }
    }
  }`,
  'acts that acts name, with where they were published and the programmes they lay down': `{
    legalActs(first: 500) { nodes { programme { title } publishedAs { id } basis { role amends { id } act { publishedAs { title } citedBy { id } } } } }
    monitoringProgrammes(first: 500) { totalCount nodes { title areas { code usedBy { code } } basis { number } clauses { number } } }
    measures(first: 500) { nodes { absentInSource resultDates } }
  }`,
  'measures with those responsible, and by a name of them': `{
    measures(first: 500, filter: { responsible: "УО", responsibleRole: EXECUTOR }) { totalCount }
    all: measures(first: 500) { nodes { responsible { text person role resolved organization { name aliases kind } } } }
    municipality(code: "kizel") { authority { name responsibleFor(first: 5) { totalCount nodes { title } } } }
    organizations(filter: { named: "управления образования" }) { nodes { id name municipality { name } } }
  }`,
  'indicators with their systems and values, and what owners compare in': `{
    indicators(first: 500, filter: { validOn: "2024-01-01" }) { totalCount nodes {
      name framework { title municipality { name } areas { labelRu } indicators(first: 2) { totalCount } } observations(first: 2) { totalCount nodes { value } }
    } }
    frameworks { title indicators(first: 2) { nodes { name } } }
    areaCrosswalks { area words }
    comparability { area participants { explanation } groups { municipalities } }
  }`,
  'what the search finds, with its lines, and what lists find by words': `{
    search(text: "план «муниципального образования»", first: 500) {
      totalCount nodes { id kind title clause line excerpt { text isMatch } municipality { name } node { ... on Measure { number } ... on LegalAct { number } } }
    }
    institutions(filter: { search: "детский сад" }) { totalCount }
    measures(filter: { search: "детских садов" }) { totalCount }
  }`,
  'measures with their plans and acts': `{
    measures(first: 500) { totalCount nodes { title municipality { name } plan { title act { number citedBy { id } } } answersDeficits { statement } } }
  }`,
  'measures by their state on a day, with what was reported of them, and how many there are': `{
    measures(filter: { states: [DONE, NOT_DATED] }, asOf: "2024-06-30", orderBy: DUE_DESC, first: 500) { totalCount nodes {
      state(asOf: "2024-06-30") missedOccurrences(asOf: "2024-06-30") deadline { status due } progress { status institution { shortName } }
    } }
    measureSummary(asOf: "2024-06-30", groupBy: [STATE, MONTH, RESPONSIBLE, AREA]) { state month count }
  }`,
  'deficits with what became of them, what is recommended, and what may answer them': `{
    deficits(first: 10, filter: { answered: true, years: [2024] }) { totalCount nodes {
      rule { title } next { state round { title } } recommendations(first: 5) { totalCount nodes { text measures { title } deficits { statement } } }
      candidates(first: 3) { score reasons measure { title } }
    } }
    deficitSummary(groupBy: [MUNICIPALITY, YEAR, AREA, RULE_KIND, ANSWERED, OUTCOME]) { count }
    deficitRules { title area { labelRu } }
    recommendations(first: 500) { totalCount nodes { institution { fullName } measures { title } deficits { statement } } }
    measures(first: 50, filter: { hasDeficit: true, deficitOutcomes: [REMAINED] }) { totalCount nodes { title } }
    institutions(first: 500) { nodes { recommendations(first: 5) { nodes { text } } } }
  }`,
  'how each institution stands to each instruction': `{
    institutionDuties(asOf: "2024-06-30") { totalCount nodes { state days institution { fullName } instruction { number } } }
  }`,
  'how institutions carry out what they were ordered': `{
    compliance(asOf: "2024-06-30", groupBy: [STATE]) { state count }
    legalActs(first: 10) { nodes { instructions { compliance(asOf: "2024-06-30") { state count } } } }
    institutions(first: 500) { nodes { plan { compliance(asOf: "2024-06-30") { state instruction { number } } } } }
  }`,
  'rounds with the plans that result, clusters, and results as they were recorded on a day': `{
    monitoringRounds(first: 500) { nodes { code programme { title } resultingPlans { title } } }
    institutions(first: 500) { nodes { clusters { round { title } level { rank } comparable { code } } } }
    observations(asRecordedOn: "2100-01-01T00:00:00Z", orderBy: INSTITUTION_DESC, filter: { years: [2024] }, first: 500) {
      totalCount nodes { value institution { shortName } } }
  }`,
};

async function statementsOf(operation: string): Promise<string[]> {
  statements = [];
  const { data, errors } = await ask(`${instance.server.url}/graphql`, operation, {}, await sign(claimsOf.region));
  expect(errors).toBeUndefined();
  expect(data).not.toBeNull();
  return statements.map((statement) => statement.replace(/\s+/g, ' ').trim());
}

/** The columns of a table that make its rows, wherever they are read. */
const columnsRead = /("r"\."\w+"(?:, "r"\."\w+")+)(?=,? [^()]*?from ("\w+"\."\w+") r\b)/g;

describe('The SQL of an operation', () => {
  const withFewRows = new Map<string, string[]>();
  /** Of each table the fewest columns that are read together. */
  const columns = new Map<string, string>();
  beforeAll(async () => {
    await grow(10);
    for (const [name, operation] of Object.entries(operations)) {
      const few = await statementsOf(operation);
      withFewRows.set(name, few);
      for (const [, list = '', table = ''] of few.flatMap((statement) => [...statement.matchAll(columnsRead)])) {
        if (list.length < (columns.get(table)?.length ?? Number.POSITIVE_INFINITY)) columns.set(table, list);
      }
    }
  });

  it.each(Object.keys(operations))('is the one written down: %s', (name) => {
    // The order in which parallel parts of a plan reach the database is not promised.
    expect(withFewRows.get(name)!.map(withoutColumns).toSorted().join('\n\n')).toMatchSnapshot();
  });

  it('reads these columns of each table', () => {
    const lists = [...columns].map(([table, list]) => `${table}: ${list}`);
    expect(lists.toSorted().join('\n\n')).toMatchSnapshot();
  });

  /** Columns are written down once for each table, so that a new one changes one place; here what is read besides. */
  function withoutColumns(statement: string): string {
    return statement.replaceAll(columnsRead, (list: string, _: string, table: string) => {
      const usual = columns.get(table)!.split(', ');
      return ['‹columns›', ...list.split(', ').filter((column) => !usual.includes(column))].join(', ');
    });
  }

  it('is as many statements for 10 000 rows as for 10', async () => {
    await grow(10_000);
    for (const [name, operation] of Object.entries(operations)) {
      expect(await statementsOf(operation)).toHaveLength(withFewRows.get(name)!.length);
    }
  });
});

/** Brings institutions, observations, deficits and measures to this many of each. */
async function grow(count: number): Promise<void> {
  await publishInstitutions(instance.orm, 'kizel', syntheticInstitutions({ ...kizel, institutions: count }), null);
  const connection = instance.orm.em.getConnection();
  const numbered = '(select id, row_number() over (order by id) n from institutions.institution) i';
  for (const statement of [
    `insert into indicators.indicator values
       ('kizel:indicator:1', 'kizel', '1', 1, 'x', 'FAMILY', '%', null, '{}', null, null, '[]', '1')`,
    `insert into indicators.framework
     select 'kizel:framework:F/' || n, 'kizel', 'F', n, 'x', null, null, '[]', lpad(n::text, 8, '0'), true, false
     from generate_series(1, ${count}, 10) n`,
    `insert into indicators.indicator
     select 'kizel:indicator:more/' || n, 'kizel', 'more', n, 'x', 'FAMILY', '%', null, '{}', null, null, '[]',
       lpad(n::text, 8, '0'), 'kizel:framework:F/' || n from generate_series(1, ${count}, 10) n`,
    `insert into action_plans.measure_area
     select 'kizel:measure-area:' || n, 'kizel:measure:more/' || n, 'FAMILY', 'kizel', 'RELATED', 'x', 'kizel:publication:x', n
     from generate_series(1, ${count}) n`,
    `insert into monitoring.monitoring_round values
       ('kizel:round:1', 'kizel', 'x', '{}', 2024, 'MUNICIPAL', null, false, 1, 1, '[]', '1', null, null, false)`,
    `insert into monitoring.observation
     select 'kizel:observation:' || i.id, 'kizel', 'kizel:round:1', 'kizel:indicator:1', i.id, 'EXPERT', n, null,
       'REPORTED', null, 2024, 'FAMILY', 'BUDGETARY', 'kizel:publication:x', n, false, now(), lpad(n::text, 8, '0'), '', ''
     from ${numbered}`,
    `update monitoring.monitoring_round set basis_id = (select act_id from action_plans.action_plan limit 1)`,
    `insert into monitoring.cluster_assignment
     select 'kizel:cluster:1/' || n, 'kizel', 'kizel:round:1', i.id, 'MKDO/L3', false, '[]', '1' from ${numbered}`,
    `insert into monitoring.deficit
     select 'kizel:deficit:' || n, 'kizel', 'kizel:round:1', 'FAMILY', null, null, array[i.id], 'x', false, '[]',
       lpad(n::text, 8, '0') from ${numbered}`,
    `insert into monitoring.deficit_rule values
       ('kizel:deficit-rule:1', 'kizel', '1', 'BELOW_LEVEL', null, null, null, 'x', '[]', '1')`,
    `update monitoring.deficit set rule_id = 'kizel:deficit-rule:1'`,
    `insert into monitoring.deficit_outcome select id, round_id, 'REMAINED', 1, 1 from monitoring.deficit`,
    `insert into monitoring.recommendation
     select 'kizel:recommendation:' || n, 'kizel', 'kizel:round:1', 'ADDRESS', i.id, null, null,
       array['kizel:deficit:' || n], 'x', false, '[]', lpad(n::text, 8, '0') from ${numbered}`,
    `insert into action_plans.measure (id, municipality, plan_id, section_path, ordinal, title, planned_results,
       result_dates, area_codes, education_levels, issues, provenance, responsible_key, source_order)
     select 'kizel:measure:more/' || n, municipality, plan_id, section_path, n, title, planned_results,
       result_dates, '{FAMILY}',
       education_levels, issues, provenance, responsible_key, source_order || '/' || lpad(n::text, 8, '0')
     from (select * from action_plans.measure where ordinal = 1 and number = '1.1.') m, generate_series(1, ${count}) n`,
    `insert into action_plans.responsible
     select 'kizel:measure:more/' || n, p.seq, text, organization_id, person, role, resolved, words, person_key
     from action_plans.responsible p, generate_series(1, ${count}) n where p.measure_id like 'kizel:measure:order%/1.1'`,
    `insert into action_plans.measure_deficit
     select 'kizel:deficit:' || n, 'kizel:measure:more/' || n from generate_series(1, ${count}) n`,
    `insert into action_plans.progress_report (id, municipality, measure_id, seq, status, done_at, reported_at)
     select 'kizel:progress:' || n, 'kizel', 'kizel:measure:more/' || n, 1, 'DONE', '2024-01-01', '2024-01-02'
     from generate_series(1, ${count}, 2) n`,
    `insert into action_plans.progress_report
       (id, municipality, measure_id, institution_id, seq, status, done_at, reported_at)
     select 'kizel:progress:of/' || n, 'kizel', 'kizel:measure:more/' || n, i.id, 2, 'DONE', '2024-01-01', '2024-01-02'
     from ${numbered}`,
    `insert into action_plans.institution_plan (id, municipality, institution_id, approved_at)
     select 'kizel:institution-plan:' || n, 'kizel', i.id, '2024-01-01' from ${numbered}`,
    `update action_plans.instruction set due = '2024-01-01', scope = 'EACH_INSTITUTION', text = 'Утвердить план'`,
  ]) {
    await connection.execute(statement.startsWith('insert') ? `${statement} on conflict do nothing` : statement);
  }
  // As autovacuum does sooner or later: plans for an empty table would be slow ones.
  await connection.execute('analyze');
}
