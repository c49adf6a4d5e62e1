import type { TokenCursor } from '../lexer/cursor.js';
import { chain } from './chain.js';
import type { DeadlineClause, JoinedClause, Joint } from './clause.js';
import { undated } from './events.js';
import { activity, leadIn } from './lead-in.js';
import { phrase } from './phrases.js';
import { remark } from './remarks.js';
import { rhythm } from './rhythms.js';
import { otherWeekdays } from './weekdays.js';

/**
 * A whole cell: phrases set apart by commas, «и», new lines, brackets or nothing. Whatever is none of them is a remark,
 * so every token is accounted for.
 */
export function readCell(c: TokenCursor): JoinedClause[] {
  const clauses: JoinedClause[] = [];
  readList(c, clauses, 'start', 0);
  return clauses;
}

/** A cell with more is no deadline, and reading it on would only cost time. */
const mostClauses = 64;

function readList(c: TokenCursor, clauses: JoinedClause[], first: Joint, depth: number): void {
  let joint = first;
  while (!c.done) {
    if (clauses.length === mostClauses) {
      const from = c.at;
      c.at = c.tokens.length;
      clauses.push({ clause: { type: 'remark', text: c.since(from), plain: false }, joint, onwards: false });
      return;
    }
    const parted = separators(c);
    if (parted && joint === 'none') joint = parted;
    if (c.is('close')) {
      if (depth > 0) return;
      c.at++;
      continue;
    }
    if (depth === 0) c.attempt(() => c.number(1, 9) && c.take('close'));
    const from = c.at;
    const onwards = leadIn(c);
    // «сентябрь и далее»
    if (onwards && c.done)
      clauses.push({ clause: { type: 'remark', text: c.since(from), plain: true }, joint: 'line', onwards });
    if (clauses.length === 0) c.attempt(() => activity(c));
    // A time of day or a label may stand before a mark: «15 марта в 14.00, 20 апреля».
    if (c.ahead(() => separators(c))) {
      if (!onwards) continue;
      separators(c);
    }
    if (c.is('open') && depth < 3) {
      c.at++;
      readList(c, clauses, clauses.length === 0 ? 'start' : 'bracket', depth + 1);
      c.skip('close');
    } else if (!c.done && !c.is('close')) {
      clauses.push({ clause: clause(c, clauses.at(-1)?.clause), joint, onwards });
    }
    joint = 'none';
  }
}

function clause(c: TokenCursor, before: DeadlineClause | undefined): DeadlineClause {
  return (
    c.oneOf<DeadlineClause>(
      () => except(c),
      () => rhythm(c),
      () => phrase(c),
      () => undated(c),
    ) ?? remark(c, before)
  );
}

/** The separator between two clauses; null where there is none. */
function separators(c: TokenCursor): Joint | null {
  let strongest: Joint | null = null;
  for (; ; c.at++) {
    if (c.is('comma') || c.is('slash')) strongest ??= 'comma';
    else if (c.is('semicolon') || c.is('newline')) strongest = strongest === 'or' ? 'or' : 'line';
    else if (c.isWord((word) => word === 'или' || word === 'либо')) strongest = 'or';
    else if (c.isWord((word) => word === 'и' || word === 'а')) strongest ??= 'and';
    else if (c.is('dot') || c.is('colon') || c.is('dash')) strongest ??= 'none';
    else return strongest;
  }
}

/** «кроме июля и августа», «за исключением летнего периода» */
function except(c: TokenCursor): DeadlineClause | null {
  if (!c.word('кроме', 'исключая') && !c.words('за исключением')) return null;
  const days = c.attempt(() => otherWeekdays(c));
  if (days) return days;
  const parts = chain(c)?.parts;
  if (!parts) return null;
  for (;;) {
    const more = c.attempt(() => (c.take('comma') ?? c.word('и')) && chain(c)?.parts) ?? null;
    if (!more || parts.length > 12) return { type: 'except', parts };
    parts.push(...more);
  }
}
