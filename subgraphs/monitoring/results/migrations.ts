import { migration } from '../../kit/migration.js';

export const resultMigrations = [
  migration(
    '20261124-monitoring-orders',
    // Short keys for the other orders of observations: ids part what they leave equal.
    ...['observation', 'past_observation'].map(
      (table) => `alter table monitoring.${table}
        add column indicator_key text collate "C" not null default '',
        add column institution_key text collate "C" not null default ''`,
    ),
    ...['observation', 'past_observation'].map(
      (table) => `alter table monitoring.${table}
        alter column indicator_key drop default, alter column institution_key drop default`,
    ),
    `create index observation_by_indicator on monitoring.observation (indicator_key, id)`,
    `create index observation_by_name on monitoring.observation (institution_key, id)`,
    `create index past_observation_by_publication on monitoring.past_observation (publication_id)`,
  ),
];
