-- The one reading of a deadline: done by the day at the latest, done after it, not done though it has passed …
create or replace function action_plans.state_by(due date, done date, begun boolean, as_of date) returns text
immutable parallel safe language sql
return
  case
    when done <= coalesce(due, 'infinity') then 'DONE'
    when done is not null then 'DONE_LATE'
    when due < as_of then 'OVERDUE'
    when begun then 'IN_PROGRESS'
    when due is null then 'NOT_DATED'
    else 'NOT_STARTED'
  end;
