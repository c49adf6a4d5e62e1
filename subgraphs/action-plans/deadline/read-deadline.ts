import { type DeadlineContext, type DeadlineReading, unparsed } from './reading.js';

/** Reads a deadline as an order or a plan words it. Never throws: what is not understood is UNPARSED, with its text. */
export function readDeadline(text: string, _context: DeadlineContext): DeadlineReading {
  return unparsed(text);
}
