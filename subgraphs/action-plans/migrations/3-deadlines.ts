import { migration } from '../../kit/database/index.js';

/**
 * What deadlines were read as. Rows that were published before keep null until they are read again; their `due_key`
 * sorts them with the undated.
 */
export const deadlines = migration(
  '20261124-action-plans-deadlines',
  `alter table action_plans.measure
      add column deadline jsonb,
      add column deadline_kind text collate "C",
      add column deadline_status text collate "C",
      add column starts date,
      add column due date,
      add column due_key text collate "C" not null default '9999-99-99'`,
  `alter table action_plans.instruction add column deadline jsonb, add column due date`,
  // Candidate 0 is the reading taken by default: its windows, or its occurrences within the plan. The others follow.
  `create table action_plans.measure_occurrence (
      measure_id text collate "C" not null references action_plans.measure on delete cascade,
      candidate integer not null,
      seq integer not null,
      starts date,
      ends date,
      primary key (measure_id, candidate, seq)
    )`,
  `create index measure_by_due on action_plans.measure (due_key, id)`,
  `create index measure_occurrence_by_days on action_plans.measure_occurrence (starts, ends)`,
);
