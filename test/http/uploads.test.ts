import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous, type Caller } from '../../schema/contract/caller.js';
import { type Edge, startEdge } from './kit.js';

const staff: Caller = { role: 'MUNICIPALITY', owner: 'kizel', institution: null, subject: 'x' };
let edge: Edge;
let release: () => void = () => {};
beforeAll(async () => {
  edge = await startEdge(
    async () => {
      await new Promise<void>((resolve) => {
        const before = release;
        release = () => {
          before();
          resolve();
        };
      });
      return { data: { text: 'ok' } };
    },
    { graphql: { authenticate: ({ headers }) => (headers.authorization ? staff : anonymous) } },
  );
});
afterAll(() => edge?.server.close());

const authorization = 'Bearer x';
const query = 'query ($value: String) { text(value: $value) }';
const sized = (bytes: number) => ({ query, variables: { value: 'x'.repeat(bytes) } });
const mebibyte = 2 ** 20;

describe('A file in a request', () => {
  it('is taken from who may publish, and from nobody else', async () => {
    expect((await edge.post(sized(mebibyte))).json.errors[0].extensions.code).toBe('BODY_TOO_LARGE');
    expect((await edge.post(sized(17 * mebibyte), { authorization })).json.errors[0].extensions.code).toBe(
      'BODY_TOO_LARGE',
    );
  });

  it('waits for none when eight are being answered, but is told to come again; small requests pass', async () => {
    const answers = Array.from({ length: 8 }, () => edge.post(sized(mebibyte), { authorization }));
    while (edge.calls.length < 8) await new Promise(setImmediate);
    const ninth = await edge.post(sized(mebibyte), { authorization });
    expect([ninth.status, ninth.json.errors[0].extensions.code]).toEqual([503, 'TOO_MANY_CHANGES']);
    const small = edge.post(sized(10), { authorization });
    while (edge.calls.length < 9) await new Promise(setImmediate);
    release();
    expect((await Promise.all([...answers, small])).map(({ status }) => status)).toEqual(Array(9).fill(200));
    const next = edge.post(sized(mebibyte), { authorization });
    while (edge.calls.length < 10) await new Promise(setImmediate);
    release();
    expect((await next).status).toBe(200);
  });
});
