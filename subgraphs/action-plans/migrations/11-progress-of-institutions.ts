import { migration } from '../../kit/database/migration.js';

export const progressOfInstitutions = migration(
  '20261124-progress-of-institutions',
  // Whose report it is; null for the owner's own on the measure as all carry it out.
  `alter table action_plans.progress_report add column institution_id text collate "C"`,
  `create index progress_report_of_owner on action_plans.progress_report (measure_id, seq)
     where institution_id is null`,
  // As before, of the owner's own reports alone: the state of a measure is for everybody, a value of one institution is not.
  `create or replace view action_plans.progress_in_force as
     select measure_id, (occurrence->>'start')::date as starts, (occurrence->>'end')::date as ends,
       occurrence is null as whole, status, day
     from (
       select measure_id, occurrence, status, day,
         bool_or(status = 'WITHDRAWN') over later as withdrawn,
         max(day) filter (where status = 'IN_PROGRESS') over later as then_in_progress,
         bool_or(status in ('DONE', 'CANCELLED')) over later as then_ended
       from (
         select measure_id, occurrence, status, seq,
           coalesce(done_at, (reported_at at time zone 'UTC')::date) as day
         from action_plans.progress_report where institution_id is null
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
);
