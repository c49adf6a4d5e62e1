import { migration } from '../../kit/migration.js';

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
  `create function action_plans.progress_rank(status text) returns integer immutable parallel safe language sql
     return case status when 'WITHDRAWN' then 0 when 'IN_PROGRESS' then 1 else 2 end`,
  // A report takes back the earlier ones on the same occurrence that say as much as it or more. What is left says at
  // most when work on the occurrence began, and when it ended.
  `create view action_plans.progress_in_force as
     select measure_id, (occurrence->>'start')::date as starts, (occurrence->>'end')::date as ends,
       occurrence is null as whole, status, day
     from (
       select measure_id, occurrence, status, coalesce(done_at, (reported_at at time zone 'UTC')::date) as day,
         min(action_plans.progress_rank(status)) over (
           partition by measure_id, occurrence order by seq desc rows between unbounded preceding and 1 preceding
         ) as later
       from action_plans.progress_report
     ) report
     where status <> 'WITHDRAWN' and (later is null or later > action_plans.progress_rank(status))`,
  `alter table action_plans.measure_deficit drop constraint measure_deficit_measure_id_fkey`,
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
