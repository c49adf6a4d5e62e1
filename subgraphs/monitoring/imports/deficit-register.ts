import type { EntityManager } from '@mikro-orm/postgresql';
import { sortKey } from '../../../schema/contract/collation.js';
import { nearest } from '../../documents/index.js';
import type { MonitoringTables } from '../model/tables.js';

interface Known {
  id: string;
  roundId: string;
  statement: string;
}

/** The deficits of an owner by id, or by what they say in a round. */
export class KnownDeficits {
  readonly #byRound: ReadonlyMap<string, Known[]>;

  static async of(em: EntityManager, municipality: string): Promise<KnownDeficits> {
    const rows = await em
      .getKysely<MonitoringTables>()
      .selectFrom('monitoring.deficit')
      .select(['id', 'round_id as roundId', 'statement'])
      .where('municipality', '=', municipality)
      .orderBy('id')
      .execute();
    return new KnownDeficits(rows);
  }

  private constructor(rows: readonly Known[]) {
    this.#byRound = Map.groupBy(rows, ({ roundId }) => roundId);
  }

  /** Two that say the same are both meant. */
  find(text: string, round: string): string[] | { problem: string; suggestion: string | null } {
    const deficits = this.#byRound.get(round) ?? [];
    const key = sortKey(text);
    const matches = deficits.filter(({ id, statement }) => id === text || sortKey(statement) === key);
    if (matches.length > 0) return matches.map(({ id }) => id);
    const statements = deficits.map(({ statement }) => statement);
    return { problem: `дефицита «${text}» в этом раунде нет`, suggestion: nearest(text, statements) };
  }
}
