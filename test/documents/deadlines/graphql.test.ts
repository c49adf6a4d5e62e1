import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../../instance.js';
import { type Region, startRegion } from '../../region.js';

const everything =
  'text kind windows { start end } due rrule schedule trigger yearSource status candidates { start end } assumption';

describe('An owner asked for deadlines', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startSeededInstance(owners.filter(({ code }) => code !== 'kemerovo'));
  });
  afterAll(async () => instance?.close());

  it('gives what the phrase of a measure was read as', async () => {
    const { data, errors } = await ask(
      `${instance.server.url}/graphql`,
      `{ measures(municipalities: ["petrozavodsk"], filter: { section: ["I", "2"] }, first: 3) {
           nodes { deadline { ${everything} occurrences { end } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.measures.nodes[1].deadline).toEqual({
      text: 'Декабрь – январь 2023',
      kind: 'WINDOW',
      windows: [{ start: '2022-12-01', end: '2023-01-31' }],
      due: '2023-01-31',
      rrule: null,
      schedule: null,
      trigger: null,
      yearSource: 'EXPLICIT',
      status: 'CONFLICT',
      candidates: [[{ start: '2022-12-01', end: '2023-01-31' }], [{ start: '2023-12-01', end: '2024-01-31' }]],
      assumption: 'Срок вне периода плана 01.01.2024 – 31.12.2024.',
      occurrences: [{ end: '2023-01-31' }],
    });
  });

  it('counts the kinds that the published plans have', async () => {
    const { data } = await ask(
      `${instance.server.url}/graphql`,
      '{ measures(first: 500) { nodes { deadline { kind status } } } }',
    );
    const count = (key: 'kind' | 'status') =>
      Object.fromEntries(
        [...Map.groupBy(data.measures.nodes, ({ deadline }: never) => deadline[key])].map(([value, { length }]) => [
          value,
          length,
        ]),
      );
    expect(count('kind')).toEqual({
      BY_DATE: 2,
      WINDOW: 62,
      WHOLE_PERIOD: 23,
      RECURRING: 11,
      WINDOWS: 9,
      EXTERNAL_SCHEDULE: 11,
      SCHOOL_YEAR: 12,
      ON_EVENT: 4,
      CONTINUOUS: 2,
    });
    expect(count('status')).toEqual({ CLEAR: 133, CONFLICT: 2, AMBIGUOUS: 1 });
  });

  it('gives the deadlines of instructions', async () => {
    const { data } = await ask(
      `${instance.server.url}/graphql`,
      `{ legalActs(municipalities: ["krasnodar"]) { nodes { instructions { number deadline { kind due windows { start } } } } } }`,
    );
    const dated = data.legalActs.nodes[0].instructions.filter(({ deadline }: { deadline: unknown }) => deadline);
    expect(dated).toEqual([
      { number: '2.1', deadline: { kind: 'BY_DATE', due: '2024-07-17', windows: [{ start: '2024-07-05' }] } },
      { number: '2.2', deadline: { kind: 'BY_DATE', due: '2024-07-22', windows: [{ start: '2024-07-05' }] } },
    ]);
  });

  it('says what is odd about a deadline as an issue of its measure', async () => {
    const { data } = await ask(
      `${instance.server.url}/graphql`,
      '{ measures(filter: { issue: DEADLINE_OUTSIDE_PLAN }) { nodes { deadline { text } issues { code suggestion line } } } }',
    );
    expect(data.measures.nodes.map(({ deadline }: { deadline: { text: string } }) => deadline.text)).toEqual([
      'Декабрь – январь 2023',
      'Декабрь – январь 2023',
    ]);
    expect(data.measures.nodes[0].issues).toContainEqual({
      code: 'DEADLINE_OUTSIDE_PLAN',
      suggestion: '01.12.2023 – 31.01.2024',
      line: 70,
    });
  });

  it('reads a phrase that is in no plan', async () => {
    const { data, errors } = await ask(
      `${instance.server.url}/graphql`,
      `{ readDeadline(text: "ежеквартально, до 5 числа месяца, следующего за отчётным", planPeriod: { start: "2024-01-01", end: "2024-12-31" }, actDate: "2024-05-01") {
           ${everything} occurrences { start end } once: occurrences(within: { start: "2024-07-01", end: "2024-07-31" }) { end } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.readDeadline).toMatchObject({
      kind: 'RECURRING',
      rrule: 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5',
      due: '2024-10-05',
      occurrences: [
        { start: '2024-07-05', end: '2024-07-05' },
        { start: '2024-10-05', end: '2024-10-05' },
      ],
      once: [{ end: '2024-07-05' }],
    });
  });

  it.each([
    ['a text over the limit', `text: "${'а'.repeat(2001)}"`, 'Expected text of at most 2000 characters, got 2001.'],
    [
      'a period that ends before it begins',
      'text: "март", planPeriod: { start: "2024-12-31", end: "2024-01-01" }',
      'Expected a period that begins before it ends, got 2024-12-31..2024-01-01.',
    ],
  ])('refuses %s', async (_, args, detail) => {
    const { errors } = await ask(`${instance.server.url}/graphql`, `{ readDeadline(${args}) { kind } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_ARGUMENT' } }]);
    expect(errors![0]!.message).toContain(detail);
  });
});

describe('The regional centre asked to read a deadline', () => {
  let region: Region;
  beforeAll(async () => {
    region = await startRegion();
  });
  afterAll(async () => region?.[Symbol.asyncDispose]());

  it('asks one owner, for it is the same with all', async () => {
    region.calls();
    const { data, errors, extensions } = await ask(region.url, '{ readDeadline(text: "до 01.09.2024") { kind due } }');
    expect(errors).toBeUndefined();
    expect(data.readDeadline).toEqual({ kind: 'BY_DATE', due: '2024-09-01' });
    expect(extensions.coverage.status).toBe('COMPLETE');
    expect(Object.values(region.calls()).reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
