import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from './execute-sql.js';

/** Ids and codes compare by bytes, here as in all tables. */
export type SqlType = 'integer' | 'numeric' | 'double precision' | 'boolean' | 'date' | 'text' | 'text collate "C"';

/** The table under an alias, for `from`, and each of its columns. */
export type Aliased<Column extends string> = RawBuilder<unknown> & Readonly<Record<Column, RawBuilder<unknown>>>;

/**
 * A table that lasts as long as its transaction. It is declared once, with its columns; whoever makes, fills or reads it
 * takes their names from the declaration, so that another name for a column does not compile where the old one is used.
 *
 *     const scored = new TemporaryTable('scored', { id: 'text collate "C"', score: 'numeric' });
 *     const s = scored.as('s');
 *     sql`select ${s.id} from ${s} where ${s.score} > 1`
 */
export class TemporaryTable<Column extends string> {
  readonly #name: string;
  readonly #types: ReadonlyMap<Column, SqlType>;

  constructor(name: string, columns: Readonly<Record<Column, SqlType>>) {
    this.#name = name;
    this.#types = new Map(Object.entries(columns) as [Column, SqlType][]);
  }

  get columns(): readonly Column[] {
    return [...this.#types.keys()];
  }

  as(alias: string): Aliased<Column> {
    const columns = this.columns.map((column) => [column, sql.ref(`${alias}.${column}`)]);
    return Object.assign(sql`${this.#table} as ${sql.id(alias)}`, Object.fromEntries(columns));
  }

  /** Makes it of the rows of a query, whose columns stand in the order of the declaration. */
  async createFrom(em: EntityManager, query: RawBuilder<unknown>): Promise<void> {
    const names = sql.join(this.columns.map((column) => sql.id(column)));
    const typed = sql.join([...this.#types].map(([column, type]) => sql`${sql.id(column)}::${sql.raw(type)}`));
    await run(
      em,
      sql`create temporary table ${this.#table} (${names}) on commit drop as select ${typed} from (${query}) q(${names})`,
    );
  }

  async createEmpty(em: EntityManager): Promise<void> {
    const columns = sql.join([...this.#types].map(([column, type]) => sql`${sql.id(column)} ${sql.raw(type)}`));
    await run(em, sql`create temporary table ${this.#table} (${columns}) on commit drop`);
  }

  /** Without it the planner guesses how many rows there are. */
  async analyze(em: EntityManager): Promise<void> {
    await run(em, sql`analyze ${this.#table}`);
  }

  /** For a transaction that may need it once more. */
  async drop(em: EntityManager): Promise<void> {
    await run(em, sql`drop table ${this.#table}`);
  }

  /** For COPY, which takes no parameters. */
  get name(): string {
    return this.#name;
  }

  get #table(): RawBuilder<unknown> {
    return sql.id(this.#name);
  }
}
