import { migration } from '../../kit/database/index.js';

export const withdrawnActs = migration(
  '20261201-action-plans-withdrawn-acts',
  `alter table action_plans.legal_act add column withdrawn_at timestamptz`,
);
