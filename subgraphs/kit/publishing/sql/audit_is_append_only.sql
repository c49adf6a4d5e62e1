create or replace function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only ever added to.' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger audit_is_append_only before update or delete or truncate on ledger.audit
for each statement execute function ledger.refuse_change();
