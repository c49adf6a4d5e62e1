import { migration } from '../../kit/database/index.js';

export const organizationMentions = migration(
  '20261124-organization-mentions',
  // By what names each document knows an organisation: of these its name and aliases are made, and without any it goes.
  `create table action_plans.organization_mention (
      act_id text collate "C" not null references action_plans.legal_act on delete cascade,
      organization_id text collate "C" not null references action_plans.organization,
      names text[] not null,
      primary key (act_id, organization_id)
    )`,
  `create index organization_mention_by_organization on action_plans.organization_mention (organization_id)`,
);
