import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../schema/errors.js';
import { run } from '../../kit/ledger/run.js';
import { MonitoringRound } from '../model.js';

/** What refers to rounds, past results included: without their round, nobody could read them as of an earlier day. */
const tables = [
  'observation',
  'past_observation',
  'cluster_assignment',
  'past_cluster_assignment',
  'profile_cell',
  'profile_total',
  'disclosure',
  'deficit',
  'recommendation',
] as const;

/** Which of these rounds have results, or had some. */
export async function roundsNeeded(
  em: EntityManager,
  rounds: readonly MonitoringRound[],
): Promise<readonly MonitoringRound[]> {
  if (rounds.length === 0) return [];
  const refers = tables.map(
    (table) => sql`exists (select from ${sql.table(`monitoring.${table}`)} t where t.round_id = r.id)`,
  );
  const needed = await run(
    em,
    sql<{ id: string }>`
      select r.id from unnest(${rounds.map(({ id }) => id)}::text[]) r(id) where ${sql.join(refers, sql` or `)}`,
  );
  const ids = new Set(needed.map(({ id }) => id));
  return rounds.filter(({ id }) => ids.has(id));
}

/** Throws where a round of the owner has results. */
export async function refuseNeeded(em: EntityManager, municipality: string): Promise<void> {
  const [needed] = await roundsNeeded(em, await em.find(MonitoringRound, { municipality }));
  if (needed) throw new HubError('STILL_NEEDED', { reason: 'ROUND', round: needed.code ?? needed.id });
}
