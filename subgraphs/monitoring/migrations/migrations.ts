import { migration } from '../../kit/database/index.js';
import { indexAll } from '../../kit/search/index.js';

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
  migration(
    '20261124-monitoring-results',
    // Nothing was published into these yet.
    `drop table monitoring.observation, monitoring.deficit`,
    `alter table monitoring.monitoring_round
       add column code text collate "C",
       add column programme_id text collate "C",
       add column synthetic boolean not null default false`,
    `alter table monitoring.monitoring_round alter column synthetic drop default`,
    `create unique index monitoring_round_by_code on monitoring.monitoring_round (municipality, code)`,
    // What is observed now. Year and area stand here too, so that no join is needed to find, order or group.
    `create table monitoring.observation (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      indicator_id text collate "C" not null,
      institution_id text collate "C",
      evidence text collate "C" not null,
      value double precision,
      level_code text collate "C",
      status text collate "C" not null,
      observed_at date,
      year integer not null,
      area_code text collate "C" not null,
      institution_type text collate "C",
      publication_id text collate "C" not null,
      source_row integer not null,
      synthetic boolean not null,
      recorded_at timestamptz not null,
      sort_key text collate "C" not null,
      indicator_key text collate "C" not null,
      institution_key text collate "C" not null,
      unique nulls not distinct (round_id, indicator_id, institution_id, evidence)
    )`,
    `create index observation_in_order on monitoring.observation (sort_key, id)`,
    // Short keys for the other orders: ids part what they leave equal.
    `create index observation_by_indicator on monitoring.observation (indicator_key, id)`,
    `create index observation_by_name on monitoring.observation (institution_key, id)`,
    `create index observation_of_indicator on monitoring.observation (indicator_id, sort_key, id)`,
    `create index observation_by_institution on monitoring.observation (institution_id, sort_key, id)`,
    `create index observation_for_everybody on monitoring.observation (sort_key, id) where institution_id is null`,
    `create index observation_by_publication on monitoring.observation (publication_id)`,
    // What was superseded, as it was: for reading as it was recorded on a day, and for taking a correction back.
    `create table monitoring.past_observation (
      like monitoring.observation,
      superseded_at timestamptz not null,
      superseded_by text collate "C" not null
    )`,
    `create index past_observation_by_id on monitoring.past_observation (id, superseded_at)`,
    `create index past_observation_by_round on monitoring.past_observation (round_id, indicator_id)`,
    `create index past_observation_by_publication on monitoring.past_observation (publication_id)`,
    `create index past_observation_by_end on monitoring.past_observation (superseded_by)`,
    `create table monitoring.cluster_assignment (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      institution_id text collate "C" not null,
      level_code text collate "C" not null,
      synthetic boolean not null,
      provenance jsonb not null,
      sort_key text collate "C" not null,
      unique (round_id, institution_id)
    )`,
    `create index cluster_assignment_by_institution on monitoring.cluster_assignment (institution_id, sort_key, id)`,
    // The sums that profiles are read from, one row for each combination of what one can group or filter by.
    `create table monitoring.profile_cell (
      round_id text collate "C" not null references monitoring.monitoring_round,
      indicator_id text collate "C" not null,
      evidence text collate "C" not null,
      status text collate "C" not null,
      institution_type text collate "C",
      level_code text collate "C",
      municipality text collate "C" not null,
      year integer not null,
      area_code text collate "C" not null,
      whole boolean not null,
      count integer not null,
      value_count integer not null,
      sum numeric not null,
      min double precision,
      max double precision,
      sketch jsonb not null,
      institutions varbit not null,
      synthetic boolean not null,
      is_public boolean not null,
      unique nulls not distinct (round_id, indicator_id, evidence, status, institution_type, level_code, whole)
    )`,
    `create index profile_cell_by_area on monitoring.profile_cell (area_code, year)`,
    // The place of an institution in the bits of a cell.
    `create table monitoring.institution_bit (
      institution_id text collate "C" primary key,
      bit integer not null unique
    )`,
    // When the public was last shown a cell: the next time, enough of it must have changed.
    `create table monitoring.disclosure (
      round_id text collate "C" not null references monitoring.monitoring_round,
      indicator_id text collate "C" not null,
      evidence text collate "C" not null,
      status text collate "C" not null,
      institution_type text collate "C",
      level_code text collate "C",
      shown_at timestamptz not null,
      unique nulls not distinct (round_id, indicator_id, evidence, status, institution_type, level_code)
    )`,
    // A rule by which deficits are found: which are in force is for the owner to publish.
    `create table monitoring.deficit_rule (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      code text collate "C" not null,
      kind text collate "C" not null,
      area_code text collate "C",
      indicator_code text collate "C",
      threshold numeric,
      title text not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create table monitoring.deficit (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      area_code text collate "C" not null,
      indicator_id text collate "C",
      rule_id text collate "C",
      institution_ids text[] not null,
      statement text not null,
      synthetic boolean not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create index deficit_in_order on monitoring.deficit (sort_key, id)`,
    `create index deficit_by_institution on monitoring.deficit using gin (institution_ids)`,
    `create index deficit_by_area on monitoring.deficit (area_code, sort_key, id)`,
    `create index deficit_by_round on monitoring.deficit (round_id, sort_key, id)`,
    `create table monitoring.recommendation (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      kind text collate "C" not null,
      institution_id text collate "C",
      level_code text collate "C",
      area_code text collate "C",
      deficit_ids text[] not null,
      text text not null,
      synthetic boolean not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
    `create index recommendation_in_order on monitoring.recommendation (sort_key, id)`,
    `create index recommendation_by_institution on monitoring.recommendation (institution_id, sort_key, id)`,
    `create index recommendation_by_deficit on monitoring.recommendation using gin (deficit_ids)`,
  ),
  migration(
    '20261124-monitoring-trace',
    `alter table monitoring.deficit_rule add column scale_code text collate "C"`,
    `create unique index deficit_rule_by_code on monitoring.deficit_rule (municipality, code)`,
    // Follows from results, like the deficits themselves, and is made anew with them.
    `create table monitoring.deficit_outcome (
      deficit_id text collate "C" primary key references monitoring.deficit on delete cascade,
      round_id text collate "C" not null,
      state text collate "C" not null,
      institutions_before integer,
      institutions_after integer
    )`,
    `create index recommendation_by_cluster on monitoring.recommendation (round_id, level_code)
       where level_code is not null`,
    `create index deficit_outcome_by_state on monitoring.deficit_outcome (state, deficit_id)`,
  ),
  migration(
    '20261129-monitoring-past-clusters',
    // What a later file replaced, as it was: it holds again when that file is withdrawn.
    `create table monitoring.past_cluster_assignment (
      like monitoring.cluster_assignment,
      superseded_at timestamptz not null,
      superseded_by text collate "C" not null
    )`,
    `create index past_cluster_assignment_by_id on monitoring.past_cluster_assignment (id, superseded_at)`,
    `create index past_cluster_assignment_by_round on monitoring.past_cluster_assignment (round_id)`,
  ),
  migration('20261201-monitoring-search', indexAll('Recommendation', 'monitoring.recommendation')),
  migration(
    '20261201-monitoring-withdrawn-programmes',
    `alter table monitoring.monitoring_programme add column withdrawn_at timestamptz`,
  ),
];
