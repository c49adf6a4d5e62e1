import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { type ChangedResults, isAmong } from '../results/changed-results.js';

/** The fewest institutions whose results the public may see together. */
export const smallestGroup = 5;

/**
 * Shows what is large enough, where not all have one and the same result: then each one's would be known. Levels that
 * few are on are joined to one group without a level, with the next smallest until they are enough.
 */
export async function showLargeGroups(em: EntityManager, changed: ChangedResults): Promise<void> {
  const enough = sql.lit(smallestGroup);
  await run(
    em,
    sql`
      update monitoring.profile_cell c set is_public = frame.is_shown, shown_level = frame.shown_level
      from (
        select cell, total >= ${enough} and not is_uniform as is_shown,
          case when size >= ${enough} and (least >= ${enough} or smaller >= ${enough}) then level_code end as shown_level
        from (
          select c.ctid as cell, c.level_code, size, sum(size) over of_frame as total, min(size) over of_frame as least,
            coalesce(sum(size) over (of_frame order by size, level_code rows between unbounded preceding and 1 preceding), 0)
              as smaller,
            coalesce(min(c.level_code) over of_frame = max(c.level_code) over of_frame, false)
              or coalesce(min(c.min) over of_frame = max(c.max) over of_frame, false) as is_uniform
          from monitoring.profile_cell c, lateral (select bit_count(c.institutions) as size) s
          where ${isAmong(changed, 'c')} and not c.whole
          window of_frame as (partition by round_id, indicator_id, evidence, status, institution_type, synthetic)
        ) groups
      ) frame
      where c.ctid = frame.cell`,
  );
}
