import type { DeadlineReading } from '../../deadlines/index.js';
import { elementAt } from '../../lists/elements.js';
import { codesOf } from '../../vocabulary/codes.js';
import { type CycleStep, cycleSteps } from '../../vocabulary/plans.js';
import type { ParsedIssue, ParsedMeasure } from '../model/parsed-document.js';
import { cycleStepOf } from '../recognition/cycle-step.js';
import { russianDate } from './message-words.js';

/** A row with the words of its title, its step in the cycle and its dates. */
interface DatedRow {
  measure: ParsedMeasure;
  row: number;
  start: string;
  step: CycleStep | null;
  /** The year stands in the phrase itself: without it an autumn and the winter before it look alike. */
  explicit: boolean;
}

/**
 * Rows that begin before what they build on: carrying out what is developed later; and of two rows that follow one
 * another, the later step of the management cycle. Only certain dates count, and for steps only those with a year of
 * their own: a plan for a calendar year may well analyse in January what it measured in autumn.
 */
export function checkSequence(measures: readonly ParsedMeasure[], readings: readonly DeadlineReading[]): ParsedIssue[] {
  const rows = measures.flatMap((measure, i): DatedRow[] => {
    const { status, windows, yearSource } = elementAt(readings, i);
    const start = windows[0]?.start;
    if (status !== 'CLEAR' || !start) return [];
    return [{ measure, row: i + 1, start, step: cycleStepOf(measure.title), explicit: yearSource === 'EXPLICIT' }];
  });
  return [...carriedOutBeforeDeveloped(rows), ...stepBeforeItsTurn(rows)];
}

function carriedOutBeforeDeveloped(rows: readonly DatedRow[]): ParsedIssue[] {
  const developed = new Map<string, DatedRow>();
  for (const row of rows) {
    const object = objectOf(row.measure.title, developing);
    if (object && !developed.has(object)) developed.set(object, row);
  }
  return rows.flatMap((row): ParsedIssue[] => {
    const object = objectOf(row.measure.title, carryingOut);
    const before = object === null ? undefined : developed.get(object);
    if (!before || row.start >= before.start) return [];
    return [anomaly(row, before, 'Осуществляется то, что разрабатывается позже')];
  });
}

function stepBeforeItsTurn(rows: readonly DatedRow[]): ParsedIssue[] {
  return rows.flatMap((row, i): ParsedIssue[] => {
    const before = rows[i - 1];
    if (!before?.step || !row.step || before.row !== row.row - 1) return [];
    const turn = steps.indexOf(row.step) - steps.indexOf(before.step);
    const early = row.explicit && before.explicit && turn > 0 && row.start < before.start;
    return early ? [anomaly(row, before, 'По ходу цикла это мероприятие должно идти следом, а начинается раньше')] : [];
  });
}

const steps = codesOf(cycleSteps);

const developing = /^(?:разработка|подготовка|создание|составление)(?: и утверждение)?\s+(?=\S)/i;
const carryingOut = /^(?:реализация|внедрение|апробация|проведение|использование)\s+(?=\S)/i;

/** The object that is developed or carried out: its first words by their stems, enough of them to identify it. */
function objectOf(title: string, verb: RegExp): string | null {
  const match = verb.exec(title);
  if (!match) return null;
  const words =
    title
      .slice(match[0].length)
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[а-яa-z0-9]+/g) ?? [];
  const stems = words.slice(0, 5).map((word) => word.slice(0, 6));
  return stems.length < 2 ? null : stems.join(' ');
}

function anomaly({ measure, row, start }: DatedRow, before: DatedRow, what: string): ParsedIssue {
  const message = `${what}: с ${russianDate(start)}, а строка ${before.measure.line} («${shown(before.measure.title)}») – с ${russianDate(before.start)}.`;
  const at = { line: measure.line, row, field: 'deadlineText' };
  return { code: 'SEQUENCE_ANOMALY', severity: 'NOTICE', message, ...at, text: measure.deadlineText ?? '' };
}

function shown(title: string): string {
  return title.length > 80 ? `${title.slice(0, 79)}…` : title;
}
