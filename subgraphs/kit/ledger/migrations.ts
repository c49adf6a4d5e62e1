import { migration } from '../migration.js';

export const migrations = [
  migration(
    '20261122-ledger-1',
    `create schema ledger`,
    // One row: every transaction that changes published data locks it first, so changes have one order.
    `create table ledger.data_version (
      only_row boolean primary key default true check (only_row),
      version integer not null,
      as_of timestamptz
    )`,
    `insert into ledger.data_version (version) values (0)`,
    `create table ledger.publication (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      domain text collate "C" not null,
      version integer not null,
      status text collate "C" not null,
      sha256 text not null,
      filename text,
      recorded_at timestamptz not null,
      published_by text,
      rows integer not null,
      issues jsonb not null,
      supersedes_id text collate "C",
      subject text collate "C" not null,
      source text not null,
      sort_key text collate "C" not null
    )`,
    `create index publication_by_time on ledger.publication (sort_key, id)`,
    `create unique index publication_current on ledger.publication (municipality, subject) where status = 'PUBLISHED'`,
  ),
];
