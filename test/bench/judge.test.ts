import { describe, expect, it } from '@jest/globals';
import type { Asked } from '../../bench/soak/answer.js';
import { judge } from '../../bench/soak/judge.js';
import type { Question } from '../../bench/soak/operations.js';

const owners = ['a', 'b', 'c'];
const whole: Question = { name: 'rows', selection: '{ rows }', deadlineMs: 5000 };
const complete: Question = { ...whole, directives: '@complete' };
const stale: Question = { ...whole, directives: '@stale(allow: true)' };
const twoSteps: Question = { ...whole, hasSecondStep: true };

/** The right data: whose rows they are, and who was lost before the second step. */
const dataOf = (of: readonly string[], late: readonly string[] = []) => JSON.stringify({ rows: of, late });
const expected = {
  is: async (data: string, { owners: of, late }: { owners: readonly string[]; late: readonly string[] }) =>
    data === dataOf(of, late),
  data: async ({ owners: of, late }: { owners: readonly string[]; late: readonly string[] }) => dataOf(of, late),
};

const source = (municipality: string, error: string | null, state = error ? 'TIMEOUT' : 'ANSWERED') => ({
  ...{ municipality, state, error, asOf: null, tookMs: 1 },
  version: state === 'TIMEOUT' ? null : 3,
});
const missing = (municipality: string, code = 'OWNER_TIMEOUT') => ({ message: '', extensions: { code, municipality } });

/** An answer without b, right unless changed. */
function withoutB(change: Record<string, unknown> = {}, { question = whole, ms = 100, status = 200 } = {}): Asked {
  const sources = [source('a', null), source('b', 'OWNER_TIMEOUT'), source('c', null)];
  const coverage = { status: 'PARTIAL', asked: 3, answered: 2, sources, ...(change.coverage as object) };
  const data = 'data' in change ? change.data : JSON.parse(dataOf(['a', 'c']));
  const errors = change.errors ?? [missing('b')];
  const text = JSON.stringify({ data, errors, extensions: { coverage } });
  return { question, requestId: 'x', from: 0, to: ms, stalledMs: 0, status, text };
}

const incomplete = { message: '', extensions: { code: 'INCOMPLETE' } };

describe('An answer that lacks an owner is right where it', () => {
  it.each([
    ['is that of the others', withoutB(), { kind: 'partial', missing: ['b'], late: [] }],
    [
      'holds what an owner said before it was lost',
      withoutB({ data: JSON.parse(dataOf(owners, ['b'])) }, { question: twoSteps }),
      { kind: 'partial', missing: ['b'], late: ['b'] },
    ],
    [
      'comes late because we ourselves stalled',
      { ...withoutB({}, { ms: 6300 }), stalledMs: 300 },
      { kind: 'partial', missing: ['b'], late: [] },
    ],
    [
      'is refused because it was to be complete',
      withoutB({ data: null, errors: [incomplete, missing('b')] }, { question: complete, status: 502 }),
      { kind: 'refused', missing: ['b'], late: [] },
    ],
    [
      'has what was last known of it, marked',
      withoutB(
        {
          data: JSON.parse(dataOf(owners)),
          errors: [],
          coverage: {
            ...{ status: 'COMPLETE', answered: 3 },
            sources: [source('a', null), source('b', 'OWNER_TIMEOUT', 'STALE'), source('c', null)],
          },
        },
        { question: stale },
      ),
      { kind: 'complete', missing: [], late: [] },
    ],
  ])('%s', async (_, asked, verdict) => {
    expect(await judge(asked, owners, expected)).toEqual(verdict);
  });
});

describe('An answer is wrong where it', () => {
  it.each([
    [
      'holds the rows of an owner that did not answer',
      withoutB({ data: JSON.parse(dataOf(owners)) }),
      /Expected the data of a,c/,
    ],
    ['lacks rows of an owner that answered', withoutB({ data: JSON.parse(dataOf(['a'])) }), /Expected the data of a,c/],
    ['does not say in errors who is missing', withoutB({ errors: [] }), /one error for each of \[b\], got \[\]/],
    ['blames an owner that answered', withoutB({ errors: [missing('b'), missing('c')] }), /got \[b,c\]/],
    ['gives a code that is in no catalogue', withoutB({ errors: [missing('b', 'OOPS')] }), /a known code, got OOPS/],
    [
      'has an error besides',
      withoutB({ errors: [missing('b'), { message: '', extensions: { code: 'INTERNAL' } }] }),
      /no other errors, got INTERNAL/,
    ],
    [
      'leaves an owner out of the coverage',
      withoutB({ coverage: { asked: 2, sources: [source('a', null), source('c', null)] } }),
      /a,b,c in the coverage, got a,c/,
    ],
    ['calls itself complete', withoutB({ coverage: { status: 'COMPLETE' } }), /a coverage that fits its list/],
    ['is not refused though it was to be complete', withoutB({}, { question: complete }), /no data beside INCOMPLETE/],
    ['has no data though somebody answered', withoutB({ data: null }), /data of those who answered/],
    ['has another status than its data', withoutB({}, { status: 502 }), /status 200/],
    ['comes a second and more after its deadline', withoutB({}, { ms: 6001 }), /within 6000 ms, got it after 6001 ms/],
    [
      'comes so late that a stall of our own does not explain it',
      { ...withoutB({}, { ms: 6301 }), stalledMs: 300 },
      /within 6300 ms/,
    ],
    ['is none', { ...withoutB(), text: '<html>' }, /an answer with coverage/],
  ])('%s', async (_, asked, complaint) => {
    await expect(judge(asked, owners, expected)).rejects.toThrow(complaint);
  });
});
