import { migration } from '../../kit/database/index.js';

export const measureResultDates = migration(
  '20261124-result-dates',
  `alter table action_plans.measure add result_dates text[] not null default '{}'`,
  `alter table action_plans.measure alter result_dates drop default`,
);
