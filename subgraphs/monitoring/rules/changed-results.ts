import { type RawBuilder, sql } from 'kysely';

/** Which results became others: those of these indicators in these rounds. */
export interface ChangedResults {
  rounds: readonly string[];
  /** Null: of all indicators. */
  indicators: readonly string[] | null;
}

/** The rounds and indicators of some rows: together they may mean more than the rows, which costs time and is not wrong. */
export function changedResultsOf(rows: readonly { round: string; indicator: string }[]): ChangedResults {
  return {
    rounds: [...new Set(rows.map(({ round }) => round))],
    indicators: [...new Set(rows.map(({ indicator }) => indicator))],
  };
}

/** Is what stands in the columns `round_id` and `indicator_id`, of table `of` where it is named, among them? */
export function isAmong({ rounds, indicators }: ChangedResults, of?: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(of ? `${of}.${name}` : name);
  const ofRounds = sql`${column('round_id')} = any(${[...rounds]}::text[])`;
  if (indicators === null) return ofRounds;
  return sql`(${ofRounds} and ${column('indicator_id')} = any(${[...indicators]}::text[]))`;
}
