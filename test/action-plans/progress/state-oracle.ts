import type { Window } from '../../../subgraphs/documents/deadlines/model/deadline-reading.js';
import type { MeasureData } from './measures.js';

/** A report with the day of which it speaks. */
export interface Report {
  status: 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'WITHDRAWN';
  occurrence: Window | null;
  day: string;
}

/** The rules of states once more, one measure and one step at a time, to compare SQL with. */
export function standingOf(
  { kind, status = 'CLEAR', readings }: MeasureData,
  confirmed: number | null,
  reports: readonly Report[],
  asOf: string,
): { state: string; missed: number } {
  const known = inForce(reports).filter(({ day }) => day <= asOf);
  const whole = known.filter(({ occurrence }) => occurrence === null);
  const cancelledOn = whole.find((one) => one.status === 'CANCELLED')?.day;
  const doneOn = whole.find((one) => one.status === 'DONE')?.day;
  const isOpen = confirmed === null && (status === 'CONFLICT' || status === 'AMBIGUOUS');
  const chosen = readings[confirmed ?? 0] ?? [];

  const stateBy = (windows: readonly Window[]): string => {
    const finals = windows.map((window) => finalOf(known, window));
    const inParts = windows.length > 0 && finals.every((final) => final !== undefined);
    if (inParts && finals.every((final) => final!.status === 'CANCELLED')) return 'CANCELLED';
    const partsDone = inParts ? finals.filter((final) => final!.status === 'DONE').map((final) => final!.day) : [];
    const done = [...(doneOn ? [doneOn] : []), ...(inParts ? [partsDone.toSorted().at(-1)!] : [])].toSorted()[0];
    const due = windows
      .flatMap(({ end }) => end ?? [])
      .toSorted()
      .at(-1);
    if (done !== undefined) return due !== undefined && done > due ? 'DONE_LATE' : 'DONE';
    if (due !== undefined && asOf > due) return 'OVERDUE';
    if (known.some((one) => one.status !== 'CANCELLED')) return 'IN_PROGRESS';
    return due === undefined ? 'NOT_DATED' : 'NOT_STARTED';
  };

  const states = new Set(isOpen ? readings.map(stateBy) : [stateBy(chosen)]);
  const state = cancelledOn
    ? 'CANCELLED'
    : (isOpen && status === 'CONFLICT') || states.size > 1
      ? 'UNCERTAIN'
      : [...states][0]!;

  const counts = kind === 'RECURRING' && !(isOpen && status === 'CONFLICT') && doneOn === undefined;
  const missed = counts
    ? chosen.filter(
        (window) =>
          window.end !== null &&
          window.end < asOf &&
          !finalOf(known, window) &&
          !(cancelledOn !== undefined && cancelledOn <= window.end),
      ).length
    : 0;
  return { state, missed };
}

function inForce(reports: readonly Report[]): Report[] {
  let standing: Report[] = [];
  for (const next of reports) {
    standing = standing.filter((before) => !isSame(before.occurrence, next.occurrence) || !takesBack(next, before));
    if (next.status !== 'WITHDRAWN') standing.push(next);
  }
  return standing;
}

function takesBack(next: Report, before: Report): boolean {
  if (next.status === 'WITHDRAWN') return true;
  if (before.status === 'IN_PROGRESS') return next.status === 'IN_PROGRESS';
  return next.status !== 'IN_PROGRESS' || next.day >= before.day;
}

function finalOf(known: readonly Report[], window: Window): Report | undefined {
  return known.find(
    ({ status, occurrence }) => status !== 'IN_PROGRESS' && occurrence !== null && isSame(occurrence, window),
  );
}

function isSame(a: Window | null, b: Window | null): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}
