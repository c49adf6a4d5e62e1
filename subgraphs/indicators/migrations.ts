import { migration } from '../kit/migration.js';

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
];
