import type { EntityManager } from '@mikro-orm/postgresql';
import { HubError } from '../../../schema/errors/catalogue.js';
import { type Mention, mentionsOf } from '../../kit/database/index.js';
import { MonitoringRound } from '../model/monitoring-round.js';

/** A round that cannot go, and what names it: past results included, which nobody could read without it. */
export interface NeededRound {
  round: MonitoringRound;
  mentions: readonly Mention[];
}

/** Which of these rounds have results, or had some. */
export async function roundsNeeded(em: EntityManager, rounds: readonly MonitoringRound[]): Promise<NeededRound[]> {
  const mentions = await mentionsOf(
    em,
    'round',
    rounds.map(({ id }) => id),
  );
  return rounds.flatMap((round) => {
    const references = mentions.get(round.id);
    return references ? [{ round, mentions: references }] : [];
  });
}

/** Throws where a round of the owner has results. */
export async function refuseNeeded(em: EntityManager, municipality: string): Promise<void> {
  const [roundInUse] = await roundsNeeded(em, await em.find(MonitoringRound, { municipality }));
  if (!roundInUse) return;
  const { round, mentions } = roundInUse;
  const rows = mentions.reduce((sum, { count }) => sum + count, 0);
  throw new HubError('STILL_NEEDED', { reason: 'ROUND', round: round.code ?? round.id, rows });
}
