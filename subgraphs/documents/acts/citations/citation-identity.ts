import type { CitationRole, LegalActKind } from '../../vocabulary/acts.js';
import type { ParsedCitation } from '../model/parsed-document.js';

/** Numbers of these repeat among bodies: without the body that issued it nobody knows which act is meant. */
const needsBody = new Set<LegalActKind>([
  'ORDER',
  'RESOLUTION',
  'DIRECTIVE',
  'REGIONAL_LAW',
  'DECISION',
  'LETTER',
  'LOCAL_ACT',
]);

/** Missing parts of a citation without which the act is not identified for all who cite it: Russian, in the genitive. */
export function missingInCitation(citation: Omit<ParsedCitation, 'raw' | 'line' | 'article'>): string[] {
  const { role, kind, number, date, year, title, issuer } = citation;
  const isDocument = kind === 'CONCEPT' || kind === 'REGULATION';
  if (isDocument && number === null && title !== null) return year === null ? ['года'] : [];
  return [
    ...(kind === null ? ['вида акта'] : []),
    ...(date === null ? ['даты'] : []),
    ...(number === null ? ['номера'] : []),
    ...(kind !== null && needsBody.has(kind) && issuer === null && !isOwnAct(role) ? ['органа'] : []),
  ];
}

/** A body changes and ends acts of its own, so these need not name it. */
export function isOwnAct(role: CitationRole): boolean {
  return role === 'AMENDED' || role === 'REPEALED';
}
