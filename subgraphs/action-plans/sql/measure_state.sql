-- The state of a measure on a day by the deadline in force, which is the one read or the candidate that the owner
-- confirmed, and how many of its occurrences passed without a report. Set-returning, so that the planner takes it apart
-- instead of calling it for every row.
create or replace function action_plans.measure_state(m action_plans.measure, as_of date)
returns table (state text, missed integer) stable rows 1 language sql as $$
  select
    case
      when f.cancelled then 'CANCELLED'
      when m.confirmed is null and m.deadline_status = 'CONFLICT' then 'UNCERTAIN'
      when m.confirmed is null and m.deadline_status = 'AMBIGUOUS' then (
        select case when count(distinct reading.state) = 1 then min(reading.state) else 'UNCERTAIN' end
        from (
          select case when d.cancelled then 'CANCELLED'
            else action_plans.state_by(
              (select max(o.ends) from action_plans.measure_occurrence o
               where o.measure_id = m.id and o.candidate = c), least(f.done, d.done), f.begun, as_of)
            end as state
          from generate_series(0, greatest(jsonb_array_length(m.deadline->'candidates'), 1) - 1) c
          left join lateral action_plans.done_by_occurrences(m.id, c, as_of) d on f.in_parts
        ) reading
      )
      when f.in_parts then (
        select case when d.cancelled then 'CANCELLED'
          else action_plans.state_by(m.due_in_force, least(f.done, d.done), f.begun, as_of) end
        from (values (true)) one
        left join lateral action_plans.done_by_occurrences(m.id, coalesce(m.confirmed, 0), as_of) d on true
      )
      else action_plans.state_by(m.due_in_force, f.done, f.begun, as_of)
    end,
    case when m.deadline_kind = 'RECURRING' and f.done is null
      and (m.confirmed is not null or m.deadline_status <> 'CONFLICT')
    then (
      select count(*)::integer from action_plans.measure_occurrence o
      where o.measure_id = m.id and o.candidate = coalesce(m.confirmed, 0) and o.ends < as_of
        and (f.cancelled_on is null or f.cancelled_on > o.ends)
        and not exists (
          select from action_plans.progress_in_force p
          where p.measure_id = m.id and not p.whole
            and p.starts is not distinct from o.starts and p.ends is not distinct from o.ends
            and p.status <> 'IN_PROGRESS' and p.day <= as_of
        )
    ) else 0 end
  from (
    select
      coalesce(bool_or(p.whole and p.status = 'CANCELLED'), false) as cancelled,
      min(p.day) filter (where p.whole and p.status = 'CANCELLED') as cancelled_on,
      min(p.day) filter (where p.whole and p.status = 'DONE') as done,
      coalesce(bool_or(p.status <> 'CANCELLED'), false) as begun,
      coalesce(bool_or(not p.whole), false) as in_parts
    from action_plans.progress_in_force p
    where p.measure_id = m.id and p.day <= as_of
  ) f
$$;
