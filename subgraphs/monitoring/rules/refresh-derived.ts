import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { runForOne } from '../../kit/database/index.js';
import type { ChangedResults } from './changed-results.js';
import { findDeficits } from './deficits/find-deficits.js';
import { refreshProfile } from './profile/refresh.js';

/**
 * Makes anew what follows from results, in the transaction of their change, `at` its time: profiles, then deficits. Only
 * of the indicators that changed, so that a file costs what is in it and not what is in its round.
 */
export async function refreshDerived(em: EntityManager, changed: ChangedResults, at: Date): Promise<void> {
  const { rounds } = changed;
  if (rounds.length === 0) return;
  await refreshProfile(em, changed, at);
  // A round that has its first results, or has lost its last, parts or joins those beside it, in all they measured.
  const isAll = await isFirstOrLast(em, changed);
  await findDeficits(em, isAll ? { rounds, indicators: null } : changed);
}

/** Has one of the rounds no results besides these? */
async function isFirstOrLast(em: EntityManager, { rounds, indicators }: ChangedResults): Promise<boolean> {
  const others = indicators === null ? sql`` : sql`and o.indicator_id <> all(${[...indicators]}::text[])`;
  const row = await runForOne(
    em,
    sql<{ any: boolean }>`
      select exists (
        select from unnest(${[...rounds]}::text[]) r(id)
        where not exists (select from monitoring.observation o where o.round_id = r.id ${others})
      ) as any`,
  );
  return row.any;
}
