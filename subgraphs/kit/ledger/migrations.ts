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
  migration(
    '20261124-ledger-2',
    // Files are bytes: of a text so far, those of its UTF-8, which is what its hash was made of.
    `alter table ledger.publication alter column source type bytea using convert_to(source, 'UTF8')`,
    `alter table ledger.publication
       add column kind text collate "C" not null default 'document',
       add column reader integer not null default 1,
       add column created integer not null default 0,
       add column updated integer not null default 0,
       add column unchanged integer not null default 0,
       add column removed integer not null default 0,
       add column rejected integer not null default 0,
       add column withdrawn_at timestamptz,
       add column withdrawn_reason text`,
    `update ledger.publication set created = rows, kind = case domain when 'INSTITUTIONS' then 'institutions' else 'document' end`,
    `alter table ledger.publication ${['kind', 'reader', 'created', 'updated', 'unchanged', 'removed', 'rejected']
      .map((column) => `alter column ${column} drop default`)
      .join(', ')}`,
    `create unique index publication_version on ledger.publication (municipality, subject, version)`,
    `create table ledger.change (
      id text collate "C" primary key,
      publication_id text collate "C" not null references ledger.publication,
      place text collate "C" not null,
      kind text collate "C" not null,
      type text collate "C" not null,
      node text collate "C" not null,
      label text not null,
      fields jsonb not null,
      unique (publication_id, place)
    )`,
    `create table ledger.idempotency (
      municipality text collate "C" not null,
      key text collate "C" not null,
      request text not null,
      answer jsonb not null,
      at timestamptz not null,
      primary key (municipality, key)
    )`,
    // Each line holds the hash of the one before it; texts are kept byte for byte as they were hashed.
    `create table ledger.audit (
      seq integer primary key,
      at text collate "C" not null,
      subject text collate "C",
      role text collate "C",
      action text collate "C" not null,
      target text collate "C",
      publication text collate "C",
      request_id text collate "C",
      outcome text collate "C" not null,
      detail text not null,
      prev_hash text not null,
      hash text not null
    )`,
    // Lines and hash of the last one: without it, nobody would see that the end of the log is gone.
    `create table ledger.audit_head (
      only_row boolean primary key default true check (only_row),
      seq integer not null,
      hash text not null
    )`,
    `insert into ledger.audit_head (seq, hash) values (0, repeat('0', 64))`,
    `create function ledger.refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'The audit log is only ever added to.' using errcode = 'insufficient_privilege'; end $$`,
    `create trigger audit_is_append_only before update or delete or truncate on ledger.audit
       for each statement execute function ledger.refuse_change()`,
  ),
  migration(
    '20261124-ledger-stamp',
    // The number alone does not tell the data: after a restored backup it is reached once more, with other changes.
    `alter table ledger.data_version add column stamp uuid not null default gen_random_uuid()`,
    `create function ledger.new_stamp() returns trigger language plpgsql as
      $$ begin new.stamp := gen_random_uuid(); return new; end $$`,
    `create trigger new_stamp before update on ledger.data_version for each row execute function ledger.new_stamp()`,
  ),
];
