import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/database/index.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { type AdjacentRounds, adjacentRounds } from '../rules/deficits/adjacent-rounds.js';
import { findDeficits } from '../rules/deficits/find-deficits.js';

/** Rounds of an owner as they were, and which of them stood beside each other. */
export interface RoundsBefore {
  rounds: readonly MonitoringRound[];
  beside: readonly AdjacentRounds[];
}

export async function roundsOfOwner(em: EntityManager, municipality: string): Promise<RoundsBefore> {
  const rounds = await em.find(MonitoringRound, { municipality }, { disableIdentityMap: true });
  return { rounds, beside: await adjacentRounds(em, idsOf(rounds)) };
}

/**
 * Brings what follows from rounds to what they are now: results, sums and deficits hold the year and the place of their
 * round; and a round that stands beside others than before, being of another day or level, is compared with those.
 */
export async function reindexRounds(em: EntityManager, before: RoundsBefore): Promise<void> {
  const ids = idsOf(before.rounds);
  const now = await em.find(MonitoringRound, { id: { $in: ids } }, { disableIdentityMap: true });
  const places = new Map(now.map(({ id, year, sortKey }) => [id, `${year} ${sortKey}`]));
  const moved = before.rounds.filter(({ id, year, sortKey }) => {
    return places.has(id) && places.get(id) !== `${year} ${sortKey}`;
  });
  if (moved.length > 0) await reindexRows(em, idsOf(moved));
  for (const round of moved) await reindexTexts(em, round);
  const beside = new Map((await adjacentRounds(em, ids)).map((round) => [round.id, round]));
  const parted = before.beside.filter((round) => {
    const after = beside.get(round.id);
    return after && (after.previous !== round.previous || after.next !== round.next);
  });
  if (parted.length > 0) await findDeficits(em, { rounds: idsOf(parted), indicators: null });
}

function idsOf(rounds: readonly { id: string }[]): string[] {
  return rounds.map(({ id }) => id);
}

async function reindexRows(em: EntityManager, rounds: readonly string[]): Promise<void> {
  await run(em, sql`set local statement_timeout = '5min'`);
  const ofRound = sql`r.id = o.round_id and r.id = any(${[...rounds]}::text[])`;
  for (const table of ['observation', 'past_observation']) {
    await run(
      em,
      sql`update ${sql.table(`monitoring.${table}`)} o set
            year = r.year, sort_key = concat_ws(' ', r.sort_key, i.code_key,
              (select n.name_key from institutions.institution n where n.id = o.institution_id))
          from monitoring.monitoring_round r, indicators.indicator i where ${ofRound} and i.id = o.indicator_id`,
    );
  }
  for (const table of ['profile_cell', 'profile_total']) {
    await run(
      em,
      sql`update ${sql.table(`monitoring.${table}`)} o set year = r.year from monitoring.monitoring_round r where ${ofRound}`,
    );
  }
  await run(
    em,
    sql`update monitoring.cluster_assignment o set sort_key = r.sort_key from monitoring.monitoring_round r where ${ofRound}`,
  );
}

/** Deficits and recommendations begin their place with that of the round. */
async function reindexTexts(em: EntityManager, { id, municipality, sortKey }: MonitoringRound): Promise<void> {
  const before = `${municipality}/${sortKey}/`;
  for (const table of ['deficit', 'recommendation']) {
    await run(
      em,
      sql`update ${sql.table(`monitoring.${table}`)} o
          set sort_key = concat_ws('/', r.municipality, r.sort_key, substr(o.sort_key, ${before.length + 1}::int))
          from monitoring.monitoring_round r
          where r.id = o.round_id and r.id = ${id} and starts_with(o.sort_key, ${before})`,
    );
  }
}
