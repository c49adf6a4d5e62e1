import pg from 'pg';

/** A statement as it went to the database. */
export interface Asked {
  text: string;
  values: readonly unknown[];
}

/** How PostgreSQL answers a statement, and the big tables that it reads from end to end. */
export interface Plan {
  text: string;
  scanned: string[];
}

/** Rows from which on a table is big: what is smaller is read whole sooner than by an index. */
const big = 10_000;

/** Explains statements as they run: prepared, and so often that a plan for any values is used if PostgreSQL prefers it. */
export class Plans {
  readonly #client: pg.Client;
  #big: ReadonlySet<string> = new Set();

  static async of(url: string): Promise<Plans> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const plans = new Plans(client);
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and c.reltuples > $1 order by name`,
      [big],
    );
    plans.#big = new Set(rows.map(({ name }) => name));
    return plans;
  }

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  get bigTables(): string[] {
    return [...this.#big];
  }

  async of({ text, values }: Asked): Promise<Plan> {
    const execute = `execute asked${values.length > 0 ? `(${values.map((value) => this.#literal(value)).join(', ')})` : ''}`;
    await this.#client.query(`prepare asked as ${text}`);
    try {
      // For the first five times, plans are made for the values.
      for (let time = 0; time < 6; time++) await this.#client.query(execute);
      const ran = await this.#explain('analyze, costs off, timing off, buffers off', execute);
      const scans = (await this.#explain('verbose', execute)).flatMap(
        (line) => /Seq Scan on (\S+)/.exec(line)?.[1] ?? [],
      );
      return { text: ran.join('\n'), scanned: [...new Set(scans)].filter((table) => this.#big.has(table)) };
    } finally {
      await this.#client.query('deallocate asked');
    }
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async #explain(options: string, statement: string): Promise<string[]> {
    const { rows } = await this.#client.query(`explain (${options}) ${statement}`);
    return rows.map((row: Record<string, string>) => row['QUERY PLAN']!);
  }

  /** A value as it stands in a statement's text; its type is that of the parameter. */
  #literal(value: unknown): string {
    if (value === null || value === undefined) return 'null';
    const text = Array.isArray(value) ? `{${value.map((item) => JSON.stringify(String(item))).join()}}` : String(value);
    return this.#client.escapeLiteral(value instanceof Date ? value.toISOString() : text);
  }
}
