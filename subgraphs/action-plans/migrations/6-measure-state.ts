import { migration } from '../../kit/database/migration.js';

// The periods of reports and of occurrences are equal where both sides are; a side may be open.
const isFor = (report: string, occurrence: string) =>
  `${report}.starts is not distinct from ${occurrence}.starts and ${report}.ends is not distinct from ${occurrence}.ends`;

/** The deadline in force, which is the one read or the candidate that the owner confirmed, and the state by it. */
export const measureState = migration(
  '20261124-action-plans-measure-state',
  `alter table action_plans.measure
     add confirmed integer,
     add due_in_force date,
     add due_asc_key text collate "C" not null default '9999-99-99',
     add due_desc_key text collate "C" not null default '0000-00-00'`,
  // A confirmation holds while the phrase and what it can mean stay the same, whoever writes the row.
  `create function action_plans.put_deadline_in_force() returns trigger language plpgsql as $$
    declare
      windows jsonb;
    begin
      new.confirmed := null;
      new.due_in_force := new.due;
      if jsonb_array_length(new.deadline->'candidates') > 0 then
        select c.candidate, c.windows into new.confirmed, windows
        from action_plans.deadline_confirmation c
        where c.measure_id = new.id and c.deadline_text = new.deadline->>'text'
          and c.windows = new.deadline->'candidates'->c.candidate;
        if new.confirmed is not null then
          new.due_in_force := (select max((w->>'end')::date) from jsonb_array_elements(windows) w);
        end if;
      end if;
      new.due_asc_key := coalesce(to_char(new.due_in_force, 'YYYY-MM-DD'), '9999-99-99');
      new.due_desc_key := coalesce(to_char(new.due_in_force, 'YYYY-MM-DD'), '0000-00-00');
      return new;
    end $$`,
  `create trigger measure_deadline_in_force before insert or update on action_plans.measure
     for each row execute function action_plans.put_deadline_in_force()`,
  `update action_plans.measure set due = due`,
  `drop index action_plans.measure_by_due`,
  `create index measure_by_due_asc on action_plans.measure (due_asc_key, id)`,
  `create index measure_by_due_desc on action_plans.measure (due_desc_key, id)`,
  // The one reading of a deadline: done by the day at the latest, done after it, not done though it has passed …
  `create function action_plans.state_by(due date, done date, begun boolean, as_of date) returns text
     immutable parallel safe language sql return
     case
       when done <= coalesce(due, 'infinity') then 'DONE'
       when done is not null then 'DONE_LATE'
       when due < as_of then 'OVERDUE'
       when begun then 'IN_PROGRESS'
       when due is null then 'NOT_DATED'
       else 'NOT_STARTED'
     end`,
  // Occurrence by occurrence: null while one is left of which nothing final is reported.
  `create function action_plans.done_by_occurrences(measure_id text, candidate integer, as_of date)
     returns table (done date, cancelled boolean) stable rows 1 language sql as $$
     select max(p.day) filter (where p.status = 'DONE'), not bool_or(p.status = 'DONE')
     from action_plans.measure_occurrence o
     left join action_plans.progress_in_force p
       on p.measure_id = $1 and not p.whole and ${isFor('p', 'o')} and p.status <> 'IN_PROGRESS' and p.day <= as_of
     where o.measure_id = $1 and o.candidate = $2
     having count(*) = count(p.day) and count(*) > 0 $$`,
  // Set-returning, so that the planner takes it apart instead of calling it for every row.
  `create function action_plans.measure_state(m action_plans.measure, as_of date)
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
             where p.measure_id = m.id and not p.whole and ${isFor('p', 'o')}
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
     ) f $$`,
);
