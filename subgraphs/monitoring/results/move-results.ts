import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import type { MonitoringRound } from '../model.js';
import { afterResults } from './after-results.js';

/** Observations hold the year and the place of their round: where those became others, theirs do. */
export async function moveResults(em: EntityManager, before: readonly MonitoringRound[], at: Date): Promise<void> {
  if (before.length === 0) return;
  const known = before.map(({ id, year, sortKey, institutionsTotal, institutionsCovered }) => ({
    ...{ id, year, total: institutionsTotal, covered: institutionsCovered },
    place: sortKey,
  }));
  const changed = await run(
    em,
    sql<{ id: string; moved: boolean }>`
      select r.id, (r.year <> b.year or r.sort_key <> b.place) as moved
      from jsonb_to_recordset(${JSON.stringify(known)}::jsonb)
        b(id text, year integer, place text, total integer, covered integer)
      join monitoring.monitoring_round r on r.id = b.id
      where row(r.year, r.sort_key, r.institutions_total, r.institutions_covered)
        is distinct from row(b.year, b.place, b.total, b.covered)`,
  );
  const moved = changed.filter((round) => round.moved).map(({ id }) => id);
  for (const table of moved.length > 0 ? ['observation', 'past_observation'] : []) {
    await run(
      em,
      sql`update ${sql.table(`monitoring.${table}`)} o set
            year = r.year, sort_key = concat_ws(' ', r.sort_key, i.code_key,
              (select n.name_key from institutions.institution n where n.id = o.institution_id))
          from monitoring.monitoring_round r, indicators.indicator i
          where r.id = o.round_id and i.id = o.indicator_id and o.round_id = any(${moved}::text[])`,
    );
  }
  if (moved.length > 0) {
    await run(
      em,
      sql`update monitoring.cluster_assignment c set sort_key = r.sort_key
          from monitoring.monitoring_round r where r.id = c.round_id and r.id = any(${moved}::text[])`,
    );
  }
  await afterResults(
    em,
    changed.map(({ id }) => id),
    at,
  );
}
