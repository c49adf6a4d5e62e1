import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createHub, type Hub } from '../../gateway/hub/hub.js';
import { schemaFingerprint } from '../../schema/contract/fingerprint.js';
import { catalogue, type ErrorCode } from '../../schema/errors/catalogue.js';
import { recordedLog } from '../log.js';
import { serveVersion, without } from './serve-version.js';
import { ask, type TestAnswer } from './servers.js';
import { answerOf, partOf, type World } from './world.js';
import { worldSdl } from './world-sdl.js';

const world: World = {
  owners: ['new', 'old'],
  measures: ['new', 'old'].flatMap((owner) =>
    [1, 2].map((n) => ({
      owner,
      n,
      title: `Мера ${n}`,
      due: '2026-01-01',
      amount: n,
      areas: ['PROCESS'],
      basis: ':1',
    })),
  ),
};
let fresh: Awaited<ReturnType<typeof serveVersion>>;
let old: typeof fresh;
let hub: Hub;
const { log, lines: logged } = recordedLog();
beforeEach(async () => {
  fresh = await serveVersion(world, 'new');
  old = await serveVersion(world, 'old');
  logged.length = 0;
  hub = createHub({
    supergraphSdl: worldSdl,
    owners: [fresh, old].map(({ code, url }) => ({ code, url })),
    log,
  });
});
afterEach(async () => {
  await hub.close();
  await Promise.all([fresh, old].map((owner) => owner.close()));
});

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const wholeAnswer = async (query: string) => plain((await answerOf(world, query)).data);
const sourceOfOld = ({ extensions }: TestAnswer) =>
  extensions.coverage.sources.find(({ municipality }: { municipality: string }) => municipality === 'old');
const errorOfOld = (code: ErrorCode) => ({
  message: catalogue[code].en,
  extensions: { code, municipality: 'old' },
});

describe('an owner of an older version', () => {
  const measures = '{ measures(first: 9) { nodes { id title due } totalCount } }';

  it('is asked for all that it has, and coverage says what it lacks', async () => {
    old.upgrade(without('Measure.due'));
    const answer = await ask(hub, measures);
    const { nodes, totalCount } = answer.data.measures;
    expect(totalCount).toBe(4);
    expect(nodes.map(({ id, due }: { id: string; due: string }) => [id, due])).toEqual([
      ['new:measure:1', '2026-01-01'],
      ['old:measure:1', null],
      ['new:measure:2', '2026-01-01'],
      ['old:measure:2', null],
    ]);
    expect(answer.errors).toEqual([errorOfOld('OWNER_OUTDATED')]);
    expect(answer.extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 2, answered: 2 });
    expect(sourceOfOld(answer)).toMatchObject({ state: 'ANSWERED', error: 'OWNER_OUTDATED', missing: ['Measure.due'] });
  });

  it('is known from then on: asked at once for what it has, and for all as soon as it has all', async () => {
    old.upgrade(without('Measure.due'));
    await ask(hub, measures);
    expect(old.calls).toHaveLength(2);
    const again = await ask(hub, measures);
    expect(old.calls).toHaveLength(3);
    expect(again.extensions.coverage.status).toBe('PARTIAL');
    expect((await ask(hub, '{ measures { nodes { title } } }')).extensions.coverage.status).toBe('COMPLETE');
    old.upgrade((sdl) => sdl);
    const whole = await ask(hub, measures);
    expect(whole.data).toEqual(await wholeAnswer(measures));
    expect(whole.extensions.coverage.status).toBe('COMPLETE');
    expect(whole.errors).toBeUndefined();
  });

  it('is not noticed where it lacks nothing of what is asked', async () => {
    old.upgrade(without('Act.number'));
    const answer = await ask(hub, measures);
    expect(answer.data).toEqual(await wholeAnswer(measures));
    expect(answer.errors).toBeUndefined();
    expect(old.calls).toHaveLength(1);
  });

  it.each([
    ['a field that is never null', without('Measure.title'), '{ measures { nodes { title } } }', 'Measure.title'],
    ['a sum', without('SummaryRow.count'), '{ summary(groupBy: []) { count } }', 'SummaryRow.count'],
    ['a hidden part of a mean', without('Totals.sum'), '{ totals { mean } }', 'Totals.sum'],
    ['a root field', without('Query.totals'), '{ totals { count } }', 'Query.totals'],
    [
      'an argument that is used',
      without('Query.measures(filter:)'),
      '{ measures(filter: { area: PROCESS }) { totalCount } }',
      'Query.measures(filter:)',
    ],
    [
      'a field of an argument',
      without('MeasureFilter.titles'),
      '{ measures(filter: { titles: ["Мера 1"] }) { totalCount } }',
      'Query.measures(filter:)',
    ],
    [
      'a value of an enum',
      without('MeasureOrder.DUE_DESC'),
      '{ measures(orderBy: DUE_DESC) { nodes { id } } }',
      'Query.measures(orderBy:)',
    ],
  ])('is left out, and named, where it lacks %s', async (_, change, query, missing) => {
    old.upgrade(change);
    const answer = await ask(hub, query);
    expect(answer.data).toEqual(plain((await answerOf(partOf(world, 'new'), query)).data));
    expect(answer.errors).toEqual([errorOfOld('OWNER_OUTDATED')]);
    expect(answer.extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 2, answered: 1 });
    expect(sourceOfOld(answer)).toMatchObject({ state: 'REFUSED', missing: [missing] });
  });

  it('still answers the other root fields of the operation', async () => {
    old.upgrade(without('Query.totals'));
    const { data, extensions } = await ask(hub, '{ totals { count } measures { totalCount } }');
    expect(data).toEqual({ totals: { count: 2 }, measures: { totalCount: 4 } });
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', answered: 2 });
  });

  it('does not make an answer that must be complete', async () => {
    old.upgrade(without('Measure.due'));
    const { data, errors } = await ask(hub, `query @complete ${measures}`);
    expect(data).toBeNull();
    expect(errors![0].extensions.code).toBe('INCOMPLETE');
  });

  it('cannot answer for all when all are', async () => {
    for (const owner of [old, fresh]) owner.upgrade(without('Query.totals'));
    const { data, errors } = await ask(hub, '{ totals { count } }');
    expect(data).toBeNull();
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual([
      'ALL_OWNERS_FAILED',
      'OWNER_OUTDATED',
      'OWNER_OUTDATED',
    ]);
  });

  it('is not changed by what it does not understand', async () => {
    old.upgrade(without('RenameInput.title'));
    const { data, errors } = await ask(
      hub,
      'mutation { rename(input: { municipality: "old", measure: "old:measure:1", title: "Новая" }) { title } }',
    );
    expect(data).toBeNull();
    expect(errors!.map(({ extensions }) => extensions.code)).toContain('OWNER_OUTDATED');
  });
});

describe('an owner that does not say its schema when asked', () => {
  it.each([
    ['as it cannot', 'missing'],
    ['as it hangs', 'silent'],
    ['as it says another one than its answers', 'other'],
  ] as const)('is asked as ever, and for its schema once in a while: %s', async (_, schemaIs) => {
    old.upgrade(without('Act.number'));
    old.schemaIs = schemaIs;
    const query = '{ measures { totalCount } }';
    for (let time = 0; time < 3; time++) {
      const { data, errors } = await ask(hub, query);
      expect([data, errors]).toEqual([await wholeAnswer(query), undefined]);
    }
    expect(old.looks).toBe(1);
  });
});

describe('an owner of a newer version', () => {
  it('is asked as ever', async () => {
    old.upgrade((sdl) => sdl.replace('note: String', 'note: String\n    more: String'));
    const query = '{ municipalities { code note } }';
    const { data, errors } = await ask(hub, query);
    expect(data).toEqual(await wholeAnswer(query));
    expect(errors).toBeUndefined();
  });
});

describe('an owner whose schema contradicts', () => {
  const contradicting = (sdl: string) => sdl.replace('amount: Float', 'amount: [Float]');

  it.each([
    ['a field of another type', contradicting, 'old: Expected Measure.amount to be Float, got [Float].'],
    [
      'another kind of type',
      (sdl: string) => sdl.replace('scalar Date', 'enum Date { TODAY }'),
      'old: Expected Date to be the same kind of type here and there.',
    ],
    [
      'an argument of another type',
      (sdl: string) => sdl.replace('area(code: AreaCode!)', 'area(code: ID!)'),
      'old: Expected Query.area(code:) to be AreaCode!, got ID!.',
    ],
    [
      'an argument that we do not know and that it needs',
      (sdl: string) => sdl.replace('motto: String', 'motto(of: ID!): String'),
      'old: Expected nothing required that is unknown here, got Query.motto(of:).',
    ],
    [
      'a field of an input that it needs',
      (sdl: string) =>
        sdl.replace(
          'title: String!\n  }\n  type Municipality',
          'title: String!\n    why: String!\n  }\n  type Municipality',
        ),
      'old: Expected nothing required that is unknown here, got RenameInput.why.',
    ],
  ])('is refused with its place at registration: %s', async (_, change, problem) => {
    expect(await hub.checkOwners()).toEqual([]);
    old.upgrade(change);
    expect(await hub.checkOwners()).toEqual([problem]);
  });

  it('is not asked, and named, until it contradicts no longer', async () => {
    old.upgrade(contradicting);
    const first = await ask(hub, '{ measures { totalCount } }');
    expect(first.data).toEqual({ measures: { totalCount: 2 } });
    expect(first.errors).toEqual([errorOfOld('OWNER_INCOMPATIBLE')]);
    expect(sourceOfOld(first)).toMatchObject({ state: 'INVALID', error: 'OWNER_INCOMPATIBLE' });
    expect(logged).toContainEqual(
      expect.objectContaining({ owner: 'old', msg: 'Expected Measure.amount to be Float, got [Float].' }),
    );
    const asked = old.calls.length;
    await ask(hub, '{ measures { totalCount } }');
    expect(old.calls).toHaveLength(asked);
    old.upgrade((sdl) => sdl);
    const until = performance.now() + 5000;
    let status = '';
    while (status !== 'COMPLETE' && performance.now() < until) {
      status = (await ask(hub, '{ measures { totalCount } }')).extensions.coverage.status;
    }
    expect(status).toBe('COMPLETE');
  });
});

describe('registration', () => {
  const hubOf = (owners: { code: string; url: string; municipalities?: string[] }[]) =>
    createHub({ supergraphSdl: worldSdl, owners });
  const registered = async (owners: Parameters<typeof hubOf>[0]) => {
    const other = hubOf(owners);
    const problems = await other.checkOwners();
    await other.close();
    return problems;
  };

  it('finds an owner that is reached twice, through another hub', async () => {
    fresh.owners = ['new', 'old'];
    const problems = await registered([
      { code: 'east', url: fresh.url, municipalities: ['new', 'other'] },
      { code: 'old', url: old.url },
    ]);
    expect(problems).toEqual([
      `east: expected new, other at ${fresh.url}, got new, old.`,
      'old: expected each owner once, reached old here and by east.',
    ]);
  });

  it('finds another owner behind an address than is meant', async () => {
    const problems = await registered([{ code: 'kizel', url: old.url }]);
    expect(problems).toEqual([`kizel: expected kizel at ${old.url}, got old.`]);
  });

  it('has nothing to say of who cannot be reached', async () => {
    await old.close();
    expect(await hub.checkOwners()).toEqual([]);
  });
});

describe('what a schema says of itself', () => {
  it('is another fingerprint with every change, and the same for the same text', () => {
    const of = (sdl: string) => schemaFingerprint(buildSchema(sdl));
    expect(of('type Query { a: Int }')).toBe(of('type Query { a: Int }'));
    expect(of('type Query { a: Int }')).not.toBe(of('type Query { a: Int! }'));
  });
});
