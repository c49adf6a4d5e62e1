import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parseId } from '../../../../schema/contract/id.js';
import { HubError } from '../../../../schema/errors/catalogue.js';
import { run } from '../../../kit/database/index.js';
import type { Context } from '../../../kit/graphql/index.js';
import type { ChangeResult } from '../../../kit/publishing/index.js';
import type { ActionPlanTables } from '../../model/tables.js';
import { measureRow } from './measure-row.js';

/** Refuses what is no deficit of the measure's owner. */
export async function checkDeficits(context: Context, measure: string, deficits: readonly string[]): Promise<void> {
  const { owner } = parseId(measure);
  const there = await Promise.all(
    deficits.map((id) => {
      const { owner: other, kind } = parseId(id);
      if (kind !== 'deficit') throw new HubError('BAD_ID', { reason: 'KIND', expected: 'deficit', got: id });
      if (other !== owner) {
        throw new HubError('BAD_ARGUMENT', { reason: 'OTHER_OWNER', what: 'DEFICIT', owner, got: id });
      }
      return context.exists('deficit', id);
    }),
  );
  const missing = there.indexOf(false);
  if (missing >= 0) throw new HubError('BAD_ID', { reason: 'NOT_THERE', what: 'DEFICIT', got: deficits[missing] });
}

/** These deficits, and no others, are what the measure answers. */
export async function linkDeficits(
  em: EntityManager,
  measure: string,
  deficits: readonly string[],
): Promise<ChangeResult<string>> {
  await measureRow(em, measure);
  const removed = await em
    .getKysely<ActionPlanTables>()
    .deleteFrom('action_plans.measure_deficit')
    .where('measure_id', '=', measure)
    .where(sql<boolean>`deficit_id <> all(${[...deficits]}::text[])`)
    .returning('deficit_id')
    .execute();
  const links = await run(
    em,
    sql`insert into action_plans.measure_deficit (deficit_id, measure_id)
        select distinct d, ${measure} from unnest(${[...deficits]}::text[]) d on conflict do nothing returning deficit_id`,
  );
  return { value: measure, unchanged: removed.length + links.length === 0 };
}
