import type { EntityManager } from '@mikro-orm/postgresql';
import { HubError } from '../../../../schema/errors/catalogue.js';
import type { DeadlineReading } from '../../../documents/index.js';
import type { ActionPlanTables } from '../../model/tables.js';

/** What changes to a measure's progress need to know of it. */
export interface MeasureRow {
  municipality: string;
  deadline: DeadlineReading | null;
  confirmed: number | null;
}

export async function measureRow(em: EntityManager, id: string): Promise<MeasureRow> {
  const row = await em
    .getKysely<ActionPlanTables>()
    .selectFrom('action_plans.measure')
    .select(['municipality', 'deadline', 'confirmed'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HubError('BAD_ID', { reason: 'NOT_THERE', what: 'MEASURE', got: id });
  return row;
}
