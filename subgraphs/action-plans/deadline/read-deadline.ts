import { readCell } from './grammar/cell.js';
import { Cursor } from './grammar/cursor.js';
import { tokenize } from './grammar/tokens.js';
import { resolve } from './meaning/resolve.js';
import { sort } from './meaning/sort.js';
import { type DeadlineContext, type DeadlineReading, unparsed } from './reading.js';

/** A longer text is no deadline. */
export const longestDeadline = 2000;

/**
 * Reads a deadline as an order or a plan words it. Never throws: what is not understood is UNPARSED, with its text kept.
 * Years that are not named come from the period of the plan, else from the date of the act.
 */
export function readDeadline(text: string, context: DeadlineContext = {}): DeadlineReading {
  if (text.length > longestDeadline) return unparsed(text, 'Текст слишком длинный для срока.');
  const cursor = new Cursor(text, tokenize(text));
  const clauses = readCell(cursor);
  if (cursor.impossible !== null) return unparsed(text, cursor.impossible);
  const { planPeriod, actDate = null } = context;
  const { start = null, end = null } = planPeriod ?? {};
  const plan = start === null && end === null ? null : { start, end };
  const resolved = resolve(sort(clauses), { plan, act: actDate });
  if (!resolved) return unparsed(text);
  const corrections = [...cursor.corrections].map(([printed, meant]) => `«${printed}» прочитано как «${meant}».`);
  return { text, ...resolved, assumption: [...corrections, resolved.assumption].filter(Boolean).join(' ') || null };
}
