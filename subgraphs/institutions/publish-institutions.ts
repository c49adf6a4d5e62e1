import type { MikroORM } from '@mikro-orm/postgresql';
import { sortKey } from '../../schema/collation.js';
import { formatId } from '../../schema/id.js';
import { insertRows } from '../kit/ledger/insert-rows.js';
import { publish, type Receipt } from '../kit/ledger/publish.js';
import { Institution } from './model.js';

export type InstitutionData = Pick<
  Institution,
  | 'fullName'
  | 'shortName'
  | 'legalForm'
  | 'inn'
  | 'kpp'
  | 'ogrn'
  | 'address'
  | 'site'
  | 'status'
  | 'capacity'
  | 'enrolment'
  | 'groups'
  | 'synthetic'
> & {
  /** Identifies it within its owner. */
  local: string;
};

/** Publishes an owner's list of institutions in the place of the last one. */
export function publishInstitutions(
  orm: MikroORM,
  municipality: string,
  list: readonly InstitutionData[],
  filename: string | null,
): Promise<Receipt> {
  const content = JSON.stringify(list);
  const subject = 'institutions';
  const source = { municipality, domain: 'INSTITUTIONS', subject, filename, content, publishedBy: null } as const;
  return publish(orm, source, async (em, publication) => {
    await em.nativeDelete(Institution, { municipality });
    const rows = list.map(({ local, ...data }, index) => {
      const method = data.synthetic ? 'SYNTHETIC' : 'UPLOADED';
      const origin = { publication, act: null, clause: null, line: index + 1, lineEnd: index + 1, quote: null, method };
      return {
        ...data,
        id: formatId({ owner: municipality, kind: 'institution', local }),
        municipality,
        provenance: [origin],
        nameKey: sortKey(data.shortName ?? data.fullName),
      } as Institution;
    });
    await insertRows(em, Institution, rows);
    return { rows: rows.length, issues: [] };
  });
}
