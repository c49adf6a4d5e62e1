import { sortKey } from '../../../schema/contract/collation.js';
import type { ParsedDocument, ParsedIssue } from '../acts/index.js';
import { elementAt } from '../lists/elements.js';
import type { Party } from './cell-reader.js';
import { NearestOrganization } from './register/nearest-organization.js';
import type { DocumentOrganization } from './register/organizations.js';

/**
 * One issue for each name of a plan that stays unknown, at its first line, however often it stands there; with the
 * organisation among those known that was probably meant.
 */
export function unresolvedIssues(
  document: ParsedDocument,
  parties: readonly (readonly (readonly Party[])[])[],
  organizations: readonly DocumentOrganization[],
): ParsedIssue[] {
  const nearest = new NearestOrganization(organizations);
  return document.plans.flatMap((plan, p) => {
    const issues = new Map<string, { party: Party; row: number; line: number; count: number }>();
    elementAt(parties, p).forEach((row, i) => {
      const measure = elementAt(plan.measures, i);
      const line = measure.cells.find(({ role }) => role === 'RESPONSIBLE')?.line ?? measure.line;
      for (const party of row) {
        if (party.resolved) continue;
        const earlier = issues.get(sortKey(party.text));
        if (earlier) earlier.count++;
        else issues.set(sortKey(party.text), { party, row: i + 1, line, count: 1 });
      }
    });
    return [...issues.values()].map(({ party, row, line, count }): ParsedIssue => {
      const what =
        party.unresolved === 'WHOSE' ? 'Не сказано, чей ответственный' : 'Не опознано, кто назван ответственным';
      // Whose post it is, no letters tell.
      const suggestion = party.unresolved === 'WHOSE' ? null : nearest.find(party.text);
      const times = count > 1 ? ` (строк в плане: ${count})` : '';
      return {
        code: 'ALIAS_UNRESOLVED',
        severity: party.unresolved === 'WHOSE' ? 'NOTICE' : 'WARNING',
        message: `${what}: «${party.text}»${times}.`,
        line,
        row,
        field: 'responsibleText',
        text: party.text,
        ...(suggestion !== null && { suggestion }),
      };
    });
  });
}
