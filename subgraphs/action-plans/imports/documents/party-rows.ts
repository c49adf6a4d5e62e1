import { sortKey } from '../../../../schema/contract/collation.js';
import { formatId } from '../../../../schema/contract/id.js';
import { type DocumentOrganization, type PartiesReading, type Party, personKey } from '../../../documents/index.js';
import { Organization, OrganizationMention } from '../../model/organization.js';
import { Responsible } from '../../model/responsible.js';
import { responsibleKey } from '../../model/responsible-key.js';
import type { DocumentRows } from './document-row-set.js';

/** Who issued the acts, and who is responsible for the measures. */
export function addParties(rows: DocumentRows, municipality: string, reading: PartiesReading): void {
  rows.organizations = reading.organizations.map((organization) => organizationRow(municipality, organization));
  rows.acts.forEach((act, index) => {
    const issuer = reading.issuers[index] ?? null;
    act.issuerId = issuer && organizationId(municipality, issuer);
  });
  if (rows.acts[0]) rows.mentions = mentionRows(municipality, rows.acts[0].id, reading);
  rows.responsible = reading.parties
    .flat()
    .flatMap((row, index) => responsibleRows(municipality, rows.measures[index]!.id, row));
}

function organizationId(municipality: string, key: string): string {
  return formatId({ owner: municipality, kind: 'organization', local: key });
}

function organizationRow(municipality: string, organization: DocumentOrganization): Organization {
  const { key, name, aliases, kind, keys } = organization;
  const id = organizationId(municipality, key);
  return Object.assign(new Organization(), { id, municipality, name, aliases, kind, keys, nameKey: sortKey(name) });
}

/** What the document of this act calls the organisations that it names; no name where it only says «комитет». */
function mentionRows(
  municipality: string,
  actId: string,
  { organizations, parties, issuers }: PartiesReading,
): OrganizationMention[] {
  const mentions = new Set([...issuers, ...parties.flat(2).map(({ organization }) => organization)]);
  return organizations
    .filter(({ key, ownNames }) => ownNames.length > 0 || mentions.has(key))
    .map(({ key, ownNames: names }) =>
      Object.assign(new OrganizationMention(), { actId, organizationId: organizationId(municipality, key), names }),
    );
}

function responsibleRows(municipality: string, measureId: string, parties: readonly Party[]): Responsible[] {
  return parties.map(({ text, organization, person, role, resolved }, seq) =>
    Object.assign(new Responsible(), {
      measureId,
      seq,
      text,
      organizationId: organization && organizationId(municipality, organization),
      person,
      role,
      resolved,
      words: responsibleKey(text),
      personKey: person && personKey(person),
    }),
  );
}
