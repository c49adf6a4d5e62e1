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

/** What was read at first and what has been learnt from it since: docs/decisions/052. These are still read otherwise. */
const misses = ['не реже двух раз в месяц'];

describe.each([
  ['unseen.json', 118],
  ['unseen-3.json', 140],
])('deadlines of other municipalities: %s', (name, count) => {
  const file = new URL(`../../../../test/action-plans/deadline/${name}`, import.meta.url);
  const sources = JSON.parse(readFileSync(file, 'utf8')) as Source[];

  const read = sources.flatMap(({ phrases, planPeriod, actDate }) =>
    phrases.map((label) => {
      const reading = readDeadline(label.text, { planPeriod, actDate });
      const same =
        label.kind.split('|').includes(reading.kind) &&
        printWindows(reading.windows) === label.windows &&
        reading.rrule === (label.rrule ?? null);
      const right = same && label.status.split('|').includes(reading.status);
      return { label, reading, right, wrong: reading.status === 'CLEAR' && !same };
    }),
  );
  const share = (test: (one: (typeof read)[number]) => boolean) => read.filter(test).length / read.length;

  it('are all there', () => expect(read).toHaveLength(count));

  it('are read right but for those known', () => {
    console.info(
      `${name}: ${(100 * share(({ right }) => right)).toFixed(1)} % right, ${(100 * share(({ wrong }) => wrong)).toFixed(1)} % wrong with confidence`,
    );
    const others = read
      .filter(({ right, label }) => !right && !misses.includes(label.text))
      .map(({ label: { text }, reading }) => [text, reading.kind, reading.status, printWindows(reading.windows)]);
    expect(others).toEqual([]);
    expect(share(({ right }) => right)).toBeGreaterThanOrEqual(0.95);
  });

  it('are never wrong with confidence', () => {
    expect(read.filter(({ wrong }) => wrong).map(({ label }) => label.text)).toEqual([]);
  });
});
