import pg from 'pg';

/** A listener of every statement that goes to the database. */
export type StatementListener = (sql: string) => void;

/** A connection that tells of every statement, so that a test can count them. */
export class ObservedClient extends pg.Client {
  readonly #listener: StatementListener | undefined;

  constructor(config: pg.ClientConfig & { onStatement?: StatementListener }) {
    super(config);
    this.#listener = config.onStatement;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has nine overloads; all pass through.
  override query(...args: any[]): any {
    const [statement] = args;
    this.#listener?.(typeof statement === 'string' ? statement : statement.text);
    return super.query(...(args as [never]));
  }
}
