import type {
  DeadlineContext,
  DeadlineReading,
  Window,
} from '../../../subgraphs/documents/deadlines/model/deadline-reading.js';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';

/** Plans that phrases are read in. The first four are those of the published documents. */
export const contexts = {
  KRD: { planPeriod: { start: '2024-01-01', end: '2024-12-31' }, actDate: '2024-07-05' },
  KZL: { planPeriod: { start: '2021-01-01', end: '2024-12-31' }, actDate: '2021-06-30' },
  VGG: { planPeriod: { start: '2021-12-01', end: '2022-12-31' }, actDate: null },
  PTZ: { planPeriod: { start: '2024-01-01', end: '2024-12-31' }, actDate: '2023-12-28' },
  /** A plan for a school year. */
  SCHOOL: { planPeriod: { start: '2024-09-01', end: '2025-08-31' }, actDate: '2024-08-26' },
  /** A point of an order, without a plan. */
  ORDER: { planPeriod: null, actDate: '2024-07-05' },
  NOTHING: { planPeriod: null, actDate: null },
} satisfies Record<string, DeadlineContext>;

export type ContextName = keyof typeof contexts;

export function readIn(context: ContextName, text: string): DeadlineReading {
  return readDeadline(text, contexts[context]);
}

/** «2024-01-01..2024-05-31; 2024-09-01..»: an open side is left out. */
export function printWindows(windows: readonly Window[]): string {
  return windows.map(({ start, end }) => `${start ?? ''}..${end ?? ''}`).join('; ');
}
