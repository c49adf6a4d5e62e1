import type { EntityManager } from '@mikro-orm/postgresql';
import { sortKey } from '../../../schema/contract/collation.js';
import { nearest } from '../../documents/index.js';
import type { InstitutionTables } from '../model/tables.js';

interface Known {
  id: string;
  fullName: string;
  shortName: string | null;
  inn: string | null;
  ogrn: string | null;
  /** It has left the list, and is kept for what names it. */
  isClosed: boolean;
}

/** The institutions of an owner, as people name them: by name, number or id. */
export class InstitutionRegister {
  readonly #byName = new Map<string, Set<string>>();
  /** What no institution of the list is called any longer. */
  readonly #byFormerName = new Map<string, Set<string>>();
  readonly #names: string[] = [];

  static async of(em: EntityManager, municipality: string): Promise<InstitutionRegister> {
    const rows = await em
      .getKysely<InstitutionTables>()
      .selectFrom('institutions.institution')
      .select(['id', 'full_name as fullName', 'short_name as shortName', 'inn', 'ogrn'])
      .select((row) => row('closed_at', 'is not', null).$castTo<boolean>().as('isClosed'))
      .where('municipality', '=', municipality)
      .orderBy('id')
      .execute();
    return new InstitutionRegister(rows);
  }

  private constructor(rows: readonly Known[]) {
    for (const { id, fullName, shortName, inn, ogrn, isClosed } of rows) {
      if (!isClosed) this.#names.push(fullName, ...(shortName === null ? [] : [shortName]));
      const names = isClosed ? this.#byFormerName : this.#byName;
      for (const name of [id, fullName, shortName, inn, ogrn]) if (name !== null) add(names, name, id);
    }
  }

  /** Its id; or why it is not known, and which was perhaps meant. */
  find(text: string): { id: string } | { problem: string; suggestion: string | null } {
    const key = sortKey(text);
    const [id, second] = this.#byName.get(key) ?? this.#byFormerName.get(key) ?? [];
    if (id !== undefined && second === undefined) return { id };
    if (second !== undefined) {
      return { problem: `организаций «${text}» несколько: укажите ИНН или ОГРН`, suggestion: null };
    }
    return { problem: `организации «${text}» в списке нет`, suggestion: nearest(text, this.#names) };
  }
}

function add(names: Map<string, Set<string>>, name: string, id: string): void {
  const key = sortKey(name);
  const ids = names.get(key) ?? new Set();
  names.set(key, ids.add(id));
}
