import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../subgraphs/instance.js';
import { ask } from '../instance.js';
import { claimsOf, sign, staffToken } from '../tokens.js';
import { startHubOver, type TestHub } from './progress/hub.js';
import { startEmptyInstance } from './progress/measures.js';

const owners = ['a', 'b', 'c'];
let central: Instance;
const alone: Record<string, Instance> = {};
let hub: TestHub;

/** Institutions of each owner by name: the days on which they approved and published their plans. */
const institutions: Record<string, Record<string, [approved: string | null, published: string | null] | null>> = {
  a: {
    exact: ['2024-07-17', '2024-07-22'],
    late: ['2024-07-18', '2024-07-23'],
    'half-late': ['2024-07-10', '2024-08-01'],
    'only-approved': ['2024-07-01', null],
    upside: ['2024-07-15', '2024-07-14'],
    'only-published': [null, '2024-07-14'],
    nothing: null,
  },
  b: { one: ['2024-07-01', '2024-07-02'], two: null },
  c: {},
};

beforeAll(async () => {
  central = await startEmptyInstance(...owners);
  for (const owner of owners) alone[owner] = await startEmptyInstance(owner);
  hub = await startHubOver(alone);
  for (const owner of owners) for (const instance of [central, alone[owner]!]) await fill(instance, owner);
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  for (const instance of [central, ...Object.values(alone)]) await instance?.close();
});

async function fill({ orm }: Instance, owner: string): Promise<void> {
  const run = (statement: ReturnType<typeof sql>) => statement.execute(orm.em.fork().getKysely());
  const institution = (name: string, status: string, form: string) => sql`
    insert into institutions.institution (id, municipality, full_name, legal_form, status, groups, synthetic, provenance, name_key)
    values (${`${owner}:institution:${name}`}, ${owner}, ${name}, ${form}, ${status}, '[]', true, '[]', ${name})`;
  for (const [name, days] of Object.entries(institutions[owner]!)) {
    await run(institution(name, name === 'late' ? 'SUSPENDED' : 'OPERATING', 'BUDGETARY'));
    if (!days) continue;
    await run(sql`
      insert into action_plans.institution_plan values (${`${owner}:institution-plan:${name}`}, ${owner},
        ${`${owner}:institution:${name}`}, ${days[0]}, ${days[1]}, null)`);
  }
  await run(institution('closed', 'CLOSED', 'BUDGETARY'));
  await run(institution('private', 'OPERATING', 'PRIVATE'));
  const instructions: [string, string, string, string | null][] = [
    ['1', 'ONE', 'Утвердить план мероприятий', null],
    ['2.1', 'EACH_INSTITUTION', 'Утвердить план мероприятий в срок до 17.07.2024.', '2024-07-17'],
    ['2.2', 'EACH_INSTITUTION', 'Разместить утверждённый план на сайте в срок до 22.07.2024.', '2024-07-22'],
    ['2.3', 'EACH_INSTITUTION', 'Утвердить план', null],
    ['2.4', 'EACH_INSTITUTION', 'Представить отчёт о плане', '2024-07-22'],
    ['3', 'ONE', 'Утвердить план', '2024-07-17'],
  ];
  for (const [seq, [number, scope, text, due]] of (owner === 'c' ? [] : instructions).entries()) {
    await run(sql`
      insert into action_plans.instruction (id, municipality, act_id, seq, number, text, scope, provenance, due)
      values (${`${owner}:instruction:${number}`}, ${owner}, ${`${owner}:act:1`}, ${seq}, ${number}, ${text}, ${scope}, '[]', ${due}::date)`);
  }
}

async function answer(url: string, query: string, variables?: object, token?: string) {
  const { data, errors } = await ask(url, query, variables, token);
  expect(errors).toBeUndefined();
  return data;
}
const inHub = (query: string, variables?: object) => answer(hub.url, query, variables);
const inCentral = (query: string, variables?: object) => answer(`${central.server.url}/graphql`, query, variables);

describe('compliance', () => {
  const byState = async (instruction: string, asOf: string) => {
    const { compliance } = await inHub(
      'query($i: ID, $asOf: Date!) { compliance(instruction: $i, asOf: $asOf, groupBy: [STATE]) { state count } }',
      { i: instruction, asOf },
    );
    return Object.fromEntries(compliance.map(({ state, count }: { state: string; count: number }) => [state, count]));
  };

  it.each<[string, string, string, Record<string, number>]>([
    ['on the last day nobody is missing yet', '2.1', '2024-07-17', { ON_TIME: 4, NOT_YET_DUE: 3 }],
    [
      'from the next day who approved nothing is missing or late',
      '2.1',
      '2024-07-18',
      { ON_TIME: 4, LATE: 1, MISSING: 2 },
    ],
    ['what was done later is not known on an earlier day', '2.1', '2024-07-10', { ON_TIME: 2, NOT_YET_DUE: 5 }],
    [
      'published before approved, or never approved, is neither in time nor late',
      '2.2',
      '2024-12-31',
      { ON_TIME: 1, LATE: 2, MISSING: 2, PUBLISHED_BEFORE_APPROVED: 2 },
    ],
    [
      'on the day of publication its approval was to come',
      '2.2',
      '2024-07-14',
      { NOT_YET_DUE: 5, PUBLISHED_BEFORE_APPROVED: 2 },
    ],
  ])('%s', async (_, number, asOf, counts) => {
    expect(await byState(`a:instruction:${number}`, asOf)).toEqual(counts);
  });

  it.each([
    ['not dated', '2.3'],
    ['not answered by a plan', '2.4'],
    ['the duty of one', '3'],
    ['not there', '99'],
  ])('counts nobody for an instruction that is %s', async (_, number) => {
    expect(await byState(`a:instruction:${number}`, '2024-12-31')).toEqual({});
  });

  it.each([[[]], [['MUNICIPALITY']], [['INSTRUCTION', 'STATE']], [['STATE', 'STATE', 'MUNICIPALITY', 'INSTRUCTION']]])(
    'by %j the hub gives what one database with the rows of all owners gives, in the same order',
    async (groupBy) => {
      const query =
        'query($by: [ComplianceDimension!]!, $of: [ID!]) { compliance(municipalities: $of, asOf: "2024-07-20", groupBy: $by) { municipality instruction state count } }';
      for (const of of [undefined, null, ['b'], ['c'], []]) {
        expect(await inHub(query, { by: groupBy, of })).toEqual(await inCentral(query, { by: groupBy, of }));
      }
    },
  );

  it('counts two instructions for seven institutions of one owner, and for two of another', async () => {
    const { compliance } = await inHub(
      '{ compliance(asOf: "2024-07-20", groupBy: [MUNICIPALITY]) { municipality state count } }',
    );
    expect(compliance).toEqual([
      { municipality: 'a', state: null, count: 14 },
      { municipality: 'b', state: null, count: 4 },
    ]);
  });

  it('is told of each instruction and of each institution', async () => {
    const query = `{
      legalActs(municipalities: ["a"]) { nodes { instructions { number compliance(asOf: "2024-12-31") { municipality instruction state count } } } }
      institutions(municipalities: ["a"]) { nodes { fullName plan { compliance(asOf: "2024-12-31") { instruction { number } state } } } } }`;
    const { legalActs, institutions: found } = await answer(hub.url, query, {}, await staffToken('a'));
    const counts = legalActs.nodes[0].instructions.map(
      ({ number, compliance }: { number: string; compliance: { count: number }[] }) => [
        number,
        compliance.reduce((sum, { count }) => sum + count, 0),
      ],
    );
    expect(Object.fromEntries(counts)).toEqual({ '1': 0, '2.1': 7, '2.2': 7, '2.3': 0, '2.4': 0, '3': 0 });
    const plans = found.nodes.map(
      ({ fullName, plan }: { fullName: string; plan: null | { compliance: { state: string }[] } }) => [
        fullName,
        plan?.compliance.map(({ state }) => state) ?? null,
      ],
    );
    expect(Object.fromEntries(plans)).toEqual({
      ...{ exact: ['ON_TIME', 'ON_TIME'], late: ['LATE', 'LATE'], 'half-late': ['ON_TIME', 'LATE'] },
      ...{ 'only-approved': ['ON_TIME', 'MISSING'], upside: ['ON_TIME', 'PUBLISHED_BEFORE_APPROVED'] },
      ...{ 'only-published': ['MISSING', 'PUBLISHED_BEFORE_APPROVED'], nothing: null, closed: null, private: null },
    });
  });
});

describe('institutionDuties', () => {
  const list = async (args: string, token?: string) => {
    const query = `{ institutionDuties(${args}) { totalCount nodes { id institution { fullName } instruction { number } state days municipality { code } } } }`;
    const data = await answer(hub.url, query, {}, token);
    expect(data).toEqual(await answer(`${central.server.url}/graphql`, query, {}, token));
    const { nodes, totalCount } = data.institutionDuties;
    expect(nodes).toHaveLength(Math.min(totalCount, 50));
    return nodes.map(
      (one: {
        institution: { fullName: string };
        instruction: { number: string };
        state: string;
        days: number | null;
      }) => `${one.instruction.number} ${one.institution.fullName} ${one.state} ${one.days}`,
    );
  };

  it.each([
    ['LATE', ['2.1 late LATE 1', '2.2 half-late LATE 10', '2.2 late LATE 1']],
    [
      'MISSING',
      [
        ...['2.1 nothing MISSING 30', '2.1 only-published MISSING 30', '2.1 two MISSING 30'],
        ...['2.2 nothing MISSING 25', '2.2 only-approved MISSING 25', '2.2 two MISSING 25'],
      ],
    ],
    [
      'PUBLISHED_BEFORE_APPROVED',
      ['2.2 only-published PUBLISHED_BEFORE_APPROVED null', '2.2 upside PUBLISHED_BEFORE_APPROVED 1'],
    ],
    ['NOT_YET_DUE', []],
  ])('lists who is %s, over all owners, as one database does', async (state, expected) => {
    const region = await sign(claimsOf.region);
    const found = await list(`asOf: "2024-08-16", filter: { states: [${state}] }`, region);
    expect(found.toSorted()).toEqual(expected);
  });

  it('is as many as are counted, in the order of due days, page by page', async () => {
    const region = await sign(claimsOf.region);
    const { compliance } = await inHub('{ compliance(asOf: "2024-07-20", groupBy: []) { synthetic count } }');
    expect(compliance).toEqual([
      { synthetic: false, count: 0 },
      { synthetic: true, count: expect.any(Number) },
    ]);
    const { count } = compliance[1];
    const whole = await list('asOf: "2024-07-20", first: 50', region);
    expect(whole).toHaveLength(count);
    const pages: string[] = [];
    for (let after = ''; ; ) {
      const query = `{ institutionDuties(asOf: "2024-07-20", first: 5${after}) { nodes { institution { fullName } instruction { number } state days } pageInfo { hasNextPage endCursor } } }`;
      const { nodes, pageInfo } = (await answer(hub.url, query, {}, region)).institutionDuties;
      for (const { institution, instruction, state, days } of nodes) {
        pages.push(`${instruction.number} ${institution.fullName} ${state} ${days}`);
      }
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(pages).toEqual(whole);
  });

  it.each([
    ['everybody of published plans alone', undefined, 10],
    ['the owner of all its institutions', 'a', 14],
  ])('tells %s', async (_, owner, expected) => {
    const token = owner && (await staffToken(owner));
    expect(await list('asOf: "2024-08-16", municipalities: ["a"]', token)).toHaveLength(expected);
    const named = await list(
      'asOf: "2024-08-16", filter: { instructions: ["a:instruction:2.2"], institutions: ["a:institution:late"] }',
      token,
    );
    expect(named).toEqual(['2.2 late LATE 1']);
  });
});

describe('reportInstitutionPlan', () => {
  const report = async (input: object, url = hub.url) =>
    ask(
      url,
      `mutation($input: InstitutionPlanInput!) { reportInstitutionPlan(input: $input) {
        id approvedAt publishedAt url institution { id fullName } compliance(asOf: "2024-12-31") { state } } }`,
      { input: { institution: 'b:institution:two', ...input } },
      await staffToken('b'),
    );

  it('stores what is said, keeps what is left out, and takes back what is null', async () => {
    const first = await report({ publishedAt: '2024-07-01', url: ' https://example.org/plan ' });
    expect(first.errors).toBeUndefined();
    expect(first.data.reportInstitutionPlan).toEqual({
      ...{ id: 'b:institution-plan:two', approvedAt: null, publishedAt: '2024-07-01', url: 'https://example.org/plan' },
      ...{ institution: { id: 'b:institution:two', fullName: 'two' } },
      compliance: [{ state: 'MISSING' }, { state: 'PUBLISHED_BEFORE_APPROVED' }],
    });
    const second = await report({ approvedAt: '2024-07-02' });
    expect(second.data.reportInstitutionPlan).toMatchObject({ approvedAt: '2024-07-02', publishedAt: '2024-07-01' });
    expect(second.data.reportInstitutionPlan.compliance[1].state).toBe('PUBLISHED_BEFORE_APPROVED');
    const version = (await ask(hub.url, '{ municipalities { code } }')).extensions.coverage.sources[1].version;
    const same = await report({ approvedAt: '2024-07-02' });
    expect(same.data).toEqual(second.data);
    expect((await ask(hub.url, '{ municipalities { code } }')).extensions.coverage.sources[1].version).toBe(version);
    const third = await report({ publishedAt: null, url: null });
    expect(third.data.reportInstitutionPlan).toMatchObject({ approvedAt: '2024-07-02', publishedAt: null, url: null });
  });

  it.each([
    ['an approval in the future', { approvedAt: '2999-01-01' }, 'BAD_ARGUMENT'],
    ['a publication in the future', { publishedAt: '2999-01-01' }, 'BAD_ARGUMENT'],
    ['an address that is none', { url: 'plan.docx' }, 'BAD_ARGUMENT'],
    ['an address that a page would run', { url: 'javascript:alert(1)' }, 'BAD_ARGUMENT'],
    ['an address of a file', { url: 'file:///etc/passwd' }, 'BAD_ARGUMENT'],
    ['nothing at all', {}, 'BAD_ARGUMENT'],
    ['an institution that is not there', { institution: 'b:institution:none', approvedAt: '2024-01-01' }, 'BAD_ID'],
    ['something that is no institution', { institution: 'b:act:1', approvedAt: '2024-01-01' }, 'BAD_ID'],
  ])('refuses %s', async (_, input, code) => {
    for (const url of [hub.url, `${alone.b!.server.url}/graphql`]) {
      const { data, errors } = await report(input, url);
      expect([data ?? null, errors![0]!.extensions.code]).toEqual([null, code]);
    }
  });
});
