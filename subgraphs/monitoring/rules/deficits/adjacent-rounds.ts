import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../../kit/database/index.js';

/** A round, and those before and after it that have results: of the same owner and level, all made up or all real, by first day. */
export interface AdjacentRounds {
  id: string;
  previous: string | null;
  next: string | null;
}

export function adjacentRounds(em: EntityManager, rounds: readonly string[]): Promise<AdjacentRounds[]> {
  return run(
    em,
    sql<AdjacentRounds>`
      select r.id, ${adjacent(sql`<`, sql`desc`)} as previous, ${adjacent(sql`>`, sql`asc`)} as next
      from monitoring.monitoring_round r where r.id = any(${[...rounds]}::text[])`,
  );
}

function adjacent(than: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select n.id from monitoring.monitoring_round n
    where n.municipality = r.municipality and n.level = r.level
      and n.synthetic = r.synthetic and (n.sort_key, n.id) ${than} (r.sort_key, r.id)
      and exists (select from monitoring.observation o where o.round_id = n.id)
    order by n.sort_key ${order}, n.id ${order} limit 1)`;
}
