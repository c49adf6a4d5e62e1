import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { nearest } from '../../documents/index.js';
import { run } from '../../kit/database/index.js';

type Found = { id: string } | { problem: string; suggestion: string | null };

interface Named {
  id: string;
  /** It is kept for the rounds that rest on it; one that holds goes before it. */
  isWithdrawn: boolean;
  names: (string | null)[];
}

/** The acts and the programmes of monitoring that an owner has published, as people name them. */
export class KnownActs {
  readonly #acts: readonly Named[];
  readonly #programmes: readonly Named[];

  static async of(em: EntityManager, municipality: string): Promise<KnownActs> {
    const acts = await run(
      em,
      sql<Named>`
        select id, array[id, number, title] as names, withdrawn_at is not null as "isWithdrawn" from action_plans.legal_act
        where municipality = ${municipality} order by sort_key, id`,
    );
    const programmes = await run(
      em,
      sql<Named>`
        select id, array[id, title] as names, withdrawn_at is not null as "isWithdrawn" from monitoring.monitoring_programme
        where municipality = ${municipality} order by sort_key, id`,
    );
    return new KnownActs(acts, programmes);
  }

  private constructor(acts: readonly Named[], programmes: readonly Named[]) {
    this.#acts = acts;
    this.#programmes = programmes;
  }

  act(text: string): Found {
    // «№ 231» and «231» are one number.
    return find(this.#acts, text, 'акта', 'актов');
  }

  programme(text: string): Found {
    return find(this.#programmes, text, 'программы', 'программ');
  }
}

function find(acts: readonly Named[], text: string, one: string, several: string): Found {
  const key = sortKey(text);
  const matches = acts.filter(({ names }) => names.some((name) => name !== null && sortKey(name) === key));
  const inForce = matches.filter(({ isWithdrawn }) => !isWithdrawn);
  const [match, second] = inForce.length > 0 ? inForce : matches;
  if (match && !second) return { id: match.id };
  if (second) return { problem: `${several} «${text}» несколько`, suggestion: null };
  const names = acts.flatMap(({ names }) => names.filter((name) => name !== null));
  return { problem: `${one} «${text}» среди опубликованного нет`, suggestion: nearest(text, names) };
}
