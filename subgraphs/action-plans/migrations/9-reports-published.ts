import { migration } from '../../kit/database/index.js';

/** Which publication of a table brought it; null where it was reported by itself. */
export const reportsPublished = migration(
  '20261124-action-plans-reports-published',
  `alter table action_plans.progress_report add column publication_id text collate "C"`,
  `create index progress_report_by_publication on action_plans.progress_report (publication_id)
     where publication_id is not null`,
  `alter table action_plans.institution_plan add column publication_id text collate "C"`,
);
