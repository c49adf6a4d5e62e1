import { migration } from '../../kit/migration.js';

export const profileMigrations = [
  migration(
    '20261124-monitoring-shown-cells',
    // A level that few institutions are on is not told to the public, though the cell is.
    `alter table monitoring.profile_cell add column shown_level text collate "C"`,
    // All that the public was ever shown, not only the last of it: each two of them can be subtracted.
    `drop table monitoring.disclosure`,
    `create table monitoring.disclosure (
      round_id text collate "C" not null references monitoring.monitoring_round,
      indicator_id text collate "C" not null,
      evidence text collate "C" not null,
      status text collate "C" not null,
      institution_type text collate "C",
      level_code text collate "C",
      shown_level text collate "C",
      shown_at timestamptz not null
    )`,
    `create index disclosure_by_indicator on monitoring.disclosure (round_id, indicator_id, evidence, shown_at)`,
  ),
];
