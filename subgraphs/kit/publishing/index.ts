/** Publications: kinds of files, what they change, versions, withdrawal, the audit log. */
export type { Action, StoredLine } from './audit-log.js';
export { type ChangeResult, change } from './change.js';
export { reach } from './crash-points.js';
export { idempotentRequest, longestKey } from './idempotency.js';
export { migrations } from './migrations.js';
export { type PublishHook, withHook } from './on-publish-hooks.js';
export { domainEnum, Publication, PublicationConnection } from './publication.js';
export { publicationEvents } from './publication-events.js';
export { PublicationFeed } from './publication-feed.js';
export { type PublishResult, publish } from './publish.js';
export { PublishInput, publishFile } from './publish-file.js';
export { publishInside } from './publish-inside.js';
export { HandedBackFile, publishReceiptType, type ReceiptView } from './publish-result.js';
export type {
  ImportPlan,
  ParsedFile,
  PublicationRef,
  PublishedFile,
  PublishedKind,
  RejectedRowsFile,
  RowCounts,
  SubjectMatch,
  Withdrawal,
} from './published-kind.js';
export type { PublishingContext } from './publishing-context.js';
export { recordRefusal } from './record-refusal.js';
export { ChangeConnection, ChangeRecord, recordChanges } from './recorded-changes.js';
export { pluralName } from './removed-rows.js';
export { reparseOutdated } from './reparse.js';
export { type RowSet, replaceRows } from './replace-rows.js';
export { sha256Of } from './sha256.js';
export { type AuditSource, verifyAudit } from './verify-audit.js';
export { withdraw } from './withdraw.js';
