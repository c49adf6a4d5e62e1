import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { run } from '../database/index.js';
import type { Issue } from '../graphql/index.js';
import type { ChangeResult } from './change.js';
import { columnsFingerprint } from './columns-fingerprint.js';
import { reach } from './crash-points.js';
import { Publication } from './publication.js';
import type {
  ImportPlan,
  ParsedFile,
  PublishedFile,
  PublishedKind,
  RejectedRowsFile,
  RowCounts,
} from './published-kind.js';
import { recordChanges } from './recorded-changes.js';
import { describeRemoval } from './removed-rows.js';
import type { Replaced } from './replace-rows.js';
import { replaceRowsOf } from './replace-rows-of.js';
import { sha256Of } from './sha256.js';

export interface PublishOptions {
  /** Whom the caller's token names. */
  publishedBy: string | null;
  /** Do everything and undo it: the receipt says what would come of it. */
  dryRun?: boolean;
  /** The version that the publisher has seen last, 0 for none; another one met is a conflict. */
  expectedVersion?: number | null;
}

/** What came of publishing. Plain data, so that it can be kept for a repeated request. */
export interface PublishResult {
  /** Id of the publication that holds now; null after a dry run or a refusal. */
  publication: string | null;
  /** Id of the one whose place it takes, or would take; null where there is none, and where nothing changed. */
  replaces: string | null;
  /** What goes, in numbers and words. */
  removal: string | null;
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  rejected: number;
  /** The rows that were not taken. */
  rejectedFile: RejectedRowsFile | null;
  dryRun: boolean;
  issues: Issue[];
}

/**
 * Publishes what was read from a file, as a part of a change: the rows, the publication, the list of changes and the
 * instance's new version appear together or not at all. The same bytes as those that hold now change nothing.
 */
export async function publish(
  em: EntityManager,
  at: Date,
  kind: PublishedKind,
  { municipality, filename, content, synthetic = false, identification = null }: PublishedFile,
  reading: ParsedFile,
  { publishedBy, dryRun = false, expectedVersion }: PublishOptions,
): Promise<ChangeResult<PublishResult>> {
  const { issues, rejected, rejectedFile = null } = reading;
  const none = { publication: null, replaces: null, removal: null, created: 0, updated: 0, unchanged: 0, removed: 0 };
  const nothing: PublishResult = { ...none, rejected, rejectedFile, dryRun, issues };
  if (reading.isRefused) return { value: nothing, undo: true };

  const match = (await reading.identify?.(em)) ?? reading;
  if (!('subject' in match)) return { value: { ...nothing, issues: [...issues, ...match.issues] }, undo: true };
  const { subject } = match;
  const sha256 = sha256Of(content);
  const latest = await latestOf(em, municipality, subject);
  // What was taken in part may be taken whole by now: the rest of it may have met what it lacked.
  const isAsSaid = identification === null || isDeepStrictEqual(identification, latest?.identification);
  const isSame = latest?.status === 'PUBLISHED' && latest.sha256 === sha256 && latest.rejected === 0 && isAsSaid;
  if (isSame && ((await reading.isCurrent?.(em, latest.id)) ?? true)) {
    const { id, things, rejected, issues } = latest;
    const publication = dryRun ? null : id;
    const value = { ...nothing, publication, unchanged: things, rejected, issues };
    return { value, unchanged: true, undo: dryRun, audit: { publication: id } };
  }
  checkVersion(latest?.version ?? 0, expectedVersion);

  const version = (latest?.version ?? 0) + 1;
  const id = formatId({ owner: municipality, kind: 'publication', local: `${subject}/${version}` });
  const current = latest?.status === 'PUBLISHED' ? latest.id : null;
  const plan = await reading.plan(em, { id, municipality, subject, current, synthetic, at, changedAt: at });
  reach('read');
  const all = { ...nothing, ...pick(plan), issues: [...issues, ...(plan.issues ?? [])] };
  if (plan.isRefused) return { value: all, undo: true };
  const replaced = await replaceRowsOf(em, kind, plan.tables);
  await kind.cleanUp?.(em);
  const counts = sumOf(countsOf(replaced), plan.counts);
  const value = {
    ...all,
    ...counts,
    publication: id,
    replaces: current,
    removal: describeRemoval(replaced.changes, plan.dependants),
  };
  if (dryRun) return { value: { ...value, publication: null }, undo: true };

  if (current) await em.nativeUpdate(Publication, { id: current }, { status: 'SUPERSEDED' });
  reach('superseded');
  await em.insert(Publication, {
    id,
    municipality,
    domain: kind.domain,
    version,
    status: 'PUBLISHED',
    sha256,
    filename,
    recordedAt: at,
    publishedBy,
    rows: plan.rows,
    ...counts,
    rejected: value.rejected,
    issues: value.issues,
    supersedesId: latest?.id ?? null,
    subject,
    kind: kind.name,
    title: reading.title ?? null,
    parserVersion: kind.parserVersion,
    columnsFingerprint: columnsFingerprint(em, kind),
    source: content,
    synthetic,
    sortKey: at.toISOString(),
    withdrawnAt: null,
    withdrawnReason: null,
    identification,
  });
  reach('publication written');
  await recordChanges(em, id, replaced.changes);
  await plan.afterWrite?.(em);
  reach('changes written');
  await announce(em, id);
  return { value, audit: { publication: id, detail: { sha256, version, ...counts } } };
}

function pick({ rejected, rejectedFile }: ImportPlan): Partial<PublishResult> {
  return rejected === undefined ? {} : { rejected, rejectedFile: rejectedFile ?? null };
}

/** Tells whoever listens, once the change is committed: hubs and subscribers. */
export async function announce(em: EntityManager, publication: string): Promise<void> {
  await run(em, sql`select pg_notify('publication', ${publication})`);
  reach('announced');
}

export function countsOf({ changes, unchanged }: Replaced): RowCounts {
  const count = (wanted: string) => changes.filter(({ kind }) => kind === wanted).length;
  return { created: count('CREATED'), updated: count('UPDATED'), unchanged, removed: count('REMOVED') };
}

export function sumOf(one: RowCounts, other?: RowCounts): RowCounts {
  if (!other) return one;
  const { created, updated, unchanged, removed } = other;
  return {
    created: one.created + created,
    updated: one.updated + updated,
    unchanged: one.unchanged + unchanged,
    removed: one.removed + removed,
  };
}

interface Latest {
  id: string;
  version: number;
  sha256: string;
  status: string;
  /** How many things it has. */
  things: number;
  rejected: number;
  issues: Issue[];
  identification: object | null;
}

async function latestOf(em: EntityManager, municipality: string, subject: string): Promise<Latest | undefined> {
  const [latest] = await run(
    em,
    sql<Latest>`
      select id, version, sha256, status, created + updated + unchanged as things, rejected, issues,
        identification
      from ledger.publication where municipality = ${municipality} and subject = ${subject}
      order by version desc limit 1`,
  );
  return latest;
}

function checkVersion(met: number, expected: number | null | undefined): void {
  if (expected === undefined || expected === null || expected === met) return;
  throw new HubError('VERSION_CONFLICT', { reason: 'VERSION', expected, got: met }, { extensions: { version: met } });
}
