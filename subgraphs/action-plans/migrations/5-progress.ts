import { migration } from '../../kit/database/index.js';

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
