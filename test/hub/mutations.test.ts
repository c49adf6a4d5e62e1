import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../schema/errors.js';
import { type Handler, sendJson, startHub, type TestHub } from './servers.js';
import type { World } from './world.js';

const world: World = {
  owners: ['a', 'b'],
  measures: ['a', 'b'].map((owner) => {
    return { owner, n: 1, title: 'Мера', due: null, amount: 1, areas: ['PROCESS'], basis: ':1' };
  }),
};
const rename = 'mutation { rename(input: { municipality: "b", measure: "b:measure:1", title: "x" }) { id title } }';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(world, { maxDeadlineMs: 300 });
});
beforeEach(() => {
  for (const owner of Object.values(hub.owners)) {
    owner.calls.length = 0;
    owner.behave = undefined;
  }
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
});

const refusing =
  (code: ErrorCode, status: number, extensions: object = {}): Handler =>
  (_, response) =>
    sendJson(response, { data: null, errors: [{ message: 'x', extensions: { code, ...extensions } }] }, status);

const cases: [title: string, code: ErrorCode, behave: Handler][] = [
  ['resets the connection', 'OUTCOME_UNKNOWN', (_, response) => response.socket!.resetAndDestroy()],
  ['closes the connection', 'OUTCOME_UNKNOWN', (_, response) => response.socket!.end()],
  ['never answers', 'OUTCOME_UNKNOWN', () => {}],
  ['breaks off in mid-body', 'OUTCOME_UNKNOWN', breakOff],
  ['stands behind a proxy that answers 502', 'OUTCOME_UNKNOWN', (_, response) => response.writeHead(502).end('x')],
  ['answers what cannot be read', 'OUTCOME_UNKNOWN', (_, response) => response.writeHead(200).end('x')],
  ['answers with the data of another owner', 'OUTCOME_UNKNOWN', foreign],
  ['does not know the outcome itself', 'OUTCOME_UNKNOWN', refusing('OUTCOME_UNKNOWN', 504)],
  ['has too many changes waiting', 'TOO_MANY_CHANGES', refusing('TOO_MANY_CHANGES', 503)],
  ['refuses', 'FORBIDDEN', refusing('FORBIDDEN', 403)],
  ['meets another version', 'VERSION_CONFLICT', refusing('VERSION_CONFLICT', 409, { version: 7 })],
];

function breakOff(...[, response]: Parameters<Handler>) {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"data":{', () => response.socket!.resetAndDestroy());
}

function foreign(...[, response]: Parameters<Handler>) {
  sendJson(response, { data: { rename: { id: 'a:measure:1', title: 'x' } } });
}

describe('A mutation whose owner', () => {
  it.each(cases)('%s is sent once, and its client hears %s', async (_, code, behave) => {
    // So that a kept-alive connection is there which might be used.
    await hub.ask('{ measures { totalCount } }');
    hub.owners.b!.calls.length = 0;
    hub.owners.b!.behave = behave;
    const { data, errors } = await hub.ask(rename);
    expect(data).toBeNull();
    expect(errors![0].extensions.code).toBe(code);
    expect(errors![0].extensions.version).toBe(code === 'VERSION_CONFLICT' ? 7 : undefined);
    expect(hub.owners.b!.calls).toHaveLength(1);
    expect(hub.owners.a!.calls).toHaveLength(1);
  });

  it('cannot be reached was surely not carried out', async () => {
    await using gone = await startHub(world, { maxDeadlineMs: 300 });
    await gone.owners.b![Symbol.asyncDispose]();
    const { errors } = await gone.ask(rename);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['ALL_OWNERS_FAILED', 'OWNER_UNREACHABLE']);
  });

  it('is well answers it', async () => {
    expect(await hub.ask(rename)).toMatchObject({ data: { rename: { id: 'b:measure:1', title: 'x' } } });
  });
});
