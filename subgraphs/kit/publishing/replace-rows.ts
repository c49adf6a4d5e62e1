import type { EntityClass } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import {
  changeColumns,
  columnOf,
  type EntityTable,
  entityTable,
  insertInto,
  run,
  type StoredColumn,
} from '../database/index.js';
import { reach } from './crash-points.js';

/** All rows of one table that something has from now on. */
// biome-ignore lint/suspicious/noExplicitAny: sets of several entities stand in one list.
export type RowSet<T extends object = any> = Rows<T> & (Recorded<T> | Unrecorded);

interface Rows<T extends object> {
  entity: EntityClass<T>;
  rows: readonly T[];
  /** Which rows of the table `r` it has now: those of them that are not in `rows` go. */
  of: RawBuilder<unknown>;
  /** Rows only ever come: none that is there is changed or goes. */
  grows?: true;
}

/** What changes of its rows is counted and recorded: every column but those declared `notAChange`. */
interface Recorded<T> {
  /** The column by which a change calls its row. */
  label: keyof T & string;
}

interface Unrecorded {
  /** Why a change of its rows is none of what was published: as where they belong to a row that tells of it. */
  notAChange: string;
}

/** One row that came, went, or says something else. */
export interface RowChange {
  kind: 'CREATED' | 'UPDATED' | 'REMOVED';
  type: string;
  id: string;
  label: string;
  fields: { field: string; before: unknown; after: unknown }[];
}

export interface Replaced {
  /** In the order of tables, then of their rows; what went comes last. */
  changes: RowChange[];
  unchanged: number;
}

/**
 * Brings tables to the rows given, parents first. Rows that are the same stay untouched. All tables are compared before
 * any is changed, because which rows are meant may depend on rows of another.
 */
export async function replaceRows(em: EntityManager, sets: readonly RowSet[]): Promise<Replaced> {
  const tables = sets.map((set) => new Table(em, set));
  for (const table of tables) await table.stage();
  reach('rows staged');
  const compared: Replaced[] = [];
  for (const table of tables) compared.push(await table.compare());
  reach('rows compared');
  for (const table of tables.toReversed()) await table.deleteGone();
  reach('rows deleted');
  for (const table of tables) await table.write();
  reach('rows written');
  return {
    changes: compared.flatMap(({ changes }) => changes),
    unchanged: compared.reduce((sum, { unchanged }) => sum + unchanged, 0),
  };
}

/** One table and, beside it, the rows that it is to have. */
class Table {
  readonly #em: EntityManager;
  readonly #set: RowSet;
  readonly #name: RawBuilder<unknown>;
  readonly #staged: RawBuilder<unknown>;
  readonly #table: EntityTable;
  readonly #columns: readonly string[];
  readonly #changes: readonly StoredColumn[];
  readonly #keys: readonly string[];

  constructor(em: EntityManager, set: RowSet) {
    const meta = em.getMetadata().get(set.entity);
    const { schema, name, table, columns } = entityTable(meta);
    this.#em = em;
    this.#set = set;
    this.#name = table;
    this.#staged = sql.id(`staged_${schema}_${name}`);
    this.#table = entityTable(meta);
    this.#columns = columns.map(({ column }) => column);
    this.#changes = changeColumns(meta);
    this.#keys = columns.filter(({ isKey }) => isKey).map(({ column }) => column);
  }

  async stage(): Promise<void> {
    const columns = sql.join(this.#columns.map((column) => sql.ref(column)));
    // Of the entity's columns alone: others are the database's own to fill, and nothing is checked before it is written.
    await run(
      this.#em,
      sql`create temporary table ${this.#staged} on commit drop as select ${columns} from ${this.#name} with no data`,
    );
    await insertInto(this.#em, this.#staged, this.#set.entity, this.#set.rows);
  }

  async compare(): Promise<Replaced> {
    const set = this.#set;
    if (!('label' in set)) return { changes: [], unchanged: 0 };
    const { label, rows, entity, of } = set;
    const fields = this.#changes.map(({ property }) => property);
    const values = (row: string) => sql.join(this.#changes.map(({ column }) => sql.ref(`${row}.${column}`)));
    // Of what came or went the name is enough: a list may have a hundred thousand rows.
    const found = await run(
      this.#em,
      sql<{ id: string; kind: RowChange['kind']; label: string | null; before: unknown[]; after: unknown[] }>`
        select coalesce(s.id, p.id) as id,
          case when p.id is null then 'CREATED' when s.id is null then 'REMOVED' else 'UPDATED' end as kind,
          case when s.id is null then ${this.#ref('p', label)} else ${this.#ref('s', label)} end as label,
          case when p.id = s.id then jsonb_build_array(${values('p')}) end as before,
          case when p.id = s.id then jsonb_build_array(${values('s')}) end as after
        from (select r.* from ${this.#name} r where ${of}) p full join ${this.#staged} s on s.id = p.id
        where p.id is distinct from s.id or row(${values('p')}) is distinct from row(${values('s')})
        order by id`,
    );
    const places = new Map(rows.map(({ id }, index) => [id, index]));
    const place = ({ id }: { id: string }) => places.get(id) ?? rows.length;
    found.sort((a, b) => place(a) - place(b));
    const changes = found.map(({ id, kind, label, before, after }): RowChange => {
      const all = kind === 'UPDATED' ? fields.map((field, i) => ({ field, before: before[i], after: after[i] })) : [];
      const differing = all.filter((value) => JSON.stringify(value.before) !== JSON.stringify(value.after));
      return { kind, type: entity.name, id, label: String(label ?? id), fields: differing };
    });
    return { changes, unchanged: rows.length - changes.filter(({ kind }) => kind !== 'REMOVED').length };
  }

  async deleteGone(): Promise<void> {
    if (this.#set.grows) return;
    const same = sql.join(
      this.#keys.map((key) => sql`${sql.ref(`s.${key}`)} = ${sql.ref(`r.${key}`)}`),
      sql` and `,
    );
    await run(
      this.#em,
      sql`delete from ${this.#name} r
          where ${this.#set.of} and not exists (select from ${this.#staged} s where ${same})`,
    );
  }

  async write(): Promise<void> {
    const all = this.#columns;
    const others = all.filter((column) => !this.#keys.includes(column));
    const list = (row: string) => sql.join(others.map((column) => sql.ref(`${row}.${column}`)));
    const set = sql.join(others.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
    await run(
      this.#em,
      sql`insert into ${this.#name} as r (${sql.join(all.map((column) => sql.ref(column)))})
          select ${sql.join(all.map((column) => sql.ref(column)))} from ${this.#staged}
          on conflict (${sql.join(this.#keys.map((column) => sql.ref(column)))})
          ${this.#set.grows ? sql`do nothing` : sql`do update set ${set} where row(${list('r')}) is distinct from row(${list('excluded')})`}`,
    );
    // A transaction may bring more than one publication.
    await run(this.#em, sql`drop table ${this.#staged}`);
  }

  #ref(row: string, property: string): RawBuilder<unknown> {
    return sql.ref(`${row}.${columnOf(this.#table, property)}`);
  }
}
