import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { ParsedPlan } from '../../../documents/index.js';
import { run } from '../../../kit/database/index.js';
import { type IdentityRow, type KnownRow, matchRows } from './measure-identity.js';
import { firstMeasureId } from './plan-rows.js';

/**
 * Ids of the measures of new versions of plans: those that stayed keep theirs, the others get ids that no measure of
 * the plan ever had. Every id is kept with what it last stood for, so that a measure which comes back is known.
 */
export async function measureIds(
  em: EntityManager,
  planIds: readonly string[],
  plans: readonly ParsedPlan[],
): Promise<string[][]> {
  const measures = await run(
    em,
    sql<KnownRow & { planId: string }>`
      select i.id, i.plan_id as "planId", i.section_path as "sectionPath", i.section_title as "sectionTitle", i.title,
        i.deadline_text as "deadlineText", i.responsible_text as "responsibleText", m.id is not null as "isCurrent"
      from action_plans.measure_identity i left join action_plans.measure m on m.id = i.id
      where i.plan_id = any(${[...planIds]}::text[]) order by m.source_order, i.last_seen desc, i.id`,
  );
  const byPlan = Map.groupBy(measures, ({ planId }) => planId);
  const ids = plans.map((plan, index) => {
    const planId = planIds[index]!;
    return idsOf(planId, plan, byPlan.get(planId) ?? []);
  });
  await remember(em, planIds, plans, ids);
  return ids;
}

function idsOf(planId: string, plan: ParsedPlan, measures: readonly KnownRow[]): string[] {
  const used = new Set(measures.map(({ id }) => id));
  const matched = matchRows(measures, rowsOf(plan));
  return plan.measures.map((measure, position) => {
    const first = firstMeasureId(planId, measure);
    let id = matched[position] ?? first;
    for (let again = 2; !matched[position] && used.has(id); again++) id = `${first}~${again}`;
    used.add(id);
    return id;
  });
}

function rowsOf(plan: ParsedPlan): IdentityRow[] {
  const headings = new Map(plan.sections.map(({ path, title }) => [path.join('\n'), title]));
  return plan.measures.map(({ sectionPath, title, deadlineText, responsibleText }) => {
    return {
      sectionPath,
      sectionTitle: headings.get(sectionPath.join('\n')) ?? null,
      title,
      deadlineText,
      responsibleText,
    };
  });
}

async function remember(
  em: EntityManager,
  planIds: readonly string[],
  plans: readonly ParsedPlan[],
  ids: readonly (readonly string[])[],
): Promise<void> {
  const rows = plans.flatMap((plan, index) =>
    rowsOf(plan).map((row, position) => ({
      id: ids[index]?.[position],
      plan_id: planIds[index],
      section_path: row.sectionPath,
      section_title: row.sectionTitle,
      title: row.title,
      deadline_text: row.deadlineText,
      responsible_text: row.responsibleText,
    })),
  );
  await run(
    em,
    sql`insert into action_plans.measure_identity
          (id, plan_id, section_path, section_title, title, deadline_text, responsible_text, last_seen)
        select id, plan_id, section_path, section_title, title, deadline_text, responsible_text, now()
        from jsonb_populate_recordset(null::action_plans.measure_identity, ${JSON.stringify(rows)}::jsonb)
        on conflict (id) do update set (plan_id, section_path, section_title, title, deadline_text, responsible_text, last_seen)
          = (excluded.plan_id, excluded.section_path, excluded.section_title, excluded.title, excluded.deadline_text,
             excluded.responsible_text, excluded.last_seen)`,
  );
}
