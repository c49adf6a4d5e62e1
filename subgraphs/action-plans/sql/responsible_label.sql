-- Under what name a measure counts: once under each organisation, person or, where neither is known, printed words.
create or replace view action_plans.responsible_label as
select distinct p.measure_id, coalesce(o.name, p.person, p.text) as label
from action_plans.responsible p left join action_plans.organization o on o.id = p.organization_id;
