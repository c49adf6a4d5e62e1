import { migration } from '../../kit/database/index.js';

export const measureBegan = migration(
  '20261201-measure-began',
  `create index measure_occurrence_by_end on action_plans.measure_occurrence (ends, measure_id)`,
);
