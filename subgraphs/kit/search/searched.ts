import { type RawBuilder, sql } from 'kysely';
import { matches, parseSearchText } from './question.js';

/** The condition that the search finds the row `r` by this text; none where the text asks for nothing. */
export function matchesSearch(text: string | null | undefined): RawBuilder<unknown>[] {
  const question = parseSearchText(text);
  // By node, since clauses are found for themselves and stand for no act.
  return question ? [sql`r.id in (select e.id from search.entry e where ${matches(question)})`] : [];
}
