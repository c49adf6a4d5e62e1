import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A listener of every statement that goes to the database, and of its parameters. */
export type StatementListener = (sql: string, parameters: readonly unknown[]) => void;

/** The lines of a COPY … FROM STDIN: given in place of its parameters, of which it can have none. */
export class CopiedLines {
  constructor(readonly lines: AsyncIterable<string>) {}
}

/** A connection that tells of every statement, so that a test can count them, and takes COPY like any other. */
export class ObservedClient extends pg.Client {
  readonly #listener: StatementListener | undefined;

  constructor(config: pg.ClientConfig & { onStatement?: StatementListener }) {
    super(config);
    this.#listener = config.onStatement;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has nine overloads; all pass through.
  override query(...args: any[]): any {
    const [statement, parameters] = args;
    if (typeof statement === 'string') this.#listener?.(statement, Array.isArray(parameters) ? parameters : []);
    else this.#listener?.(statement.text, statement.values ?? []);
    const copied = Array.isArray(parameters) ? parameters[0] : undefined;
    return copied instanceof CopiedLines ? this.#copy(statement, copied) : super.query(...(args as [never]));
  }

  async #copy(statement: string, { lines }: CopiedLines): Promise<{ command: string; rowCount: number; rows: [] }> {
    const copying = super.query(copyFrom(statement));
    await pipeline(Readable.from(lines), copying);
    return { command: 'COPY', rowCount: copying.rowCount, rows: [] };
  }
}
