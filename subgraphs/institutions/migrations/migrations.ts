import { migration } from '../../kit/database/index.js';
import { indexAll } from '../../kit/search/index.js';

export const migrations = [
  migration(
    '20261122-institutions-1',
    `create schema institutions`,
    `create table institutions.municipality (
      code text collate "C" primary key,
      name text not null,
      kind text collate "C" not null,
      region text not null,
      oktmo text
    )`,
    `create table institutions.institution (
      id text collate "C" primary key,
      municipality text collate "C" not null references institutions.municipality,
      full_name text not null,
      short_name text,
      legal_form text collate "C" not null,
      inn text, kpp text, ogrn text,
      address text,
      site text,
      status text collate "C" not null,
      capacity integer,
      enrolment integer,
      groups jsonb not null,
      synthetic boolean not null,
      provenance jsonb not null,
      name_key text collate "C" not null
    )`,
    `create index institution_by_name on institutions.institution (name_key, id)`,
    `create index institution_by_owner on institutions.institution (municipality, name_key, id)`,
  ),
  migration('20261201-institutions-search', indexAll('Institution', 'institutions.institution')),
  migration('20261201-institutions-closed', `alter table institutions.institution add column closed_at timestamptz`),
];
