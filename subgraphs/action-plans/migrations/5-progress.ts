import { migration } from '../../kit/database/migration.js';

export const progress = migration(
  '20261124-action-plans-progress',
  // What is reported of a measure outlives the version of the order that it stood in: no foreign key.
  `create table action_plans.progress_report (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      measure_id text collate "C" not null,
      seq integer not null,
      occurrence jsonb,
      status text collate "C" not null,
      done_at date,
      note text,
      evidence text,
      reported_at timestamptz not null,
      reported_by text,
      idempotency_key text collate "C",
      unique (measure_id, seq)
    )`,
  `create unique index progress_report_once on action_plans.progress_report (municipality, idempotency_key)
     where idempotency_key is not null`,
  `create function action_plans.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '%.% only grows', tg_table_schema, tg_table_name;
    end $$`,
  `create trigger progress_report_only_grows before update or delete on action_plans.progress_report
     for each statement execute function action_plans.refuse_change()`,
  // A later report on the same occurrence takes back what it contradicts: another day of beginning or of ending, an end
  // that was before it was still in progress, and, as a withdrawal, everything. What is left says at most since when
  // work on the occurrence goes on, and when it ended.
  `create view action_plans.progress_in_force as
     select measure_id, (occurrence->>'start')::date as starts, (occurrence->>'end')::date as ends,
       occurrence is null as whole, status, day
     from (
       select measure_id, occurrence, status, day,
         bool_or(status = 'WITHDRAWN') over later as withdrawn,
         max(day) filter (where status = 'IN_PROGRESS') over later as then_in_progress,
         bool_or(status in ('DONE', 'CANCELLED')) over later as then_ended
       from (
         select *, coalesce(done_at, (reported_at at time zone 'UTC')::date) as day from action_plans.progress_report
       ) report
       window later as (
         partition by measure_id, occurrence order by seq desc rows between unbounded preceding and 1 preceding
       )
     ) report
     where withdrawn is not true and
       case status
         when 'WITHDRAWN' then false
         when 'IN_PROGRESS' then then_in_progress is null
         else then_ended is not true and (then_in_progress is null or then_in_progress < day)
       end`,
  `alter table action_plans.measure_deficit drop constraint if exists measure_deficit_measure_id_fkey`,
  `create table action_plans.deadline_confirmation (
      measure_id text collate "C" primary key,
      municipality text collate "C" not null,
      candidate integer not null,
      deadline_text text not null,
      windows jsonb not null,
      confirmed_at timestamptz not null,
      confirmed_by text
    )`,
);
