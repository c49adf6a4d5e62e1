import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../../schema/errors/catalogue.js';
import type { DeadlineReading } from '../../../documents/index.js';
import { run } from '../../../kit/database/index.js';

/** What changes to a measure's progress need to know of it. */
export interface MeasureRow {
  municipality: string;
  deadline: DeadlineReading | null;
  confirmed: number | null;
}

export async function measureRow(em: EntityManager, id: string): Promise<MeasureRow> {
  const [row] = await run(
    em,
    sql<MeasureRow>`select municipality, deadline, confirmed from action_plans.measure where id = ${id}`,
  );
  if (!row) throw new HubError('BAD_ID', { reason: 'NOT_THERE', what: 'MEASURE', got: id });
  return row;
}
