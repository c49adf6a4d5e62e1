import { migration } from '../../kit/database/index.js';

export const migrations = [
  migration(
    '20261122-indicators-1',
    `create schema indicators`,
    // Which areas an owner's own framework has.
    `create table indicators.framework_area (
      municipality text collate "C" not null,
      area text collate "C" not null,
      primary key (area, municipality)
    )`,
    `create table indicators.indicator (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      code text not null,
      version integer not null,
      name text not null,
      area_code text collate "C" not null,
      unit text not null,
      scale_code text collate "C",
      evidence text[] not null,
      valid_from date,
      valid_to date,
      provenance jsonb not null,
      code_key text collate "C" not null,
      unique (municipality, code, version)
    )`,
    `create index indicator_by_code on indicators.indicator (code_key, id)`,
  ),
  // Which act says so: an owner may name an area in several, and each may be withdrawn.
  migration(
    '20261124-framework-areas',
    `drop table indicators.framework_area`,
    `create table indicators.framework_area (
      order_id text collate "C" not null,
      area text collate "C" not null,
      municipality text collate "C" not null,
      text text not null,
      line integer not null,
      primary key (order_id, area)
    )`,
    `create index framework_area_by_area on indicators.framework_area (area, municipality)`,
  ),
  migration(
    '20261124-indicator-frameworks',
    `create table indicators.framework (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      code text not null,
      version integer not null,
      title text not null,
      valid_from date,
      valid_to date,
      provenance jsonb not null,
      sort_key text collate "C" not null,
      unique (municipality, code, version)
    )`,
    // A framework of one's own, or the federal one, which is nobody's row.
    `alter table indicators.indicator
       add column framework_id text collate "C",
       add column direction text collate "C" not null default 'NEUTRAL',
       add column formula text`,
  ),
  migration(
    '20261124-shared-frameworks',
    `alter table indicators.framework
       alter column municipality drop not null,
       alter column code type text collate "C",
       add column confirmed boolean not null,
       add column synthetic boolean not null`,
    `alter table indicators.indicator add column synthetic boolean not null default false`,
    // One thing for all owners, so every database has the same row, as nobody's.
    `insert into indicators.framework
       (id, municipality, code, version, title, valid_from, valid_to, provenance, sort_key, confirmed, synthetic) values
       (':framework:MKDO/2021', null, 'MKDO', 2021, 'Мониторинг качества дошкольного образования (МКДО)', null, null,
        '[]', 'mkdo/0000002021', false, false)`,
    `create index indicator_by_framework on indicators.indicator (framework_id, code_key, id)`,
    `create index indicator_by_area on indicators.indicator (area_code, municipality)`,
  ),
  migration(
    '20261201-indicators-made-up-frameworks',
    `update indicators.framework set confirmed = false where synthetic`,
  ),
];
