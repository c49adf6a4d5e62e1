import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ask } from '../../instance.js';
import { sign, staffToken } from '../../tokens.js';
import { measureId } from './measures.js';
import { halves, startTwoOwners, type TwoOwners, versionOf } from './two-owners.js';

const own = 'kizel:institution:own';
const other = 'kizel:institution:other';
const callers = {
  public: undefined,
  region: await sign({ role: 'region', owners: ['*'], sub: 'regional centre' }),
  staff: await staffToken('kizel'),
  'staff of another owner': await staffToken('kemerovo'),
  head: await sign({ role: 'institution', owner: 'kizel', institution: own, sub: 'head' }),
  'head of another institution': await sign({ role: 'institution', owner: 'kizel', institution: other, sub: 'other' }),
};
type Caller = keyof typeof callers;

let owners: TwoOwners;
beforeAll(async () => {
  owners = await startTwoOwners();
  for (const [code, { orm }] of Object.entries({ kizel: owners.kizel, kemerovo: owners.kemerovo })) {
    await sql`
      insert into institutions.institution (id, municipality, full_name, legal_form, status, groups, synthetic, provenance, name_key)
      select ${code} || ':institution:' || name, ${code}, 'Синтетический детский сад', 'BUDGET', 'ACTIVE', '[]', true, '[]', name
      from unnest(array['own', 'other']) name`.execute(orm.em.fork().getKysely());
  }
});
afterAll(async () => {
  await owners?.[Symbol.asyncDispose]();
});

async function report(caller: Caller, local: string, input: object, url = owners.hub.url) {
  const query = `mutation($input: ReportProgressInput!) { reportProgress(input: $input) {
    state(asOf: "2024-12-31") missedOccurrences(asOf: "2024-12-31")
    progress { status doneAt note evidence institution { id fullName } } } }`;
  const measure = measureId('kizel', local);
  const { data, errors } = await ask(url, query, { input: { measure, ...input } }, callers[caller]);
  return { measure: data?.reportProgress, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
}

/** Every way to what is reported of measures, asked of the hub and of the owner's subgraph. */
async function seen(caller: Caller): Promise<unknown[]> {
  const progress = 'progress { id status doneAt note evidence reportedAt occurrence { end } institution { id } }';
  const states = 'state(asOf: "2024-12-31") missedOccurrences(asOf: "2024-12-31")';
  const whole = `{
    measures(municipalities: ["kizel"]) { totalCount nodes { id ${states} ${progress} } }
    done: measures(municipalities: ["kizel"], asOf: "2024-12-31", filter: { states: [DONE, DONE_LATE, CANCELLED] }) { totalCount }
    measureSummary(municipalities: ["kizel"], asOf: "2024-12-31", groupBy: [STATE]) { state count }
    municipality(code: "kizel") { actionPlans { nodes { measures { edges { node { id ${progress} } } } } } }
    node(id: "${measureId('kizel', 'halves')}") { ... on Measure { ${states} ${progress} } }
  }`;
  const entities = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Measure { ${progress} } } }`;
  const of = ['window', 'halves', 'twice'].map((local) => ({ __typename: 'Measure', id: measureId('kizel', local) }));
  const subgraph = `${owners.kizel.server.url}/subgraphs/action-plans`;
  const answers = [
    await ask(owners.hub.url, whole, {}, callers[caller]),
    await ask(subgraph, entities, { of }, callers[caller]),
  ];
  return answers.map(({ data, errors }) => {
    expect(errors).toBeUndefined();
    return data;
  });
}

describe('A report of one institution', () => {
  it('is made by its head, and says whose it is', async () => {
    const before = await versionOf(owners.kizel);
    const input = { institution: own, status: 'DONE', doneAt: '2024-10-03', note: 'Проведено', evidence: 'протокол' };
    const { measure, code } = await report('head', 'window', input);
    expect(code).toBeUndefined();
    const { institution: _, ...said } = input;
    expect(measure.progress).toEqual([{ ...said, institution: { id: own, fullName: 'Синтетический детский сад' } }]);
    expect(await versionOf(owners.kizel)).toBe(before + 1);
  });

  it.each(['DONE', 'CANCELLED', 'IN_PROGRESS'])(
    '%s leaves state, missed occurrences and counts as the owner reported them',
    async (status) => {
      await report('staff', 'halves', { status: 'DONE', occurrence: halves[0], doneAt: '2024-06-30' });
      const before = await seen('public');
      for (const occurrence of [null, halves[0], halves[1]]) {
        const input = { institution: own, status, occurrence, doneAt: '2024-12-01' };
        expect((await report('head', 'halves', input)).code).toBeUndefined();
      }
      expect(await seen('public')).toEqual(before);
    },
  );

  it.each<[Caller, boolean]>([
    ['public', false],
    ['staff of another owner', false],
    ['head of another institution', false],
    ['head', true],
    ['staff', true],
    ['region', true],
  ])('is there in every list, or in none: for %s %s', async (caller, isSeen) => {
    await report('head', 'twice', { institution: own, status: 'DONE', doneAt: '2024-09-03', note: 'только своим' });
    for (const answer of await seen(caller)) {
      const text = JSON.stringify(answer);
      expect([text.includes('только своим'), text.includes(own)]).toEqual([isSeen, isSeen]);
    }
  });

  it('is taken back without the others: of the owner, and of other institutions', async () => {
    const done = { status: 'DONE', doneAt: '2024-09-20' };
    await report('staff', 'linked', done);
    // There is nothing of its own to take back.
    expect((await report('head', 'linked', { institution: own, status: 'WITHDRAWN' })).code).toBe('BAD_ARGUMENT');
    await report('head', 'linked', { institution: own, ...done });
    const { measure, code } = await report('head', 'linked', { institution: own, status: 'WITHDRAWN' });
    expect([code, measure.state]).toEqual([undefined, 'DONE']);
    expect((await report('staff', 'linked', { status: 'WITHDRAWN' })).measure.state).toBe('NOT_DATED');
  });
});

it('A report of an institution that has left the list stays, for the region without the institution', async () => {
  const gone = 'kizel:institution:gone';
  const execute = (statement: string) => owners.kizel.orm.em.getConnection().execute(statement);
  await execute(`insert into institutions.institution
    select r.* from institutions.institution i, jsonb_populate_record(i, '{"id": "${gone}"}') r where i.id = '${own}'`);
  await report('staff', 'kept', { institution: gone, status: 'DONE', doneAt: '2024-01-15' });
  await execute(`delete from institutions.institution where id = '${gone}'`);
  const query = `{ node(id: "${measureId('kizel', 'kept')}") { ... on Measure { progress { doneAt institution { fullName } } } } }`;
  const { data, errors } = await ask(owners.hub.url, query, {}, callers.region);
  expect(errors).toBeUndefined();
  expect(data.node.progress).toEqual([{ doneAt: '2024-01-15', institution: null }]);
});

describe('Who may report of an institution', () => {
  it.each<[string, Caller, object, string | undefined]>([
    ['a head of its own', 'head', { institution: own }, undefined],
    ['the staff of any of theirs', 'staff', { institution: other }, undefined],
    ['not a head of another', 'head', { institution: other }, 'FORBIDDEN'],
    ['not a head of one that is not there', 'head', { institution: 'kizel:institution:none' }, 'FORBIDDEN'],
    ['not a head for the owner', 'head', {}, 'FORBIDDEN'],
    ['not a head for the owner, by null', 'head', { institution: null }, 'FORBIDDEN'],
    ['not a head by an empty id', 'head', { institution: '' }, 'BAD_ID'],
    ['not the staff of another owner', 'staff of another owner', { institution: own }, 'FORBIDDEN'],
    ['not the region', 'region', { institution: own }, 'FORBIDDEN'],
    ['not the public', 'public', { institution: own }, 'UNAUTHENTICATED'],
    ['nobody of another owner’s', 'staff', { institution: 'kemerovo:institution:own' }, 'BAD_ARGUMENT'],
    ['nobody of one that is not there', 'staff', { institution: 'kizel:institution:none' }, 'BAD_ID'],
    ['nobody of what is none', 'staff', { institution: measureId('kizel', 'window') }, 'BAD_ID'],
  ])('%s', async (_, caller, input, expected) => {
    const before = await versionOf(owners.kizel);
    expect((await report(caller, 'kept', { status: 'IN_PROGRESS', ...input })).code).toBe(expected);
    expect(await versionOf(owners.kizel)).toBe(before + (expected === undefined ? 1 : 0));
  });

  it.each<[string, Caller, object]>([
    ['its own on a measure of another owner', 'head', { institution: own, measure: measureId('kemerovo', 'x') }],
    ['another owner’s on a measure of its own', 'staff', { institution: 'kemerovo:institution:own' }],
  ])('at the owner itself, nobody reports of %s', async (_, caller, input) => {
    const url = `${owners.kizel.server.url}/graphql`;
    expect((await report(caller, 'kept', { status: 'DONE', ...input }, url)).code).toBe('FORBIDDEN');
  });
});

describe('The idempotency key of a report', () => {
  const input = { institution: own, status: 'DONE', doneAt: '2024-11-01', idempotencyKey: 'november-1' };

  it('gets the same answer for the same report, and IDEMPOTENCY_CONFLICT for another', async () => {
    const first = await report('head', 'conflict', input);
    const version = await versionOf(owners.kizel);
    const again = { ...input, note: '  ', occurrence: null };
    expect(await report('head', 'conflict', again)).toEqual(first);
    expect(first.measure.progress).toHaveLength(1);
    for (const another of [{ doneAt: '2024-11-02' }, { note: 'x' }, { measure: measureId('kizel', 'kept') }]) {
      expect((await report('head', 'conflict', { ...input, ...another })).code).toBe('IDEMPOTENCY_CONFLICT');
    }
    expect(await versionOf(owners.kizel)).toBe(version);
  });

  it('is the caller’s: heads and staff choose theirs without knowing of each other', async () => {
    const ofOther = { ...input, institution: other };
    expect((await report('head of another institution', 'conflict', ofOther)).measure.progress).toHaveLength(1);
    expect((await report('staff', 'conflict', ofOther)).measure.progress).toHaveLength(3);
    expect((await report('staff', 'conflict', input)).code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it.each(['', 'short', 'with blanks in it', 'по-русски', 'x'.repeat(201)])('«%s» is none', async (idempotencyKey) => {
    expect((await report('head', 'conflict', { ...input, idempotencyKey })).code).toBe('BAD_ARGUMENT');
  });
});
