import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../schema/collation.js';
import { formatId } from '../../schema/id.js';
import type { Receipt } from '../kit/ledger/publish.js';
import { publishInside } from '../kit/ledger/publish-inside.js';
import type { PublicationRef, PublishedFile, PublishedKind, Reading } from '../kit/ledger/published-kind.js';
import type { RowSet } from '../kit/ledger/replace-rows.js';
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

/** An owner's list of institutions: it takes the place of the last one. */
export const institutionsKind: PublishedKind = {
  name: 'institutions',
  domain: 'INSTITUTIONS',
  reader: 1,
  read: readList,
  none: (publication) => institutionRows(publication, []),
};

/** Publishes a list that is made here, as at the first start of an instance. */
export function publishInstitutions(
  orm: MikroORM,
  municipality: string,
  list: readonly InstitutionData[],
  filename: string | null,
): Promise<Receipt> {
  const synthetic = list.length > 0 && list.every((institution) => institution.synthetic);
  const file = { municipality, filename, content: Buffer.from(JSON.stringify(list)), synthetic };
  return publishInside(orm, institutionsKind, file);
}

async function readList({ municipality, content }: PublishedFile): Promise<Reading> {
  const list: InstitutionData[] = JSON.parse(content.toString());
  const rows = list.map(({ local, ...data }, index) => {
    return { data, id: formatId({ owner: municipality, kind: 'institution', local }), line: index + 1 };
  });
  const bring = async (_: unknown, publication: PublicationRef) => {
    return { rows: rows.length, tables: institutionRows(publication, rows) };
  };
  return { subject: 'institutions', isRefused: false, rejected: 0, issues: [], bring };
}

export interface PlacedInstitution {
  data: Omit<InstitutionData, 'local'>;
  id: string;
  /** Its line or row in the file. */
  line: number;
}

/** An owner's institutions as they are to be. */
export function institutionRows(
  { id: publication, municipality }: PublicationRef,
  list: readonly PlacedInstitution[],
): RowSet<Institution>[] {
  const rows = list.map(({ data, id, line }) => {
    const method = data.synthetic ? 'SYNTHETIC' : 'UPLOADED';
    const origin = { publication, act: null, clause: null, line, lineEnd: line, quote: null, method };
    const nameKey = sortKey(data.shortName ?? data.fullName);
    return { ...data, id, municipality, provenance: [origin], nameKey } as Institution;
  });
  const of = sql`r.municipality = ${municipality}`;
  const names = ['fullName', 'shortName', 'legalForm', 'inn', 'kpp', 'ogrn', 'address', 'site'] as const;
  const fields = [...names, 'status', 'capacity', 'enrolment', 'groups', 'synthetic'] as const;
  return [{ entity: Institution, rows, of, compare: { label: 'fullName', fields } }];
}
