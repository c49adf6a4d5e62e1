import { sql } from 'kysely';

/**
 * Which owner uses which area by its acts: named in goals and programmes, or assigned to a measure that there is. Each
 * pair once.
 */
export const areasInUse = sql`(
  select area, municipality from indicators.framework_area
  union
  select a.area, a.municipality from action_plans.measure_area a join action_plans.measure m on m.id = a.measure_id
)`;
