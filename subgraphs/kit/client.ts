import pg from 'pg';

/** A listener of every statement that goes to the database. */
export type StatementListener = (sql: string) => void;

/**
 * A connection that prepares each SELECT once and then only binds it: the same operation always sends the same text, so
 * PostgreSQL parses and plans it once per connection.
 */
export class PreparingClient extends pg.Client {
  readonly #listener: StatementListener | undefined;

  constructor(config: pg.ClientConfig & { onStatement?: StatementListener }) {
    super(config);
    this.#listener = config.onStatement;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has nine overloads; all but one pass through.
  override query(...args: any[]): any {
    const [text, values] = args;
    if (typeof text !== 'string') return super.query(...(args as [never]));
    this.#listener?.(text);
    if (!Array.isArray(values) || !isSelect.test(text)) return super.query(...(args as [never]));
    return super.query({ name: nameOf(text), text, values });
  }
}

const isSelect = /^\s*select\b/i;

const names = new Map<string, string>();

/** A short name of a statement, the same in every connection of this process. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}
