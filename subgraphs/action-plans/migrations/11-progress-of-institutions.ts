import { migration } from '../../kit/database/index.js';

export const progressOfInstitutions = migration(
  '20261124-progress-of-institutions',
  // Whose report it is; null for the owner's own on the measure as all carry it out.
  `alter table action_plans.progress_report add column institution_id text collate "C"`,
  `create index progress_report_of_owner on action_plans.progress_report (measure_id, seq)
     where institution_id is null`,
);
