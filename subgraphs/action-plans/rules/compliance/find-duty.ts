import { sql } from 'kysely';
import { isId, parseId } from '../../../../schema/contract/id.js';
import { isDate } from '../../../../schema/contract/scalars.js';
import { selectEntities } from '../../../kit/database/index.js';
import type { Context } from '../../../kit/graphql/index.js';
import { InstitutionDuty } from '../../model/institution-duty.js';
import { datedInstructions, dutyRows } from './duty-rows.js';

/** A duty as it stands on the day that its id names; null where the caller may not see it, or there is none. */
export function findDuty(id: string, context: Context): Promise<InstitutionDuty | null> {
  return context.loaders
    .named<string, InstitutionDuty | null>('InstitutionDuty.id', (ids) => findDuties(ids, context))
    .load(id);
}

async function findDuties(ids: readonly string[], context: Context): Promise<(InstitutionDuty | null)[]> {
  const duties = new Map<string, InstitutionDuty>();
  for (const [asOf, ofDay] of Map.groupBy(ids, dayOf)) {
    if (asOf === null) continue;
    const owners = [...new Set(ofDay.map((id) => parseId(id).owner))];
    const deadlines = await datedInstructions(context, sql`r.municipality = any(${owners}::text[])`);
    const rows = await selectEntities(
      context.snapshot,
      InstitutionDuty,
      (columns, table) => sql`select ${columns} from ${table} r where r.id = any(${ofDay}::text[])`,
      dutyRows(deadlines, asOf),
    );
    for (const { entity } of rows) duties.set(entity.id, entity);
  }
  return ids.map((id) => duties.get(id) ?? null);
}

function dayOf(id: string): string | null {
  const [day = ''] = isId(id) ? parseId(id).local.split('/') : [];
  return isDate(day) ? day : null;
}
