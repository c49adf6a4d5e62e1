import { type ParsedIssue, readParties } from '../../../documents/index.js';
import { addAct } from './act-rows.js';
import { type DocumentRows, noRows } from './document-row-set.js';
import { DocumentSource, issueOf, type PublishedDocument } from './document-source.js';
import { addParties } from './party-rows.js';
import { addPlan } from './plan-rows.js';

/** Turns what was read into rows. Keys come from what the document says, so that the next version meets this one. */
export function documentRows(publication: PublishedDocument): DocumentRows {
  const parties = readParties(publication.document, publication.text, publication.organizations);
  const document = { ...publication.document, issues: byLine([...publication.document.issues, ...parties.issues]) };
  const withParties = { ...publication, document };
  const rows = { ...noRows(), issues: document.issues.map(issueOf) };
  const source = new DocumentSource(withParties);
  document.acts.forEach((act, index) => addAct(rows, source, act, index));
  document.plans.forEach((plan, index) => addPlan(rows, source, plan, index));
  rows.shared = [...new Map(rows.shared.map((act) => [act.id, act])).values()];
  addParties(rows, withParties.municipality, parties);
  return rows;
}

function byLine(issues: readonly ParsedIssue[]): ParsedIssue[] {
  return issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
