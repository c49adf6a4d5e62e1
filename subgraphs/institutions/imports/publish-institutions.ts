import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { uploadedFrom } from '../../kit/import/index.js';
import {
  type ParsedFile,
  type PublicationRef,
  type PublishedFile,
  type PublishedKind,
  type PublishResult,
  publishInside,
  type Withdrawal,
} from '../../kit/publishing/index.js';
import { Institution } from '../model/institution.js';
import { closeNeeded } from './closed-institutions.js';

/** What a list says of an institution: a new column of it is a part of this at once. */
export type InstitutionData = WithoutNulls<
  Omit<Institution, 'id' | 'municipality' | 'closedAt' | 'provenance' | 'nameKey'>
> & {
  /** Identifies it within its owner. */
  local: string;
};

/** The same, where what is null may be absent. */
type WithoutNulls<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: T[K];
};

/** An owner's list of institutions: it takes the place of the last one. */
export const institutionsKind: PublishedKind = {
  name: 'institutions',
  domain: 'INSTITUTIONS',
  parserVersion: 1,
  entities: [Institution],
  parse: readList,
  emptyRows: (publication, em) => institutionTables(em, publication, []),
  hidesMentions: true,
};

/** Publishes a list that is made here, as at the first start of an instance. */
export function publishInstitutions(
  orm: MikroORM,
  municipality: string,
  list: readonly InstitutionData[],
  filename: string | null,
): Promise<PublishResult> {
  const synthetic = list.length > 0 && list.every((institution) => institution.synthetic);
  const file = { municipality, filename, content: Buffer.from(JSON.stringify(list)), synthetic };
  return publishInside(orm, institutionsKind, file);
}

async function readList({ municipality, content }: PublishedFile): Promise<ParsedFile> {
  const list: InstitutionData[] = JSON.parse(content.toString());
  const rows = list.map(({ local, ...data }, index) => {
    return { data, id: formatId({ owner: municipality, kind: 'institution', local }), line: index + 1 };
  });
  const plan = async (em: EntityManager, publication: PublicationRef) => {
    return { rows: rows.length, ...(await institutionTables(em, publication, rows)) };
  };
  return { subject: 'institutions', isRefused: false, rejected: 0, issues: [], plan };
}

export interface PlacedInstitution {
  data: Omit<InstitutionData, 'local'>;
  id: string;
  /** Its line or row in the file. */
  line: number;
}

/** An owner's institutions as they are to be: those of the list, and those that something else still names. */
export async function institutionTables(
  em: EntityManager,
  publication: PublicationRef,
  list: readonly PlacedInstitution[],
): Promise<Withdrawal> {
  const rows = institutionRows(publication, list);
  const { closed: closures, issues, dependants } = await closeNeeded(em, publication, rows);
  const of = sql`r.municipality = ${publication.municipality}`;
  return { tables: [{ entity: Institution, rows: [...rows, ...closures], of, label: 'fullName' }], issues, dependants };
}

function institutionRows(
  { id: publication, municipality }: PublicationRef,
  list: readonly PlacedInstitution[],
): Institution[] {
  return list.map(({ data, id, line }) => {
    const provenance = uploadedFrom({ id: publication, synthetic: data.synthetic }, { row: line, line: null });
    const nameKey = sortKey(data.shortName ?? data.fullName);
    return Object.assign(new Institution(), data, { id, municipality, closedAt: null, provenance, nameKey });
  });
}
