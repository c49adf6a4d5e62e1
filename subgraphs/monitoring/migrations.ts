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
  migration(
    '20261124-monitoring-programmes',
    `create table monitoring.monitoring_programme (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      title text not null,
      basis_id text collate "C" not null unique,
      order_id text collate "C" not null,
      tasks text[] not null,
      principles text[] not null,
      mechanisms text[] not null,
      sources text[] not null,
      evidence text[] not null,
      named_areas jsonb not null,
      area_codes text[] not null,
      clauses jsonb not null,
      coordinator_text text,
      periodicity text,
      terms jsonb not null,
      indicators jsonb not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create index monitoring_programme_in_order on monitoring.monitoring_programme (sort_key, id)`,
    `create index monitoring_programme_by_order on monitoring.monitoring_programme (order_id)`,
  ),
  migration(
    '20261124-monitoring-public-observations',
    // The public sees few of very many: those of owners as a whole.
    `create index observation_for_everybody on monitoring.observation (sort_key, id) where institution_id is null`,
  ),
  migration(
    '20261124-monitoring-coordinator',
    // The organisation lives in another subgraph, so nothing here can refer to it.
    `alter table monitoring.monitoring_programme add column coordinator_id text collate "C"`,
  ),
];
