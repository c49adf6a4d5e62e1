import { migration } from '../../kit/database/index.js';

export const citationNames = migration(
  '20261124-citation-names',
  // How each citation calls the act: of these its one row is named. Citations published before say it once read again.
  `alter table action_plans.citation add title text, add issuer text`,
);
