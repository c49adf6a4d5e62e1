import { migration } from '../kit/migration.js';

export const migrations = [
  migration(
    '20261122-monitoring-1',
    `create schema monitoring`,
    `create table monitoring.monitoring_round (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      title text not null,
      period jsonb not null,
      year integer not null,
      level text collate "C" not null,
      basis_id text collate "C",
      sampled boolean not null,
      institutions_covered integer not null,
      institutions_total integer not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create index monitoring_round_in_order on monitoring.monitoring_round (sort_key, id)`,
    `create table monitoring.observation (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      indicator_id text collate "C" not null,
      institution_id text collate "C",
      value double precision,
      level_code text collate "C",
      status text collate "C" not null,
      evidence text collate "C" not null,
      observed_at date,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create index observation_in_order on monitoring.observation (sort_key, id)`,
    `create index observation_by_institution on monitoring.observation (institution_id, sort_key, id)`,
    `create index observation_by_round on monitoring.observation (round_id, sort_key, id)`,
    `create table monitoring.deficit (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      area_code text collate "C" not null,
      indicator_id text collate "C",
      institution_ids text[] not null,
      statement text not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create index deficit_in_order on monitoring.deficit (sort_key, id)`,
    `create index deficit_by_institution on monitoring.deficit using gin (institution_ids)`,
    `create index deficit_by_area on monitoring.deficit (area_code, sort_key, id)`,
  ),
];
