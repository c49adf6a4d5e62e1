import { migration } from '../../kit/database/index.js';

/** The deadline in force, which is the one read or the candidate that the owner confirmed. */
export const measureState = migration(
  '20261124-action-plans-measure-state',
  `alter table action_plans.measure
     add confirmed integer,
     add due_in_force date,
     add due_asc_key text collate "C" not null default '9999-99-99',
     add due_desc_key text collate "C" not null default '0000-00-00'`,
  `update action_plans.measure m
     set confirmed = f.confirmed, due_in_force = f.due,
       due_asc_key = coalesce(to_char(f.due, 'YYYY-MM-DD'), '9999-99-99'),
       due_desc_key = coalesce(to_char(f.due, 'YYYY-MM-DD'), '0000-00-00')
     from (
       select m.id, c.candidate as confirmed, case when c.candidate is null then m.due else (
         select max((w->>'end')::date) from jsonb_array_elements(c.windows) w
       ) end as due
       from action_plans.measure m left join action_plans.deadline_confirmation c
         on c.measure_id = m.id and c.deadline_text = m.deadline->>'text'
         and c.windows = m.deadline->'candidates'->c.candidate
     ) f
     where f.id = m.id`,
  `drop index action_plans.measure_by_due`,
  `create index measure_by_due_asc on action_plans.measure (due_asc_key, id)`,
  `create index measure_by_due_desc on action_plans.measure (due_desc_key, id)`,
);
