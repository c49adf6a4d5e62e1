import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHub } from '../../gateway/hub/hub.js';
import { measuresOf } from './sample-world.js';
import {
  ask,
  type Handler,
  sendJson,
  serveEndpoint,
  serveOwner,
  startHub,
  type TestAnswer,
  type TestHub,
} from './servers.js';
import type { World } from './world.js';
import { worldSdl } from './world-sdl.js';

const world: World = { owners: ['a', 'b'], measures: ['a', 'b'].flatMap((owner) => measuresOf(owner)) };
const selection = '{ measures { totalCount nodes { id } } }';
const stale = `query @stale(allow: true) ${selection}`;

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub(world, { deadlineMs: 2000 });
});
afterEach(async () => hub[Symbol.asyncDispose]());

const away: Handler = (_, response) => response.socket!.resetAndDestroy();
const sourceOf = ({ extensions }: TestAnswer, code: string) =>
  extensions.coverage.sources.find(({ municipality }: { municipality: string }) => municipality === code);

describe('the last known answer of an owner', () => {
  it.each([
    ['breaks off', away, 'OWNER_UNREACHABLE', stale],
    ['has no database', (_: unknown, response) => sendJson(response, {}, 503), 'OWNER_UNREACHABLE', stale],
    ['does not answer in time', () => {}, 'OWNER_TIMEOUT', `query @stale(allow: true) @deadline(ms: 200) ${selection}`],
    [
      'breaks off, of an answer whose merging needs it',
      away,
      'OWNER_UNREACHABLE',
      `query @stale(allow: true) { coverage { status } ${selection.slice(1)}`,
    ],
  ] satisfies [string, Handler, string, string][])(
    'stands in, marked with its date, where it %s and the client allows it',
    async (_, behave, error, query) => {
      const before = await hub.ask(query);
      hub.owners.b!.behave = behave;
      const answer = await hub.ask(query);
      expect(answer.data).toEqual(before.data);
      expect(answer.errors).toBeUndefined();
      expect(answer.extensions.coverage).toMatchObject({ status: 'COMPLETE', asked: 2, answered: 2 });
      const { asOf, version } = sourceOf(before, 'b');
      expect(sourceOf(answer, 'b')).toMatchObject({ state: 'STALE', asOf, version, error });
      expect(sourceOf(answer, 'a')).toMatchObject({ state: 'ANSWERED', error: null });
      hub.owners.b!.behave = undefined;
      expect(sourceOf(await hub.ask(query), 'b')).toMatchObject({ state: 'ANSWERED', error: null });
    },
  );

  it.each([
    ['the client does not allow it', `query @stale(allow: false) ${selection}`, away, 'UNREACHABLE'],
    ['the client says nothing of it', selection, away, 'UNREACHABLE'],
    ['the owner refuses', stale, (_: unknown, response) => response.writeHead(401).end(), 'REFUSED'],
    [
      'the owner answers what cannot be right',
      stale,
      (_: unknown, response) => sendJson(response, { data: [] }),
      'INVALID',
    ],
  ] satisfies [string, string, Handler, string][])('does not stand in where %s', async (_, query, behave, state) => {
    await hub.ask(stale);
    hub.owners.b!.behave = behave;
    const answer = await hub.ask(query);
    expect(answer.data.measures.totalCount).toBe(3);
    expect(answer.extensions.coverage.status).toBe('PARTIAL');
    expect(sourceOf(answer, 'b')).toMatchObject({ state, asOf: null });
  });

  it('does not stand in for what was never asked, or for another caller', async () => {
    await hub.ask(stale);
    hub.owners.b!.behave = away;
    expect(sourceOf(await hub.ask('query @stale(allow: true) { measures { totalCount } }'), 'b').state).toBe(
      'UNREACHABLE',
    );
    const other = await hub.ask(stale, {}, { authorization: 'Bearer another' });
    expect(sourceOf(other, 'b').state).toBe('UNREACHABLE');
  });

  it('is not taken for word of today by who asks later without allowing it', async () => {
    await hub.ask(selection);
    hub.owners.b!.behave = away;
    await hub.ask(stale);
    expect((await hub.ask(selection)).data.measures.totalCount).toBe(3);
  });

  it('stands in below a hub of hubs too', async () => {
    await using east = await serveEndpoint(hub.hub);
    await using c = await serveOwner({ owners: ['c'], measures: [] }, 'c');
    const top = createHub({
      supergraphSdl: worldSdl,
      owners: [
        { code: 'east', url: east.url, municipalities: ['a', 'b'] },
        { code: 'c', url: c.url },
      ],
    });
    await using _ = { [Symbol.asyncDispose]: () => top.close() };
    const query = `query ($allow: Boolean!) @stale(allow: $allow) ${selection}`;
    const before = await ask(top, query, { allow: true });
    hub.owners.b!.behave = away;
    const answer = await ask(top, query, { allow: true });
    expect(answer.data).toEqual(before.data);
    expect(sourceOf(answer, 'b')).toMatchObject({ state: 'STALE' });
    expect(sourceOf(await ask(top, query, { allow: false }), 'b')).toMatchObject({ state: 'UNREACHABLE' });
  });
});
