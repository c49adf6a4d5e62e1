import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../schema/errors/catalogue.js';
import { issue } from '../../documents/index.js';
import { run } from '../database/index.js';
import type { Issue } from '../graphql/index.js';
import type { ChangeResult } from './change.js';
import { Publication } from './publication.js';
import { announce, countsOf, sumOf } from './publish.js';
import type { PublishedKind, Withdrawal } from './published-kind.js';
import { recordChanges } from './recorded-changes.js';
import { describeRemoval } from './removed-rows.js';
import { reparseOthers } from './reparse.js';
import { replaceRowsOf } from './replace-rows-of.js';

/** What came of a withdrawal, or would come of it. */
export interface Withdrawn {
  withdrawnAt: Date;
  /** What was odd about the publication, then what its withdrawal takes away and what stays because others need it. */
  issues: Issue[];
}

/**
 * Takes a publication back, as a part of a change: its rows leave the data, its file, its history and the reason stay.
 * What went is added to its changes, and what that means for others to its issues. What others of the owner understood
 * only through it, they understand no longer.
 */
export async function withdraw(
  em: EntityManager,
  at: Date,
  kinds: ReadonlyMap<string, PublishedKind>,
  id: string,
  reason: string,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<ChangeResult<Withdrawn>> {
  if (reason.trim() === '' || reason.length > longestReason) {
    throw new HubError('BAD_ARGUMENT', {
      reason: 'LENGTH',
      argument: 'reason',
      from: 1,
      to: longestReason,
      got: reason.trim() === '' ? 0 : reason.length,
    });
  }
  const [publication] = await run(
    em,
    sql<Row>`
      select municipality, subject, status, kind, synthetic, issues from ledger.publication where id = ${id}`,
  );
  if (!publication) throw new HubError('BAD_ARGUMENT', { reason: 'NO_PUBLICATION', got: id });
  const { municipality, subject, status, synthetic } = publication;
  if (status !== 'PUBLISHED') throw new HubError('PUBLICATION_NOT_CURRENT', { reason: 'STATUS', got: status });

  const kind = kinds.get(publication.kind);
  if (!kind) throw new Error(`Nothing publishes «${publication.kind}» any longer.`);
  const ref = { id, municipality, subject, at, changedAt: at, current: id, synthetic };
  const none = await kind.emptyRows(ref, em);
  const {
    tables,
    issues: planIssues,
    dependants,
  }: Withdrawal = Array.isArray(none) ? { tables: none, issues: [] } : none;
  const replaced = await replaceRowsOf(em, kind, tables);
  await kind.cleanUp?.(em);
  const removal = describeRemoval(replaced.changes, dependants);
  const removalIssues = removal === null ? [] : [issue('ROWS_REMOVED', 'NOTICE', removal)];
  const issues = [...publication.issues, ...planIssues, ...removalIssues];
  const value = { withdrawnAt: at, issues };
  if (dryRun) return { value, undo: true };
  await em.nativeUpdate(Publication, { id }, { status: 'WITHDRAWN', withdrawnAt: at, withdrawnReason: reason, issues });
  await recordChanges(em, id, replaced.changes);
  const counts = sumOf(countsOf(replaced), await kind.revert?.(em, ref));
  const reparsed = kind.forgetLearnt ? await reparseOthers(em, kind, municipality, at) : 0;
  await announce(em, id);
  return {
    value,
    audit: { publication: id, detail: { reason, ...counts, ...(reparsed > 0 && { readAgain: reparsed }) } },
  };
}

interface Row {
  municipality: string;
  subject: string;
  status: string;
  kind: string;
  synthetic: boolean;
  issues: Issue[];
}

const longestReason = 1000;
