import { readFileSync } from 'node:fs';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import { printWindows } from './contexts.js';

/** What a careful reader takes a phrase for; alternatives are set apart by `|`, and `*` is any. */
export interface Label {
  text: string;
  kind: string;
  windows: string;
  status: string;
  rrule?: string;
}

/** Where phrases stand, and the plan that they are read in. */
export interface Source<T = Label> {
  source: string;
  planPeriod: { start: string; end: string } | null;
  actDate: string | null;
  phrases: T[];
}

export function sourcesIn<T>(name: string): Source<T>[] {
  const file = new URL(`../../../../test/documents/deadlines/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Source<T>[];
}

/** Right: kind, windows, rule and status are as labelled. Wrong with confidence: CLEAR, and one of the others is not. */
export function judge(label: Label, { planPeriod, actDate }: Omit<Source, 'phrases'>) {
  const reading = readDeadline(label.text, { planPeriod, actDate });
  const same =
    label.kind.split('|').includes(reading.kind) &&
    (label.windows === '*' || label.windows === printWindows(reading.windows)) &&
    (label.rrule === '*' || normal(reading.rrule) === normal(label.rrule ?? null));
  const right = same && label.status.split('|').includes(reading.status);
  const read = [label.text, reading.kind, reading.status, printWindows(reading.windows), reading.rrule];
  return { label, read, right, wrong: reading.status === 'CLEAR' && !same };
}

/** Every third month from January on, as RFC 5545 counts from the first of a year, can be written in two ways. */
function normal(rule: string | null): string | null {
  return rule?.replace(/^FREQ=MONTHLY;INTERVAL=3;(BYMONTHDAY=\d+)$/, 'FREQ=YEARLY;BYMONTH=1,4,7,10;$1') ?? null;
}
