-- For the triggers of each table whose rows are searched: notes those that a statement wrote or deleted, by the type's name.
create or replace function search.note_changed() returns trigger language plpgsql as $$
begin
  insert into search.changed (type, id) select tg_argv[0], id from changed_rows on conflict do nothing;
  return null;
end $$;
