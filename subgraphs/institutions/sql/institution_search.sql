-- Rows of Institution to be indexed anew for the search; PostgreSQL takes one event for each trigger that sees all rows at once.
create or replace trigger search_insert after insert on institutions.institution referencing new table as changed_rows
for each statement execute function search.note_changed('Institution');

create or replace trigger search_update after update on institutions.institution referencing new table as changed_rows
for each statement execute function search.note_changed('Institution');

create or replace trigger search_delete after delete on institutions.institution referencing old table as changed_rows
for each statement execute function search.note_changed('Institution');
