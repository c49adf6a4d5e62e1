import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultLimits } from '../../gateway/http/graphql/limits.js';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';

const kizel = owners.find(({ code }) => code === 'kizel')!;
let instance: Instance;
let act: string;

/** An act with more instructions than the schema assumes of any, and with a text of 300 kB. */
beforeAll(async () => {
  instance = await startSeededInstance([kizel]);
  const connection = instance.orm.em.getConnection();
  [{ id: act }] = await connection.execute(
    `update action_plans.legal_act set text = repeat('я', 150000)
     where id = (select act_id from action_plans.instruction limit 1) returning id`,
  );
  await connection.execute(`
    insert into action_plans.instruction (id, municipality, act_id, seq, number, text, scope, provenance)
    select id || '-' || n, municipality, act_id, 1000 + n, number, text, scope, provenance
    from (select * from action_plans.instruction where act_id = '${act}' limit 1) i, generate_series(1, 100) n`);
});
afterAll(() => instance?.close());

const url = (path = '/graphql') => `${instance.server.url}${path}`;

const nested = (steps: number) =>
  `{ legalAct(id: "${act}") { ${'instructions { act { '.repeat(steps)}id${' } }'.repeat(steps)} } }`;
/** 100, 10 000 and 1 000 000 instructions, where 20, 400 and 8 000 are assumed. */
const tooMany = () => nested(3);
const fewer = () => nested(2);

describe('What the data hold beyond all that is assumed of them', () => {
  it.each(['/graphql', '/subgraphs/action-plans'])('is counted as it is resolved: %s', async (path) => {
    const { data, errors } = await ask(url(path), tooMany());
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('Expected at most 300000 objects'),
        extensions: { code: 'RESPONSE_TOO_LARGE' },
      },
    ]);
    expect((await ask(url(path), fewer())).errors).toBeUndefined();
  });

  it.each(['/graphql', '/subgraphs/action-plans'])('and as it is written: %s', async (path) => {
    const query = `{ legalAct(id: "${act}") { instructions { act { text } } } }`;
    const { data, errors, extensions } = await ask(url(path), query);
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(`at most ${defaultLimits.answerBytes / 2} bytes`),
        extensions: { code: 'RESPONSE_TOO_LARGE' },
      },
    ]);
    if (path === '/graphql') expect(extensions.coverage.status).toBe('COMPLETE');
    expect(await ask(url(path), query.replace('act { text }', 'act { id }'))).toMatchObject({ status: 200 });
  });

  it('keeps no tag that would stand for an answer', async () => {
    const body = JSON.stringify({ query: `{ legalAct(id: "${act}") { instructions { act { text } } } }` });
    const { headers } = await fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(headers.get('etag')).toBeNull();
  });
});
