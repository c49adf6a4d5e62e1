import { migration } from '../../kit/database/index.js';

export const measureIdentity = migration(
  '20261124-action-plans-identity',
  // Every id that a plan ever gave, with what it last stood for. Outlives the measure.
  `create table action_plans.measure_identity (
      id text collate "C" primary key,
      plan_id text collate "C" not null,
      section_path text[] not null,
      section_title text,
      title text not null,
      deadline_text text,
      responsible_text text,
      last_seen timestamptz not null
    )`,
  `create index measure_identity_by_plan on action_plans.measure_identity (plan_id)`,
  `insert into action_plans.measure_identity
     select m.id, m.plan_id, m.section_path, s.section ->> 'title', m.title, m.deadline_text, m.responsible_text, now()
     from action_plans.measure m join action_plans.action_plan p on p.id = m.plan_id
     left join lateral (
       select section from jsonb_array_elements(p.sections) section
       where section -> 'path' = to_jsonb(m.section_path) limit 1
     ) s on true`,
  // What hangs on a measure waits for it while it is gone.
  `alter table action_plans.measure_deficit drop constraint measure_deficit_measure_id_fkey`,
  // Which acts a publication brought.
  `create index legal_act_by_publication on action_plans.legal_act ((provenance -> 0 ->> 'publication'))`,
);
