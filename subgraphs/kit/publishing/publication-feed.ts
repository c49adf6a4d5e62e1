import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { databaseError, run } from '../database/index.js';
import { checkOwner } from '../graphql/index.js';

export interface Published {
  municipality: string;
  /** Number of the publication: it grows in the order in which publications were committed. */
  number: number;
  id: string;
}

/** Where every client has come to, by owner. */
type Positions = ReadonlyMap<string, number>;

export interface FeedOptions {
  orm: MikroORM;
  databaseUrl: string;
  owners: readonly string[];
  /** Told why the database cannot be listened to. */
  log: Logger;
  /** Looked for, besides being told, every so often. @default 15 000 */
  pollMs?: number;
}

/**
 * New publications, as they are committed. The table is the truth; notifications of the database only say when to look,
 * so nothing is lost while nobody listens, and nothing comes twice.
 */
export class PublicationFeed {
  readonly #options: FeedOptions;
  readonly #waiting = new Set<() => void>();
  /** How often there was news. */
  #times = 0;
  #listener: pg.Client | undefined;
  #listening: Promise<void> | undefined;
  #closed = false;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** The last number of each of these owners: those of the feed where none are named. */
  async now(codes: readonly string[] | null): Promise<Positions> {
    const { owners } = this.#options;
    for (const code of codes ?? []) checkOwner(owners, code);
    const rows = await run(
      this.#options.orm.em.fork(),
      sql<{ code: string; number: number }>`
        select code, coalesce((select max(number) from ledger.publication where municipality = code), 0)::int as number
        from unnest(${[...(codes ?? owners)]}::text[]) code order by code`,
    ).catch((error) => {
      throw databaseError(error);
    });
    return new Map(rows.map(({ code, number }) => [code, number]));
  }

  /** Publications after these positions, in order, until the signal is aborted; waits out what ails the database. */
  async *after(positions: Positions, signal: AbortSignal): AsyncGenerator<Published> {
    const at = new Map(positions);
    while (!signal.aborted && !this.#closed) {
      // Counted before looking: what is committed in between must not go unnoticed.
      const seen = this.#times;
      const rows = await this.#since(at).catch((error: Error) => {
        this.#options.log.error(`New publications cannot be read: ${error.message}`);
        return [];
      });
      for (const row of rows) {
        at.set(row.municipality, row.number);
        yield row;
        if (signal.aborted) return;
      }
      if (rows.length === 0) await this.#news(seen, signal);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#tell();
    await this.#listening?.catch(() => {});
    await this.#listener?.end().catch(() => {});
  }

  async #since(at: Positions): Promise<Published[]> {
    return run(
      this.#options.orm.em.fork(),
      sql<Published>`
        select r.municipality, r.number, r.id from ledger.publication r
        join unnest(${[...at.keys()]}::text[], ${[...at.values()]}::int[]) at(code, number)
          on r.municipality = at.code and r.number > at.number
        order by r.number limit 100`,
    );
  }

  /** Resolves when there may be something new since then, or nothing more is to be waited for. */
  async #news(seen: number, signal: AbortSignal): Promise<void> {
    this.#listen();
    if (this.#times !== seen || signal.aborted || this.#closed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = () => resolve();
    const timer = setTimeout(end, this.#options.pollMs ?? 15_000);
    this.#waiting.add(end);
    signal.addEventListener('abort', end);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(end);
      signal.removeEventListener('abort', end);
    }
  }

  #tell(): void {
    this.#times++;
    for (const end of this.#waiting) end();
  }

  /** One connection listens for all; where it is lost, the next look opens another. */
  #listen(): void {
    if (this.#listener || this.#listening || this.#closed) return;
    const client = new pg.Client({ connectionString: this.#options.databaseUrl, keepAlive: true });
    const lost = (error?: Error) => {
      if (this.#listener === client) this.#listener = undefined;
      if (error && !this.#closed) this.#options.log.error(`New publications cannot be listened for: ${error.message}`);
      client.end().catch(() => {});
    };
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', () => this.#tell());
    this.#listening = client
      .connect()
      .then(() => client.query('listen publication'))
      .then(() => {
        this.#listener = client;
        // What was published while the connection was made.
        this.#tell();
      })
      .catch(lost)
      .finally(() => {
        this.#listening = undefined;
      });
  }
}
