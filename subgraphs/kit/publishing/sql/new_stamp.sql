-- The number of a version alone does not tell the data: after a restored backup it is reached once more, with other changes.
create or replace function ledger.new_stamp() returns trigger language plpgsql as $$
begin
  new.stamp := gen_random_uuid();
  return new;
end $$;

create or replace trigger new_stamp before update on ledger.data_version
for each row execute function ledger.new_stamp();
