import { migration } from '../../kit/database/index.js';

/** Measures are sorted by the deadline in force: `due_asc_key` and `due_desc_key`. */
export const noDueKey = migration('20261124-no-due-key', `alter table action_plans.measure drop column due_key`);
