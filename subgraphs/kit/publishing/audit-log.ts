import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Caller } from '../../../schema/contract/caller.js';
import { run, runForOne } from '../database/index.js';

/** Who does what to what: known before it is done, so that a refusal can be recorded too. */
export interface Action {
  /** As the mutation's name; of the instance itself, what it does at its start. */
  action: string;
  /** Code or global id of what it is done to. */
  target: string | null;
  caller: Pick<Caller, 'subject' | 'role'> | null;
  requestId: string | null;
}

export interface AuditLine extends Action {
  outcome: 'DONE' | 'UNCHANGED' | 'REFUSED' | 'FAILED';
  publication?: string | null;
  detail?: Record<string, unknown>;
}

/** A line as it is stored and hashed. */
export interface StoredLine {
  seq: number;
  at: string;
  subject: string | null;
  role: string | null;
  action: string;
  target: string | null;
  publication: string | null;
  request_id: string | null;
  outcome: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** The hash before the first line. */
export const firstHash = '0'.repeat(64);

/** Adds a line to the chain, in the transaction of what it tells of: without the line there is no change. */
export async function appendAudit(em: EntityManager, at: Date, line: AuditLine): Promise<void> {
  const head = await runForOne(
    em,
    sql<{ seq: number; hash: string }>`select seq, hash from ledger.audit_head for update`,
  );
  const stored = {
    seq: head.seq + 1,
    at: at.toISOString(),
    subject: line.caller?.subject ?? null,
    role: line.caller?.role ?? null,
    action: line.action,
    target: line.target,
    publication: line.publication ?? null,
    request_id: line.requestId,
    outcome: line.outcome,
    detail: JSON.stringify(line.detail ?? {}),
    prev_hash: head.hash,
  };
  const hash = hashOf(stored);
  const row = JSON.stringify({ ...stored, hash });
  await run(em, sql`insert into ledger.audit select * from jsonb_populate_record(null::ledger.audit, ${row}::jsonb)`);
  await run(em, sql`update ledger.audit_head set seq = ${stored.seq}, hash = ${hash}`);
}

/** Of the line and the hash before it: so no line can be changed, taken out or moved without all after it. */
export function hashOf(line: Omit<StoredLine, 'hash'>): string {
  const { prev_hash, seq, at, subject, role, action, target, publication, request_id, outcome, detail } = line;
  const canonical = [seq, at, subject, role, action, target, publication, request_id, outcome, detail];
  return createHash('sha256').update(prev_hash).update(JSON.stringify(canonical)).digest('hex');
}
