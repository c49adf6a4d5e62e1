import { type ParsedDocument, readPartyQuery } from '../../../documents/index.js';
import type { DocumentAreas } from '../../../indicators/imports/framework-rows.js';
import type { DocumentProgrammes } from '../../../monitoring/imports/programme-rows.js';
import type { Organization } from '../../model/organization.js';
import type { DocumentRows } from './document-row-set.js';

/** What a published document says that belongs to other domains than acts and plans. */
export type DocumentReading = DocumentAreas & DocumentProgrammes;

/** Null where no act was read. */
export function documentReading(
  { programmes, plans }: ParsedDocument,
  { acts, organizations }: DocumentRows,
  municipality: string,
): DocumentReading | null {
  const [order] = acts;
  if (!order) return null;
  const goals = plans.flatMap((plan) => plan.goals);
  return {
    municipality,
    orderId: order.id,
    programmes: programmes.map((programme) => {
      const { id, clauses, date, provenance } = acts[programme.act]!;
      const coordinatorId = organizationNamed(programme.coordinator, organizations);
      return { basis: id, programme, clauses, date, provenance, coordinatorId };
    }),
    areas: [...goals, ...programmes.flatMap(({ areas }) => areas)].flatMap(({ area, text, line }) =>
      area ? [{ area, text, line }] : [],
    ),
  };
}

function organizationNamed(text: string | null, organizations: readonly Organization[]): string | null {
  const partyKeys = text === null ? [] : readPartyQuery(text).organizations;
  const [match, second] = organizations.filter(({ keys }) => keys.some((key) => partyKeys.includes(key)));
  return match && !second ? match.id : null;
}
