-- Rows of Recommendation to be indexed anew for the search; PostgreSQL takes one event for each trigger that sees all rows at once.
create or replace trigger search_insert after insert on monitoring.recommendation referencing new table as changed_rows
for each statement execute function search.note_changed('Recommendation');

create or replace trigger search_update after update on monitoring.recommendation referencing new table as changed_rows
for each statement execute function search.note_changed('Recommendation');

create or replace trigger search_delete after delete on monitoring.recommendation referencing old table as changed_rows
for each statement execute function search.note_changed('Recommendation');
