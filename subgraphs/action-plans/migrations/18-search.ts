import { migration } from '../../kit/database/index.js';
import { indexAll } from '../../kit/search/index.js';

export const search = migration(
  '20261201-action-plans-search',
  // What letters and words are was judged by the locale of the database; now it is by the program, in an index of all things.
  `alter table action_plans.legal_act drop column if exists search`,
  `alter table action_plans.measure drop column if exists search`,
  indexAll('LegalAct', 'action_plans.legal_act'),
  indexAll('Measure', 'action_plans.measure'),
);
