import { migration } from '../../kit/database/index.js';

export const actIdentity = migration(
  '20261124-act-identity',
  // The id under which all owners know an act. Rows of nobody are that thing itself.
  `alter table action_plans.legal_act add identity text collate "C"`,
  `update action_plans.legal_act set identity = id where municipality is null`,
  `create index legal_act_by_identity on action_plans.legal_act (identity)`,
  `alter table action_plans.citation add role text collate "C", add amends_id text collate "C"`,
  `update action_plans.citation set role = case when measure_id is null then 'BASIS' else 'MENTION' end`,
  `alter table action_plans.citation alter role set not null`,
  // What sections of plans published before do not say: read when the plan is published again.
  `update action_plans.action_plan set sections =
     (select jsonb_agg('{"mechanism": null, "cycleSteps": []}' || section order by place)
      from jsonb_array_elements(sections) with ordinality s(section, place))
   where sections <> '[]'`,
);
