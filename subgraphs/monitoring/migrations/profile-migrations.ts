import { migration } from '../../kit/database/index.js';

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
  migration(
    '20261129-monitoring-profile-totals',
    // Cells added up by round, indicator and evidence, and of them those that are public: a tenth of the rows.
    `create table monitoring.profile_total (
      municipality text collate "C" not null,
      round_id text collate "C" not null references monitoring.monitoring_round,
      indicator_id text collate "C" not null,
      evidence text collate "C" not null,
      year integer not null,
      area_code text collate "C" not null,
      whole boolean not null,
      is_public boolean not null,
      count integer not null,
      value_count integer not null,
      sum numeric not null,
      min double precision,
      max double precision,
      sketch jsonb not null,
      institutions varbit,
      told integer not null,
      missing integer not null,
      not_applicable integer not null,
      synthetic boolean not null,
      is_withheld boolean not null,
      unique (round_id, indicator_id, evidence, whole, is_public)
    )`,
    `create index profile_total_by_area on monitoring.profile_total (area_code, year)`,
    `with part as (
      select r.*, k.known, r.status in ('REPORTED', 'ESTIMATED') as has
      from monitoring.profile_cell r, (values (true), (false)) k(known)
      where k.known or (r.is_public and not r.whole)
    ), span as (
      select round_id, indicator_id, evidence, whole, span, sum(n::bigint) as n
      from part, jsonb_each_text(sketch) spans(span, n) where known and has
      group by round_id, indicator_id, evidence, whole, span
    ), merged as (
      select round_id, indicator_id, evidence, whole, jsonb_object_agg(span, n) as sketch
      from span group by round_id, indicator_id, evidence, whole
    )
    insert into monitoring.profile_total
    select municipality, t.round_id, t.indicator_id, t.evidence, year, area_code, t.whole, not known, count, value_count,
      sum, min, max, case when known then coalesce(m.sketch, '{}') else '{}' end, institutions, told, missing,
      not_applicable, synthetic, is_withheld
    from (
      select municipality, round_id, indicator_id, evidence, year, area_code, whole, known,
        coalesce(sum(count) filter (where has), 0)::int as count,
        coalesce(sum(value_count) filter (where has), 0)::int as value_count,
        coalesce(sum(sum) filter (where has), 0) as sum, min(min) filter (where has and known) as min,
        max(max) filter (where has and known) as max, bit_or(institutions) filter (where has and known) as institutions,
        coalesce(sum(bit_count(institutions)) filter (where has and not known), 0)::int as told,
        coalesce(sum(count) filter (where status = 'MISSING'), 0)::int as missing,
        coalesce(sum(count) filter (where status = 'NOT_APPLICABLE'), 0)::int as not_applicable,
        bool_or(synthetic) as synthetic,
        bool_or(not whole and known and not (is_public and level_code is not distinct from shown_level)) as is_withheld
      from part group by municipality, round_id, indicator_id, evidence, year, area_code, whole, known
    ) t left join merged m using (round_id, indicator_id, evidence, whole)`,
  ),
  migration(
    '20261201-monitoring-synthetic-cells',
    // No result of an institution that there is not can have been measured, whoever published it.
    `alter table monitoring.institution_bit add column synthetic boolean not null default false`,
    `alter table monitoring.institution_bit alter column synthetic drop default`,
    `update monitoring.institution_bit b set synthetic = true
     from institutions.institution n where n.id = b.institution_id and n.synthetic`,
    `create temporary table mark on commit drop as
     select distinct round_id, indicator_id, evidence, o.synthetic or coalesce(b.synthetic, false) as synthetic
     from (
       select round_id, indicator_id, evidence, institution_id, synthetic from monitoring.observation
       union all select round_id, indicator_id, evidence, institution_id, synthetic from monitoring.past_observation
     ) o left join monitoring.institution_bit b using (institution_id)`,
    // Sums of made-up and of real results stand apart. Those that were one are made anew at the next start.
    `create table monitoring.outdated_result (
      round_id text collate "C" not null references monitoring.monitoring_round on delete cascade,
      indicator_id text collate "C" not null,
      primary key (round_id, indicator_id)
    )`,
    `insert into monitoring.outdated_result
     select distinct round_id, indicator_id from mark
     group by round_id, indicator_id, evidence having count(*) > 1`,
    ...['profile_cell', 'profile_total'].map(
      (table) => `update monitoring.${table} set synthetic = true where not synthetic
        and (round_id, indicator_id, evidence) in (
          select round_id, indicator_id, evidence from mark where synthetic)`,
    ),
    ...['profile_cell', 'profile_total'].map(
      (table) => `do $$ declare constraint_name text; begin
        select conname into strict constraint_name from pg_constraint
        where conrelid = 'monitoring.${table}'::regclass and contype = 'u';
        execute format('alter table monitoring.${table} drop constraint %I', constraint_name);
      end $$`,
    ),
    `alter table monitoring.profile_cell
       add unique nulls not distinct (round_id, indicator_id, evidence, status, institution_type, level_code, synthetic, whole)`,
    `alter table monitoring.profile_total add unique (round_id, indicator_id, evidence, synthetic, whole, is_public)`,
    // What was shown of both was shown of each, as far as anybody can subtract it.
    `alter table monitoring.disclosure add column synthetic boolean not null default false`,
    `alter table monitoring.disclosure alter column synthetic drop default`,
    `insert into monitoring.disclosure
     select round_id, indicator_id, evidence, status, institution_type, level_code, shown_level, shown_at, true
     from monitoring.disclosure join mark using (round_id, indicator_id, evidence) where mark.synthetic`,
    `delete from monitoring.disclosure d where not d.synthetic and not exists (
       select from mark m where not m.synthetic
         and (m.round_id, m.indicator_id, m.evidence) = (d.round_id, d.indicator_id, d.evidence))`,
    `drop table mark`,
  ),
  migration(
    '20261202-monitoring-public-cells',
    // As what the public is shown a cell: parts of it may be told less finely than others.
    ...['profile_cell', 'disclosure'].flatMap((table) => [
      `alter table monitoring.${table} add column shown_status text collate "C", add column shown_type text collate "C",
         add column shown_from text collate "C", add column shown_to text collate "C",
         add column shows_values boolean not null default false, add column other_types text[] not null default '{}'`,
      `alter table monitoring.${table} alter column shows_values drop default`,
      `update monitoring.${table} set shown_status = status, shown_type = institution_type, shown_from = shown_level,
         shown_to = shown_level, shows_values = true`,
      `alter table monitoring.${table} drop column shown_level`,
    ]),
    // What is not told adds nothing to a sum, and that it does not.
    `alter table monitoring.profile_total drop column is_withheld, add column hides_results boolean not null default false,
       add column hides_values boolean not null default false, add column hides_missing boolean not null default false,
       add column hides_not_applicable boolean not null default false`,
    // Sums are made anew at the next start; what was shown stays as it was until results change.
    `insert into monitoring.outdated_result
     select distinct round_id, indicator_id from monitoring.profile_cell on conflict do nothing`,
  ),
  migration(
    '20261203-monitoring-shown-clusters',
    // As what the public is shown the cluster of each institution, and was shown it before.
    `create table monitoring.shown_cluster (
      municipality text collate "C" not null,
      round_id text collate "C" not null,
      institution_id text collate "C" not null,
      shown_from text collate "C",
      shown_to text collate "C",
      primary key (round_id, institution_id)
    )`,
    `create index shown_cluster_by_owner on monitoring.shown_cluster (municipality)`,
    `create table monitoring.cluster_disclosure (
      municipality text collate "C" not null,
      round_id text collate "C" not null,
      institution_id text collate "C" not null,
      label text not null,
      shown_at timestamptz not null
    )`,
    `create index cluster_disclosure_by_owner on monitoring.cluster_disclosure (municipality, round_id)`,
  ),
];
