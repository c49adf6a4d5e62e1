import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { run } from '../../kit/database/index.js';

/**
 * Copies to measures the areas that somebody has said they serve: after every change of either, because the next version
 * of an order knows nothing of them, and a measure that comes back has them again.
 */
export async function tagMeasures(em: EntityManager): Promise<void> {
  const inOrder = sql`array_position(${Object.keys(QualityAreaCodeEnum)}::text[], a.area)`;
  await run(
    em,
    sql`update action_plans.measure m set area_codes = said.codes
        from (
          select m.id, coalesce(array_agg(a.area order by ${inOrder}) filter (where a.area is not null), '{}') as codes
          from action_plans.measure m left join action_plans.measure_area a on a.measure_id = m.id group by m.id
        ) said
        where said.id = m.id and m.area_codes is distinct from said.codes`,
  );
}
