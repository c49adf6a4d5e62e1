-- When a measure is done that is reported on occurrence by occurrence; null while one is left of which nothing final is
-- reported. Periods of reports and of occurrences are equal where both sides are; a side may be open.
create or replace function action_plans.done_by_occurrences(measure_id text, candidate integer, as_of date)
returns table (done date, cancelled boolean) stable rows 1 language sql as $$
  select max(p.day) filter (where p.status = 'DONE'), not bool_or(p.status = 'DONE')
  from action_plans.measure_occurrence o
  left join action_plans.progress_in_force p
    on p.measure_id = $1 and not p.whole
    and p.starts is not distinct from o.starts and p.ends is not distinct from o.ends
    and p.status <> 'IN_PROGRESS' and p.day <= as_of
  where o.measure_id = $1 and o.candidate = $2
  having count(*) = count(p.day) and count(*) > 0
$$;
