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

/** Explains statements: as they ran with their values, and by the plan for any values, which is used after five times. */
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
    const ran = await this.#explain('analyze, costs off, timing off, buffers off', text, values);
    const seen = [
      ...(await this.#scans('verbose', text, values)),
      ...(await this.#scans('verbose, generic_plan', text, [])),
    ];
    return { text: ran.join('\n'), scanned: [...new Set(seen)].filter((table) => this.#big.has(table)) };
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async #scans(options: string, text: string, values: readonly unknown[]): Promise<string[]> {
    const lines = await this.#explain(options, text, values);
    return lines.flatMap((line) => /Seq Scan on (\S+)/.exec(line)?.[1] ?? []);
  }

  async #explain(options: string, text: string, values: readonly unknown[]): Promise<string[]> {
    const { rows } = await this.#client.query(`explain (${options}) ${text}`, [...values]);
    return rows.map((row: Record<string, string>) => row['QUERY PLAN']!);
  }
}
