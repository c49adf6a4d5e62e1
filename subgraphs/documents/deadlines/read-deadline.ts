import { readCell } from './grammar/read-cell.js';
import { TokenCursor } from './lexer/cursor.js';
import type { DeadlineToken } from './lexer/token.js';
import { tokenize } from './lexer/tokenize.js';
import type { DateContext } from './meaning/date-slots.js';
import { resolveClauses } from './meaning/resolve.js';
import { unsureReading } from './meaning/resolved.js';
import { sortClauses } from './meaning/sort-clauses.js';
import { daysBetween, monthNumberOf, yearOf } from './model/calendar.js';
import { type DeadlineContext, type DeadlineReading, unparsedDeadline, type Window } from './model/deadline-reading.js';

/** A longer text is no deadline. */
export const longestDeadline = 2000;

/**
 * Reads a deadline as an order or a plan words it. Never throws: what is not understood is UNPARSED, with its text kept.
 * Years that are not named come from the period of the plan, else from the date of the act.
 */
export function readDeadline(text: string, context: DeadlineContext = {}): DeadlineReading {
  if (text.length > longestDeadline) return unparsedDeadline(text, 'Текст слишком длинный для срока.');
  const dates = { plan: planOf(context), act: context.actDate ?? null };
  const all = tokenize(text);
  const tokens = all.filter(({ kind }) => kind !== 'note');
  const reading = readLines(text, tokens, dates);
  return tokens.length === all.length || reading.status === 'UNPARSED'
    ? reading
    : { ...unsureReading(reading, 'Сноска не прочитана.'), text };
}

function readLines(text: string, tokens: readonly DeadlineToken[], dates: DateContext): DeadlineReading {
  const reading = readTokens(text, tokens, dates);
  if (reading.status === 'CLEAR' || !tokens.some(isNewline)) return reading;
  // A new line parts deadlines, or it only wraps one: «1⏎сентября».
  const unwrapped = readTokens(
    text,
    tokens.filter((token) => !isNewline(token)),
    dates,
  );
  return unwrapped.status === 'CLEAR' || reading.status === 'UNPARSED' ? unwrapped : reading;
}

function readTokens(text: string, tokens: readonly DeadlineToken[], context: DateContext): DeadlineReading {
  const cursor = new TokenCursor(text, tokens, {
    inSchoolYear: isSchoolYear(context.plan),
    planDays: lengthOf(context.plan),
  });
  const clauses = readCell(cursor);
  if (cursor.impossible !== null) return unparsedDeadline(text, cursor.impossible);
  const resolved = resolveClauses(sortClauses(clauses), context);
  if (!resolved) return unparsedDeadline(text);
  const corrections = [...cursor.corrections].map(([word, correction]) => `«${word}» прочитано как «${correction}».`);
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

function isNewline({ kind }: DeadlineToken): boolean {
  return kind === 'newline';
}
