import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { anonymous, type Caller } from '../../schema/contract/caller.js';
import type { Instance } from '../../subgraphs/instance.js';
import { answerTag } from '../../subgraphs/kit/database/answer-tag.js';
import { owners, startSeededInstance } from '../instance.js';

const query = '{ institutions(first: 1) { nodes { shortName } } }';
let instance: Instance;
const statements: string[] = [];
beforeAll(async () => {
  const kizel = owners.find(({ code }) => code === 'kizel')!;
  instance = await startSeededInstance([kizel], { onStatement: (statement) => statements.push(statement.trim()) });
});
afterAll(() => instance?.close());

async function ask(body: object = { query }, etag?: string, url = instance.server.url) {
  const headers = { 'content-type': 'application/json', ...(etag !== undefined && { 'if-none-match': etag }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, etag: response.headers.get('etag') ?? '', data: text && JSON.parse(text).data };
}

const run = (statement: ReturnType<typeof sql>) => statement.execute(instance.orm.em.fork().getKysely());
/** A change as every change is: with the next version, in one transaction. */
const rename = (name: string) =>
  instance.orm.em.fork().transactional(async (em) => {
    await sql`update institutions.institution set short_name = ${name}`.execute(em.getKysely());
    await sql`update ledger.data_version set version = version + 1, as_of = now()`.execute(em.getKysely());
  });

describe("An instance's answer", () => {
  it('is confirmed as long as nothing has changed, by a look at the version alone', async () => {
    const { etag, status } = await ask();
    expect(status).toBe(200);
    expect((await ask()).etag).toBe(etag);
    statements.length = 0;
    expect(await ask({ query }, etag)).toEqual({ status: 304, etag, data: '' });
    expect(statements.filter((statement) => /^select/.test(statement))).toEqual([
      'select version, as_of as "asOf", stamp from ledger.data_version',
    ]);
  });

  it('is sent again after a change', async () => {
    const before = await ask();
    await rename('Новое');
    const after = await ask({ query }, before.etag);
    expect(after.status).toBe(200);
    expect(after.data.institutions.nodes).toEqual([{ shortName: 'Новое' }]);
    expect(after.etag).not.toBe(before.etag);
  });

  it('is not taken for another of the same version number, as after a restored backup', async () => {
    const read = () => run(sql`select version, as_of, stamp from ledger.data_version`);
    const backup = (await read()).rows[0] as { version: number; as_of: Date; stamp: string };
    const old = await ask();
    await rename('Потеряно');
    const lost = await ask();
    // Rows come back as they were, without triggers.
    await run(sql`update institutions.institution set short_name = 'Новое'`);
    await run(sql`delete from ledger.data_version`);
    await run(sql`insert into ledger.data_version (version, as_of, stamp)
      values (${backup.version}, ${backup.as_of}, ${backup.stamp})`);
    expect((await ask({ query }, old.etag)).status).toBe(304);
    await rename('Другое');
    const { status, data } = await ask({ query }, lost.etag);
    expect([status, data.institutions.nodes[0].shortName]).toEqual([200, 'Другое']);
  });

  it.each([
    ['another text', { query: `${query} ` }],
    ['other variables', { query, variables: { x: 1 } }],
    ['an operation’s name', { query, operationName: null }],
  ])('is another one for %s', async (_, body) => {
    const { etag } = await ask();
    expect(await ask(body, etag)).toMatchObject({ status: 200 });
  });

  it.each([
    ['an error', '{ institutions(first: 0) { totalCount } }', 400],
    ['an error beside data', '{ m: measures(first: 1) { totalCount } node(id: "???") { id } }', 200],
  ])('has no tag where there is %s', async (_, text, status) => {
    expect(await ask({ query: text }, '"x"')).toMatchObject({ status, etag: '' });
  });
});

describe('The tag of an answer', () => {
  const tagFor = (caller: Caller, stamp = '1', digest = 'x') =>
    answerTag(caller, { version: 1, asOf: null, stamp }, digest);

  it('is that of one state of the data, one request and one view', () => {
    const municipality: Caller = { ...anonymous, role: 'MUNICIPALITY', owner: 'kizel' };
    const tags = [
      tagFor(anonymous),
      tagFor(anonymous, '2'),
      tagFor(anonymous, '1', 'y'),
      tagFor({ ...anonymous, role: 'REGION' }),
      tagFor({ ...anonymous, role: 'REGION', owners: ['*'] }),
      tagFor({ ...anonymous, role: 'REGION', owners: ['kizel'] }),
      tagFor({ ...anonymous, role: 'REGION', regions: ['kizel'] }),
      tagFor(municipality),
      tagFor({ ...municipality, owner: 'kemerovo' }),
      tagFor({ ...municipality, role: 'INSTITUTION', institution: 'kizel:institution:1' }),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(tagFor({ ...municipality, subject: 'one' })).toBe(tagFor({ ...municipality, subject: 'another' }));
  });
});
