import { contains, type DeadlineReading, readDeadline, type Window } from '../../deadlines/index.js';
import type { ParsedAct, ParsedIssue, ParsedPeriod, ParsedPlan } from '../model/parsed-document.js';
import { russianDate } from './message-words.js';

/** Issues of the deadlines of a plan. An empty cell is told as such, and is no deadline that could not be read. */
export function checkDeadlines({ measures, period }: ParsedPlan, actDate: string | null): ParsedIssue[] {
  return measures.flatMap(({ cells, line }, i) => {
    const cell = cells.find(({ role }) => role === 'DEADLINE');
    const place = { line: cell?.line ?? line, row: i + 1, field: 'deadlineText' };
    return cell?.text ? checkDeadline(cell.text, period, actDate, place) : [];
  });
}

/** A duty may well fall behind the time that its act is about: «Об итогах … в 2023 году» orders something for 2024. */
export function checkInstructionDeadlines({ instructions, period, date }: ParsedAct): ParsedIssue[] {
  return instructions.flatMap(({ deadlineText, line }) =>
    deadlineText === null ? [] : checkDeadline(deadlineText, period, date, { line, field: 'deadlineText' }, false),
  );
}

type Place = Pick<ParsedIssue, 'line' | 'row' | 'field'>;

function checkDeadline(
  text: string,
  period: ParsedPeriod | null,
  actDate: string | null,
  place: Place,
  isBounded = true,
): ParsedIssue[] {
  const reading = readDeadline(text, { planPeriod: period, actDate });
  const { status, assumption, windows, candidates } = reading;
  const issueOf = (code: ParsedIssue['code'], severity: ParsedIssue['severity'], what: string): ParsedIssue => {
    const message = [`Срок «${text}» ${what}.`, assumption].filter(Boolean).join(' ');
    return { code, severity, message, ...place, text };
  };
  const hint = windows.length > 0 ? { suggestion: printed(windows) } : {};
  switch (status) {
    case 'UNPARSED':
      return [issueOf('DEADLINE_UNPARSED', 'WARNING', 'не распознан')];
    case 'CONFLICT': {
      const other = candidates[1] ? { suggestion: printed(candidates[1]) } : {};
      return [{ ...issueOf('DEADLINE_OUTSIDE_PLAN', 'WARNING', 'противоречит плану или дате акта'), ...other }];
    }
    case 'AMBIGUOUS':
      return [{ ...issueOf('DEADLINE_AMBIGUOUS', 'WARNING', 'можно понять по-разному'), ...hint }];
    default:
      if (isBounded && period && goesBeyond(reading, period)) {
        const bounds = `${russianDate(period.start)} – ${russianDate(period.end)}`;
        return [issueOf('DEADLINE_OUTSIDE_PLAN', 'NOTICE', `выходит за период плана ${bounds}`)];
      }
      return assumption ? [{ ...issueOf('DEADLINE_AMBIGUOUS', 'NOTICE', 'прочитан с допущением'), ...hint }] : [];
  }
}

/** A part of its days lies outside the plan; where a recurrence is bounded, only the plan's part of it counts anyway. */
function goesBeyond({ kind, windows }: DeadlineReading, period: ParsedPeriod): boolean {
  return (
    kind !== 'RECURRING' &&
    windows.some(({ start, end }) => !contains(period, { start: start ?? period.start, end: end ?? period.end }))
  );
}

function printed(windows: readonly Window[]): string {
  return windows.map(({ start, end }) => (start === end ? day(end) : `${day(start)} – ${day(end)}`)).join('; ');
}

function day(date: string | null): string {
  return date === null ? '…' : russianDate(date);
}
