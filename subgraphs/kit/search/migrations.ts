import { reducerVersion } from '../../documents/index.js';
import { migration } from '../database/index.js';

export const migrations = [
  migration(
    '20261201-search',
    `create schema search`,
    `create table search.entry (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      institution_id text collate "C",
      node_id text collate "C" not null,
      kind text collate "C" not null,
      title text not null,
      clause text,
      synthetic boolean not null,
      first_line integer,
      texts text[] not null,
      title_words tsvector not null,
      words tsvector not null,
      parts tsvector[] not null,
      order_key text collate "C" not null
    )`,
    `create index entry_by_words on search.entry using gin (words)`,
    `create index entry_by_node on search.entry (node_id)`,
    // Rows that changed since they were indexed; by the end of each change there are none.
    `create table search.changed (
      type text collate "C" not null,
      id text collate "C" not null,
      primary key (type, id)
    )`,
    `create table search.reducer (only_row boolean primary key default true check (only_row), version text not null)`,
    `insert into search.reducer (version) values ('${reducerVersion}')`,
  ),
];

/** The statement by which a table's rows are all indexed at the next start; whichever changes later, triggers note. */
export function indexAll(type: string, table: string): string {
  return `insert into search.changed (type, id) select '${type}', id from ${table} on conflict do nothing`;
}
