import { migration } from '../../kit/database/migration.js';

// Russian full-text search, with ё read as е on both sides.
const searched = (...columns: string[]) =>
  `generated always as (to_tsvector('russian', replace(lower(${columns.join(" || ' ' || ")}), 'ё', 'е'))) stored`;

export const actsAndPlans = migration(
  '20261122-action-plans-1',
  `create schema action_plans`,
  `create extension if not exists pg_trgm`,
  // array_to_string is only stable in general; of text alone it is immutable, as a generated column needs.
  `create function action_plans.joined(text[]) returns text immutable parallel safe language sql
      return array_to_string($1, ' ')`,
  `create table action_plans.legal_act (
      id text collate "C" primary key,
      municipality text collate "C",
      kind text collate "C" not null,
      number text,
      date date,
      date_candidates text[] not null,
      title text not null,
      issuer text,
      place text,
      signatory jsonb,
      controller text,
      clauses jsonb not null,
      period jsonb,
      education_levels text[] not null,
      text text not null,
      sha256 text not null,
      issues jsonb not null,
      provenance jsonb not null,
      approved_by_id text collate "C",
      sort_key text collate "C" not null,
      search tsvector ${searched('title', 'text')}
    )`,
  `create index legal_act_by_date on action_plans.legal_act (sort_key, id) where municipality is not null`,
  `create index legal_act_search on action_plans.legal_act using gin (search)`,
  `create table action_plans.citation (
      act_id text collate "C" not null references action_plans.legal_act on delete cascade,
      seq integer not null,
      measure_id text collate "C",
      cited_id text collate "C" references action_plans.legal_act,
      raw text not null,
      kind text collate "C",
      number text,
      date date,
      article text,
      line integer,
      primary key (act_id, seq)
    )`,
  `create index citation_by_cited on action_plans.citation (cited_id)`,
  `create table action_plans.instruction (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      act_id text collate "C" not null references action_plans.legal_act on delete cascade,
      seq integer not null,
      number text not null,
      text text not null,
      addressee text,
      scope text collate "C" not null,
      deadline_text text,
      provenance jsonb not null
    )`,
  `create index instruction_by_act on action_plans.instruction (act_id, seq)`,
  `create table action_plans.action_plan (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      act_id text collate "C" not null references action_plans.legal_act on delete cascade,
      kind text collate "C" not null,
      title text not null,
      period jsonb not null,
      period_source text collate "C" not null,
      goals jsonb not null,
      columns jsonb not null,
      sections jsonb not null,
      issues jsonb not null,
      provenance jsonb not null,
      sort_key text collate "C" not null
    )`,
  `create index action_plan_by_start on action_plans.action_plan (sort_key, id)`,
  `create index action_plan_by_act on action_plans.action_plan (act_id, sort_key, id)`,
  `create table action_plans.measure (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      plan_id text collate "C" not null references action_plans.action_plan on delete cascade,
      section_path text[] not null,
      number text,
      ordinal integer not null,
      title text not null,
      deadline_text text,
      responsible_text text,
      participants text,
      form text,
      planned_results text[] not null,
      area_codes text[] not null,
      education_levels text[] not null,
      issues jsonb not null,
      provenance jsonb not null,
      responsible_key text not null,
      source_order text collate "C" not null,
      search tsvector ${searched('title', `coalesce(form, '')`, 'action_plans.joined(planned_results)')}
    )`,
  `create index measure_in_order on action_plans.measure (source_order, id)`,
  `create index measure_by_owner on action_plans.measure (municipality, source_order, id)`,
  `create index measure_by_plan on action_plans.measure (plan_id, source_order, id)`,
  `create index measure_search on action_plans.measure using gin (search)`,
  `create index measure_by_area on action_plans.measure using gin (area_codes)`,
  `create index measure_responsible on action_plans.measure using gin (responsible_key gin_trgm_ops)`,
  // The other end lives in another subgraph, so nothing here can refer to it.
  `create table action_plans.measure_deficit (
      deficit_id text collate "C" not null,
      measure_id text collate "C" not null references action_plans.measure on delete cascade,
      primary key (deficit_id, measure_id)
    )`,
  `create index measure_deficit_by_measure on action_plans.measure_deficit (measure_id)`,
  `create table action_plans.institution_plan (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      institution_id text collate "C" not null unique,
      approved_at date,
      published_at date,
      url text
    )`,
);
