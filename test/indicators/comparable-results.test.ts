import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSeededInstance(owners, {}, {}, 'ALL');
}, 240_000);
afterAll(() => instance?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer.
async function conditions(): Promise<any> {
  const { data } = await ask(
    `${instance.server.url}/graphql`,
    `{ comparability { area synthetic participants { municipality evidence years sampledYears losses }
       groups { basis unit evidence year sampled losses municipalities } } }`,
  );
  return data.comparability.find(
    ({ area, synthetic }: { area: string; synthetic: boolean }) => area === 'CONDITIONS' && synthetic,
  );
}

it('Owners are comparable by results of one kind of evidence, of one year, by a census or by a sample', async () => {
  const { groups } = await conditions();
  const onScale = groups.filter(({ basis }: { basis: string }) => basis === 'COMMON_SCALE');
  const of = (evidence: string | null, year: number | null, sampled: boolean | null) => {
    const found = onScale.find(
      // biome-ignore lint/suspicious/noExplicitAny: a group.
      (group: any) => group.evidence === evidence && group.year === year && group.sampled === sampled,
    );
    return found ? [found.municipalities, found.losses] : null;
  };
  const census = ['kemerovo', 'kizel', 'krasnodar', 'petrozavodsk'];
  const all = [...census, 'volgograd'].sort();
  expect(of('EXPERT', 2024, false)).toEqual([census, []]);
  expect(of('EXPERT', 2024, true)).toEqual([['volgograd'], ['SAMPLE']]);
  expect(of('EXPERT', 2024, null)).toEqual([all, ['CENSUS_AND_SAMPLE']]);
  expect(of('EXPERT', null, null)).toEqual([all, ['DIFFERENT_YEARS', 'CENSUS_AND_SAMPLE']]);
  expect(of(null, null, null)).toEqual([all, ['BY_DEFINITION']]);
  expect(of('PARENT_SURVEY', 2024, false)).toBeNull();
});

it('Each owner says how it was measured, and what every comparison with it loses', async () => {
  const { participants } = await conditions();
  const of = (code: string) => participants.find(({ municipality }: { municipality: string }) => municipality === code);
  expect(of('volgograd')).toEqual({
    municipality: 'volgograd',
    evidence: ['EXPERT', 'FEDERAL_STATISTICS', 'SELF_EVALUATION', 'TEACHER_SELF_ASSESSMENT'],
    years: [2022, 2023, 2024],
    sampledYears: [2022, 2023, 2024],
    losses: ['SAMPLE'],
  });
  expect(of('krasnodar')).toMatchObject({ sampledYears: [], losses: ['INTERVALS'] });
});
