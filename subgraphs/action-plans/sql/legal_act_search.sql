-- Rows of LegalAct to be indexed anew for the search; PostgreSQL takes one event for each trigger that sees all rows at once.
create or replace trigger search_insert after insert on action_plans.legal_act referencing new table as changed_rows
for each statement execute function search.note_changed('LegalAct');

create or replace trigger search_update after update on action_plans.legal_act referencing new table as changed_rows
for each statement execute function search.note_changed('LegalAct');

create or replace trigger search_delete after delete on action_plans.legal_act referencing old table as changed_rows
for each statement execute function search.note_changed('LegalAct');
