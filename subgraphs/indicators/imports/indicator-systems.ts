import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import type { Reject, TableRecord } from '../../kit/import/index.js';
import { Framework, federal } from '../model/framework.js';
import type { Indicator } from '../model/indicator.js';
import type { IndicatorRow } from './indicator-columns.js';

/** The system that a row names; its id is null where it names none. */
export interface System {
  id: string | null;
}

type Dated = Pick<Indicator, 'frameworkId' | 'validFrom' | 'validTo'>;
type Row = TableRecord<IndicatorRow>;
interface Named {
  id: string;
  code: string;
  version: number;
  title: string | null;
}

/** The systems of indicators that the rows of a table name, by code and version. */
export class SystemsNamed {
  readonly #publication: { municipality: string; id: string };
  readonly #titles: ReadonlyMap<string, string>;
  readonly #byRow = new Map<Row, System>();
  readonly #own = new Map<string, Named>();

  constructor(
    publication: { municipality: string; id: string },
    titles: ReadonlyMap<string, string>,
    records: readonly Row[],
    reject: Reject,
  ) {
    this.#publication = publication;
    this.#titles = titles;
    for (const record of records) {
      const system = this.#read(record, (problem, text) =>
        reject(record, 'VALUE_INVALID', `Система показателей: ${problem}.`, { field: 'Система показателей', text }),
      );
      if (system) this.#byRow.set(record, system);
    }
  }

  /** Null where the row names it wrongly, and was rejected. */
  of(record: Row): System | null {
    return this.#byRow.get(record) ?? null;
  }

  /** The owner's own systems, as rows, with the time in which their indicators hold: these and those kept beside them. */
  rows(indicators: readonly Indicator[], others: readonly Dated[]): Framework[] {
    const { municipality, id: publication } = this.#publication;
    const bySystem = Map.groupBy(indicators, ({ frameworkId }) => frameworkId);
    return [...this.#own.values()].flatMap(({ id, code, version, title }) => {
      const own = bySystem.get(id) ?? [];
      const [first] = own;
      if (!first) return [];
      const [origin] = first.provenance;
      const all = [...own, ...others.filter(({ frameworkId }) => frameworkId === id)];
      return Object.assign(new Framework(), {
        ...{ id, municipality, code, version },
        title: title ?? this.#titles.get(id) ?? code,
        confirmed: !first.synthetic,
        validFrom: earliest(all.map(({ validFrom }) => validFrom)),
        validTo: latest(all.map(({ validTo }) => validTo)),
        synthetic: first.synthetic,
        provenance: [{ ...origin, publication }],
        sortKey: `${sortKey(code)}/${String(version).padStart(10, '0')}`,
      });
    });
  }

  #read({ values }: Row, wrong: (problem: string, text: string | null) => void): System | null {
    const { system, systemTitle, systemVersion } = values;
    if (system === null) {
      if (systemTitle === null && systemVersion === null) return { id: null };
      wrong('указано её название или версия, а кода нет', systemTitle);
      return null;
    }
    const [, code = '', suffix] = /^(\S+?)(?:\/(\d{1,9}))?$/.exec(system) ?? [];
    if (!/^[^\p{C}\p{Z}/:]{1,40}$/u.test(code)) {
      wrong('ожидается код без пробелов, косых черт и двоеточий', system);
      return null;
    }
    if (suffix !== undefined && systemVersion !== null && Number(suffix) !== systemVersion) {
      wrong('версия в коде и версия системы не совпадают', system);
      return null;
    }
    const isFederal = code.toUpperCase() === federal.code;
    const version = suffix === undefined ? (systemVersion ?? (isFederal ? federal.version : 1)) : Number(suffix);
    if (isFederal && version === federal.version) return { id: federal.id };
    if (isFederal) {
      wrong(`федеральной системы версии ${version} здесь нет`, system);
      return null;
    }
    return this.#named(code, version, systemTitle, wrong);
  }

  #named(
    code: string,
    version: number,
    title: string | null,
    wrong: (problem: string, text: string | null) => void,
  ): System | null {
    const id = formatId({ owner: this.#publication.municipality, kind: 'framework', local: `${code}/${version}` });
    const system = this.#own.get(id);
    if (system?.title != null && title !== null && system.title !== title) {
      wrong(`у системы ${code} уже есть название «${system.title}»`, title);
      return null;
    }
    this.#own.set(id, { id, code, version, title: system?.title ?? title });
    return { id };
  }
}

function earliest(days: readonly (string | null)[]): string | null {
  return days.includes(null) ? null : (days.toSorted()[0] ?? null);
}

function latest(days: readonly (string | null)[]): string | null {
  return days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
}
