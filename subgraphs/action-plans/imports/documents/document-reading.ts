import type { ParsedDocument } from '../../../documents/acts/document.js';
import type { ParsedProgramme } from '../../../documents/acts/parsed-programme.js';
import { askedFor } from '../../../documents/parties/search.js';
import type { QualityAreaCode } from '../../../indicators/model/quality-area.js';
import type { Clause } from '../../../kit/graphql/clause.js';
import type { Provenance } from '../../../kit/graphql/provenance.js';
import type { Organization } from '../../model/organization.js';
import type { DocumentRows } from './row-set.js';

/** What a published document says that belongs to other domains than acts and plans. */
export interface DocumentReading {
  municipality: string;
  /** Id of the first act of the document: what its next version has as well. */
  orderId: string;
  programmes: {
    /** Id of the regulation that lays it down. */
    basis: string;
    programme: ParsedProgramme;
    clauses: Clause[];
    date: string | null;
    provenance: Provenance[];
    /** Id of the owner's organisation that its words for the coordinator mean; null where they mean none or several. */
    coordinatorId: string | null;
  }[];
  /** Areas of quality that its goals and programmes name as the owner's own framework, with the words that do. */
  areas: { area: QualityAreaCode; text: string; line: number }[];
}

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
  const asked = text === null ? [] : askedFor(text).organizations;
  const meant = organizations.filter(({ keys }) => keys.some((key) => asked.includes(key)));
  return meant.length === 1 ? meant[0]!.id : null;
}
