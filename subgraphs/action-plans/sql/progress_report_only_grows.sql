create or replace function action_plans.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% only grows', tg_table_schema, tg_table_name;
end $$;

create or replace trigger progress_report_only_grows before update or delete on action_plans.progress_report
for each statement execute function action_plans.refuse_change();
