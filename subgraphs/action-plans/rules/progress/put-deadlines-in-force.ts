import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';

/**
 * Gives every measure the deadline in force: the one read, or the candidate that its owner confirmed, as long as the phrase
 * and what it can mean are those that were confirmed. To be called after measures or confirmations are written.
 */
export async function putDeadlinesInForce(em: EntityManager): Promise<void> {
  await run(
    em,
    sql`
      update action_plans.measure m
      set confirmed = force.candidate, due_in_force = force.due,
        due_asc_key = coalesce(to_char(force.due, 'YYYY-MM-DD'), '9999-99-99'),
        due_desc_key = coalesce(to_char(force.due, 'YYYY-MM-DD'), '0000-00-00')
      from (
        select m.id, c.candidate, case when c.candidate is null then m.due else (
          select max((w->>'end')::date) from jsonb_array_elements(c.windows) w
        ) end as due
        from action_plans.measure m left join action_plans.deadline_confirmation c
          on c.measure_id = m.id and c.deadline_text = m.deadline->>'text'
          and c.windows = m.deadline->'candidates'->c.candidate
      ) force
      where force.id = m.id and (m.confirmed, m.due_in_force) is distinct from (force.candidate, force.due)`,
  );
}
