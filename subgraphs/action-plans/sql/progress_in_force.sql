-- The reports that count, of the owner's own alone: the state of a measure is for everybody, a value of one institution
-- is not. A later report on the same occurrence takes back what it contradicts: another day of beginning or of ending, an
-- end that was before it was still in progress, and, as a withdrawal, everything. What is left says at most since when
-- work on the occurrence goes on, and when it ended.
create or replace view action_plans.progress_in_force as
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
  end;
