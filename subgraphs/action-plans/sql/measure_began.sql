-- The first day of a measure's first window or occurrence; where that is open, of its plan, or the day of its act. Earlier
-- where its owner reports earlier work. Null where nothing says it.
create or replace function action_plans.measure_began(m action_plans.measure) returns date stable language sql as $$
  select least(
    coalesce(
      (select case when bool_and(o.starts is not null) then min(o.starts) end from action_plans.measure_occurrence o
       where o.measure_id = m.id and o.candidate = coalesce(m.confirmed, 0)),
      (select coalesce((p.period->>'start')::date, a.date) from action_plans.action_plan p
       join action_plans.legal_act a on a.id = p.act_id where p.id = m.plan_id)
    ),
    (select min(p.day) from action_plans.progress_in_force p
     where p.measure_id = m.id and p.status in ('IN_PROGRESS', 'DONE'))
  )
$$;
