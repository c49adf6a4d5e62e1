import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDeadline } from '../../../subgraphs/action-plans/deadline/read-deadline.js';
import { printWindows } from './contexts.js';

/** Where phrases were found, and what a careful reader takes them for; labelled before they were read for the first time. */
interface Source {
  source: string;
  planPeriod: { start: string; end: string } | null;
  actDate: string | null;
  phrases: { text: string; kind: string; windows: string; rrule?: string; status: string }[];
}

const file = new URL('../../../../test/action-plans/deadline/unseen.json', import.meta.url);
const sources = JSON.parse(readFileSync(file, 'utf8')) as Source[];

const read = sources.flatMap(({ phrases, planPeriod, actDate }) =>
  phrases.map((label) => {
    const reading = readDeadline(label.text, { planPeriod, actDate });
    const same =
      reading.kind === label.kind &&
      printWindows(reading.windows) === label.windows &&
      reading.rrule === (label.rrule ?? null);
    const right = same && label.status.split('|').includes(reading.status);
    return { label, reading, right, wrong: reading.status === 'CLEAR' && !same };
  }),
);

describe('deadlines of other municipalities', () => {
  const share = (test: (one: (typeof read)[number]) => boolean) => read.filter(test).length / read.length;

  it('are enough to tell', () => expect(read.length).toBeGreaterThanOrEqual(100));

  it('are read right in 95 of 100', () => {
    console.info(
      `${read.length} phrases: ${(100 * share(({ right }) => right)).toFixed(1)} % right, ${(100 * share(({ wrong }) => wrong)).toFixed(1)} % wrong with confidence`,
      ...read
        .filter(({ right }) => !right)
        .map(
          ({ label, reading }) => `\n${label.text}: ${reading.kind} ${reading.status} ${printWindows(reading.windows)}`,
        ),
    );
    expect(share(({ right }) => right)).toBeGreaterThanOrEqual(0.95);
  });

  it('are wrong with confidence in 1 of 100 at most', () => {
    expect(read.filter(({ wrong }) => wrong).length / read.length).toBeLessThanOrEqual(0.01);
  });
});
