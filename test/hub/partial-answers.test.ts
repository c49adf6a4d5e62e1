import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../schema/errors/catalogue.js';
import { sendJson, startHub } from './servers.js';
import { hubOverThree, world } from './three-owners.js';

const three = hubOverThree();

describe('an answer that is not whole', () => {
  const silence = (...codes: string[]) => {
    for (const code of codes) three.hub.owners[code]!.behave = () => {};
  };
  const refuse = (...codes: string[]) => {
    for (const code of codes) three.hub.owners[code]!.behave = (_, response) => sendJson(response, {}, 503);
  };

  it('says so in the coverage, as field and beside the data', async () => {
    refuse('b');
    const { data, extensions } = await three.hub.ask(
      '{ coverage { status asked answered sources { municipality state asOf version error } } measures { totalCount } }',
    );
    expect(data.measures.totalCount).toBe(6);
    expect(extensions.coverage).toMatchObject(data.coverage);
    expect(data.coverage).toEqual({
      status: 'PARTIAL',
      asked: 3,
      answered: 2,
      sources: [
        { municipality: 'a', state: 'ANSWERED', asOf: '2026-01-02T03:04:05.000Z', version: 7, error: null },
        { municipality: 'b', state: 'UNREACHABLE', asOf: null, version: null, error: 'OWNER_UNREACHABLE' },
        { municipality: 'c', state: 'ANSWERED', asOf: '2026-01-02T03:04:05.000Z', version: 7, error: null },
      ],
    });
  });

  it('is refused where it must be complete', async () => {
    refuse('b');
    const { data, errors, extensions } = await three.hub.ask('query @complete { measures { totalCount } }');
    expect(data).toBeNull();
    expect(errors!.map((error) => error.extensions.code)).toEqual(['INCOMPLETE', 'OWNER_UNREACHABLE']);
    expect(extensions.coverage.status).toBe('PARTIAL');
  });

  it('is none where all asked failed', async () => {
    refuse('a', 'b', 'c');
    const { data, errors, extensions } = await three.hub.ask('{ measures { totalCount } __typename }');
    expect(data).toBeNull();
    expect(errors!.map((error) => error.extensions.code)).toEqual([
      'ALL_OWNERS_FAILED',
      'OWNER_UNREACHABLE',
      'OWNER_UNREACHABLE',
      'OWNER_UNREACHABLE',
    ]);
    expect(extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });

  it('leaves a pinned field null beside what others answered', async () => {
    refuse('b');
    const { data, errors } = await three.hub.ask(
      '{ x: measure(id: "b:measure:1") { title } y: measure(id: "a:measure:1") { title } }',
    );
    expect(data).toEqual({ x: null, y: { title: 'Мера 1' } });
    expect(errors).toEqual([
      { message: catalogue.OWNER_UNREACHABLE.en, extensions: { code: 'OWNER_UNREACHABLE', municipality: 'b' } },
      { message: catalogue.ALL_OWNERS_FAILED.en, path: ['x'], extensions: { code: 'ALL_OWNERS_FAILED' } },
    ]);
  });

  it('comes by the operation’s own deadline', async () => {
    silence('a');
    const start = performance.now();
    const { data, extensions } = await three.hub.ask(
      'query ($ms: Int!) @deadline(ms: $ms) { measures { totalCount } }',
      {
        ms: 100,
      },
    );
    expect(performance.now() - start).toBeLessThan(1000);
    expect(data.measures.totalCount).toBe(6);
    expect(extensions.coverage.sources[0]).toMatchObject({ municipality: 'a', state: 'TIMEOUT' });
  });

  it('a pure function is answered by the next owner, in time even if the first hangs, and nobody is missing', async () => {
    refuse('a');
    expect(await three.hub.ask('{ readDate(text: "2024-01-01") { date } }')).toMatchObject({
      data: { readDate: { date: '2024-01-01' } },
      extensions: { coverage: { status: 'COMPLETE', asked: 1 } },
    });
    silence('a', 'b');
    await using fresh = await startHub(world, { deadlineMs: 400 });
    fresh.owners.a!.behave = () => {};
    const { data, errors, extensions } = await fresh.ask('{ readDate(text: "2024-01-01") { date } }');
    expect({ data, errors }).toEqual({ data: { readDate: { date: '2024-01-01' } } });
    expect(extensions.coverage.sources).toMatchObject([{ municipality: 'b', state: 'ANSWERED' }]);
  });

  it('leaves time for a second step, which does not wait again for who hangs', async () => {
    silence('b');
    const { data, errors, extensions } = await three.hub.ask(
      'query @deadline(ms: 1000) { measures(first: 1) { nodes { id areas { measures { totalCount } } } } }',
    );
    expect(data).toEqual({ measures: { nodes: [{ id: 'a:measure:1', areas: [{ measures: { totalCount: 6 } }] }] } });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_TIMEOUT', municipality: 'b' } }]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 3, answered: 2 });
    expect(three.calls()).toBe('2 1 2');
  });

  it('is that of the one owner that is left, second step included', async () => {
    refuse('b', 'c');
    const { data } = await three.hub.ask('{ measures(first: 1) { nodes { id areas { measures { totalCount } } } } }');
    expect(data).toEqual({ measures: { nodes: [{ id: 'a:measure:1', areas: [{ measures: { totalCount: 3 } }] }] } });
  });

  it('loses what the second step lost, and only then all', async () => {
    three.hub.owners.a!.behave = async (_, response, answer) => {
      refuse('a', 'b', 'c');
      sendJson(response, await answer());
    };
    const { data, errors, extensions } = await three.hub.ask(
      '{ measure(id: "a:measure:1") { title areas { measures { totalCount } } } }',
    );
    expect(data).toBeNull();
    expect(errors!.map((error) => error.extensions.code)).toContain('OWNER_UNREACHABLE');
    expect(extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });

  it('of a shared thing that only an owner knows who is lost before the second step holds what the others add: nothing', async () => {
    const measures = world.measures.map((row) => ({ ...row, basis: row.owner === 'a' ? ':9' : ':1' }));
    await using other = await startHub({ ...world, measures });
    const { a } = other.owners;
    a!.behave = async (_, response, answer) => {
      a!.behave = (_request, refused) => sendJson(refused, {}, 503);
      sendJson(response, await answer());
    };
    const { data, errors, extensions } = await other.ask(
      '{ measures(first: 1) { nodes { id basis { id title citedBy { id } measures { totalCount nodes { id } } } } } }',
    );
    const basis = { id: ':act:9', title: 'Act 9', citedBy: [], measures: { totalCount: 0, nodes: [] } };
    expect(data).toEqual({ measures: { nodes: [{ id: 'a:measure:1', basis }] } });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_UNREACHABLE', municipality: 'a' } }]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 3, answered: 2 });
  });

  it('all calls end when the client goes away', async () => {
    const closed = Object.values(three.hub.owners).map(
      (owner) =>
        new Promise((resolve) => {
          owner.behave = (_, response) => response.on('close', resolve);
        }),
    );
    const client = new AbortController();
    const answer = three.hub.ask('{ measures { totalCount } }', {}, { signal: client.signal });
    await Promise.all(Object.values(three.hub.owners).map((owner) => until(() => owner.calls.length > 0)));
    client.abort();
    await Promise.all(closed);
    expect((await answer).data).toBeNull();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}
