import { migration } from '../../kit/database/index.js';

/** The deadline in force is put into its columns by `putDeadlinesInForce`; and no index is made of joined texts any longer. */
export const noDeadlineTrigger = migration(
  '20261204-action-plans-no-deadline-trigger',
  `drop trigger if exists measure_deadline_in_force on action_plans.measure`,
  `drop function if exists action_plans.put_deadline_in_force()`,
  `drop function if exists action_plans.joined(text[])`,
);
