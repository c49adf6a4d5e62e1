import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run, transaction } from '../../kit/database/index.js';
import { discloseClusters } from './profile/disclose-clusters.js';
import { refreshDerived } from './refresh-derived.js';

/**
 * Makes anew what follows from the results that a migration has put into `monitoring.outdated_result`: sums, what of them
 * is public, and deficits, which SQL alone could only copy from the code of its day.
 */
export async function refreshOutdated(orm: MikroORM): Promise<void> {
  await transaction(orm, async (em) => {
    const outdated = await run(
      em,
      sql<{ round: string; indicator: string }>`
        delete from monitoring.outdated_result returning round_id as round, indicator_id as indicator`,
    );
    for (const [round, results] of Map.groupBy(outdated, (result) => result.round)) {
      const indicators = results.map(({ indicator }) => indicator);
      await refreshDerived(em, { rounds: [round], indicators }, new Date());
    }
    // Of clusters from before there was anything to tell of them.
    const owners = await run(
      em,
      sql<{ municipality: string }>`
        select distinct municipality from monitoring.cluster_assignment
        except select municipality from monitoring.cluster_disclosure`,
    );
    for (const { municipality } of owners) await discloseClusters(em, { municipality, changedAt: new Date() });
    if (outdated.length > 0) await run(em, sql`update ledger.data_version set stamp = default`);
  });
}
