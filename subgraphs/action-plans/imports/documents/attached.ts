import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import type { Issue } from '../../../kit/graphql/index.js';

/** What hangs on measures by `measure_id`, and outlives them; what it is called where there is some. */
const attached = [
  { rows: sql`action_plans.measure_deficit`, named: 'связь с дефицитами' },
  // Everybody can read the warning, and what single institutions reported is not for everybody.
  { rows: sql`action_plans.progress_report where institution_id is null`, named: 'отчёты о выполнении' },
  { rows: sql`action_plans.deadline_confirmation`, named: 'подтверждённый срок' },
  { rows: sql`action_plans.measure_area`, named: 'направления' },
] as const;

/** Warns of measures that a new version no longer has although something hangs on them. It stays, and waits for them. */
export async function removedMeasures(
  em: EntityManager,
  current: string | null,
  stayed: readonly string[],
  why = 'в новой редакции нет',
): Promise<Issue[]> {
  const kinds = attached.map(({ rows, named: label }) => sql`select measure_id, ${label}::text as named from ${rows}`);
  const removed = await run(
    em,
    sql<{ number: string | null; title: string; named: string }>`
      select m.number, m.title, string_agg(distinct k.named, ', ') as named
      from action_plans.measure m join (${sql.join(kinds, sql` union all `)}) k on k.measure_id = m.id
      where m.plan_id in (
        select p.id from action_plans.action_plan p join action_plans.legal_act a on a.id = p.act_id
        where a.provenance -> 0 ->> 'publication' = ${current})
        and m.id <> all(${[...stayed]}::text[])
      group by m.id order by m.source_order`,
  );
  return removed.map(({ number, title, named: label }) => ({
    code: 'MEASURE_REMOVED',
    severity: 'WARNING',
    message: `Мероприятия «${[number, title].filter(Boolean).join(' ')}» ${why}, а с ним записано: ${label}. Записи сохранены и вернутся вместе с мероприятием.`,
    line: null,
    column: null,
    row: null,
    field: null,
    text: title,
    suggestion: null,
  }));
}
