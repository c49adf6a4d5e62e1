import { daysBetween, monthNumberOf, yearOf } from './calendar.js';
import { readCell } from './grammar/cell.js';
import { Cursor } from './grammar/cursor.js';
import type { Token } from './grammar/token.js';
import { tokenize } from './grammar/tokens.js';
import type { Context } from './meaning/dating.js';
import { resolve } from './meaning/resolve.js';
import { unsure } from './meaning/resolved.js';
import { sort } from './meaning/sort.js';
import { type DeadlineContext, type DeadlineReading, unparsed, type Window } from './reading.js';

/** A longer text is no deadline. */
export const longestDeadline = 2000;

/**
 * Reads a deadline as an order or a plan words it. Never throws: what is not understood is UNPARSED, with its text kept.
 * Years that are not named come from the period of the plan, else from the date of the act.
 */
export function readDeadline(text: string, context: DeadlineContext = {}): DeadlineReading {
  if (text.length > longestDeadline) return unparsed(text, 'Текст слишком длинный для срока.');
  const known = { plan: planOf(context), act: context.actDate ?? null };
  const all = tokenize(text);
  const tokens = all.filter(({ kind }) => kind !== 'note');
  const reading = readLines(text, tokens, known);
  return tokens.length === all.length || reading.status === 'UNPARSED'
    ? reading
    : { ...unsure(reading, 'Сноска не прочитана.'), text };
}

function readLines(text: string, tokens: readonly Token[], known: Context): DeadlineReading {
  const reading = readTokens(text, tokens, known);
  if (reading.status === 'CLEAR' || !tokens.some(isNewline)) return reading;
  // A new line parts deadlines, or it only wraps one: «1⏎сентября».
  const unwrapped = readTokens(
    text,
    tokens.filter((token) => !isNewline(token)),
    known,
  );
  return unwrapped.status === 'CLEAR' || reading.status === 'UNPARSED' ? unwrapped : reading;
}

function readTokens(text: string, tokens: readonly Token[], context: Context): DeadlineReading {
  const cursor = new Cursor(text, tokens, {
    inSchoolYear: isSchoolYear(context.plan),
    planDays: lengthOf(context.plan),
  });
  const clauses = readCell(cursor);
  if (cursor.impossible !== null) return unparsed(text, cursor.impossible);
  const resolved = resolve(sort(clauses), context);
  if (!resolved) return unparsed(text);
  const corrections = [...cursor.corrections].map(([printed, meant]) => `«${printed}» прочитано как «${meant}».`);
  return { text, ...resolved, assumption: [...corrections, resolved.assumption].filter(Boolean).join(' ') || null };
}

/** A period that says nothing, or ends before it begins, is none. */
function planOf({ planPeriod }: DeadlineContext): Window | null {
  const { start = null, end = null } = planPeriod ?? {};
  const nothing = start === null && end === null;
  return nothing || (start !== null && end !== null && start > end) ? null : { start, end };
}

/** From late summer to the next. */
function isSchoolYear(plan: Window | null): boolean {
  const { start, end } = plan ?? { start: null, end: null };
  if (start === null || end === null || yearOf(end) !== yearOf(start) + 1) return false;
  return [8, 9].includes(monthNumberOf(start)) && [5, 6, 7, 8].includes(monthNumberOf(end));
}

/** In days. */
function lengthOf(plan: Window | null): number | null {
  const { start = null, end = null } = plan ?? {};
  return start === null || end === null ? null : daysBetween(start, end) + 1;
}

function isNewline({ kind }: Token): boolean {
  return kind === 'newline';
}
