import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { domains } from '../../../subgraphs/domains.js';
import { type Instance, startInstance } from '../../../subgraphs/instance.js';
import { migrate } from '../../../subgraphs/kit/database/migrate.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';
import { ask } from '../../instance.js';
import { type TestDatabase, testDatabase } from '../../postgres.js';
import { accept, claimsOf, sign } from '../../tokens.js';
import { addOwner, idOf, type Result, record } from './results.js';

const operations = {
  'by area and year': '{ qualityProfile(groupBy: [AREA, YEAR]) { area year count mean min max institutions } }',
  'of one area in one year':
    '{ qualityProfile(filter: { areas: [FAMILY], years: [2023] }, groupBy: [MUNICIPALITY]) { count sum } }',
  'with quantiles':
    '{ qualityProfile(groupBy: [AREA, YEAR, EVIDENCE]) { count quantiles(of: [0.1, 0.5]) median: quantiles(of: [0.5]) sketch } }',
  'of municipalities':
    '{ municipalities { qualityProfile(groupBy: [COMMON_LEVEL]) { commonFrom commonTo count } name } }',
};

let database: TestDatabase;
let instance: Instance;
let statements: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  const orm = await openDatabase({ url: database.url, domains });
  await migrate(orm);
  await orm.close(true);
  const onStatement = (statement: string) => statements.push(statement);
  const options = { owners: ['kizel'], databaseUrl: database.url, authenticate: accept() };
  instance = await startInstance({ ...options, database: { onStatement } });
  await addOwner(instance, 'kizel', [
    { code: 'number', area: 'FAMILY', unit: '%', scale: null },
    { code: 'level', area: 'CONDITIONS', unit: 'x', scale: 'MKDO' },
  ]);
  await record(instance, results(3), new Date('2024-01-01'));
});
afterAll(async () => {
  await instance?.close();
  await database?.[Symbol.asyncDispose]();
});
beforeEach(() => {
  statements = [];
});

function results(institutions: number): Result[] {
  return ['2022', '2023'].flatMap((round) =>
    Array.from({ length: institutions }, (_, institution): Result[] => [
      { owner: 'kizel', round, institution, indicator: 'number', value: institution + Number(round) },
      { owner: 'kizel', round, institution, indicator: 'level', level: `MKDO/L${(institution % 5) + 1}` },
    ]).flat(),
  );
}

async function statementsOf(operation: string): Promise<string[]> {
  statements = [];
  const { data, errors } = await ask(`${instance.server.url}/graphql`, operation, {}, await sign(claimsOf.region));
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toMatch(/"count":[1-9]/);
  return statements.filter((statement) => /profile_(cell|total)|observation/.test(statement));
}

describe('A profile', () => {
  const withFewRows = new Map<string, number>();

  it.each(Object.entries(operations))(
    'is read by one statement, and one more for quantiles: %s',
    async (name, operation) => {
      const read = await statementsOf(operation);
      expect(read).toHaveLength(name === 'with quantiles' ? 2 : 1);
      withFewRows.set(name, read.length);
    },
  );

  it('is read by as many for 10 000 results, and never from the results themselves', async () => {
    await record(instance, results(2_500), new Date('2024-02-01'));
    await instance.orm.em.getConnection().execute('analyze');
    for (const [name, operation] of Object.entries(operations)) {
      const read = await statementsOf(operation);
      expect(read).toHaveLength(withFewRows.get(name)!);
      for (const statement of read) {
        const plan = await instance.orm.em.getConnection().execute(`explain (generic_plan) ${statement}`);
        expect(JSON.stringify(plan)).not.toMatch(/ on (past_)?observation/);
      }
    }
  });

  it('of one institution is found by an index', async () => {
    const filter = `{ institutions: ["${idOf.institution('kizel', 7)}"] }`;
    const [statement] = await statementsOf(`{ qualityProfile(filter: ${filter}, groupBy: [AREA]) { count } }`);
    const plan = await instance.orm.em.getConnection().execute(`explain (generic_plan) ${statement}`);
    expect(JSON.stringify(plan)).toContain('observation_by_institution');
    expect(JSON.stringify(plan)).not.toMatch(/Seq Scan on observation/);
  });
});
