import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { insertRows } from '../../kit/ledger/insert-rows.js';
import { run } from '../../kit/ledger/run.js';
import { readDeadline } from '../deadline/read-deadline.js';
import type { DeadlineReading, Window } from '../deadline/reading.js';
import { MeasureOccurrence } from '../model/deadline.js';
import { deadlineColumns, occurrenceRows } from './deadline-rows.js';

/** Reads the deadlines of rows that were published before deadlines were read. Says how many there were. */
export async function rereadDeadlines(em: EntityManager): Promise<number> {
  const measures = await run(
    em,
    sql<Unread>`
      select m.id, m.deadline_text as text, p.period, a.date::text as act_date
      from action_plans.measure m
        join action_plans.action_plan p on p.id = m.plan_id
        join action_plans.legal_act a on a.id = p.act_id
      where m.deadline is null`,
  );
  const instructions = await run(
    em,
    sql<Unread>`
      select i.id, i.deadline_text as text, a.period, a.date::text as act_date
      from action_plans.instruction i join action_plans.legal_act a on a.id = i.act_id
      where i.deadline is null and i.deadline_text is not null`,
  );
  await storeMeasures(em, measures.map(read));
  await storeInstructions(em, instructions.map(read));
  return measures.length + instructions.length;
}

interface Unread {
  id: string;
  text: string | null;
  period: Window | null;
  act_date: string | null;
}

interface Read {
  id: string;
  reading: DeadlineReading;
}

function read({ id, text, period, act_date }: Unread): Read {
  return { id, reading: readDeadline(text ?? '', { planPeriod: period, actDate: act_date }) };
}

async function storeMeasures(em: EntityManager, rows: readonly Read[]): Promise<void> {
  const columns = rows.map(({ id, reading }) => {
    const { deadline, deadlineKind, deadlineStatus, starts, due, dueKey } = deadlineColumns(reading);
    return { id, deadline, deadline_kind: deadlineKind, deadline_status: deadlineStatus, starts, due, due_key: dueKey };
  });
  await run(
    em,
    sql`update action_plans.measure m
        set deadline = n.deadline, deadline_kind = n.deadline_kind, deadline_status = n.deadline_status,
          starts = n.starts, due = n.due, due_key = n.due_key
        from jsonb_populate_recordset(null::action_plans.measure, ${JSON.stringify(columns)}::jsonb) n
        where m.id = n.id`,
  );
  await insertRows(
    em,
    MeasureOccurrence,
    rows.flatMap(({ id, reading }) => occurrenceRows(id, reading)),
  );
}

async function storeInstructions(em: EntityManager, rows: readonly Read[]): Promise<void> {
  const columns = rows.map(({ id, reading }) => ({ id, deadline: reading, due: reading.due }));
  await run(
    em,
    sql`update action_plans.instruction i set deadline = n.deadline, due = n.due
        from jsonb_populate_recordset(null::action_plans.instruction, ${JSON.stringify(columns)}::jsonb) n
        where i.id = n.id`,
  );
}
