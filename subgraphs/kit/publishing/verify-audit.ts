import { firstHash, hashOf, type StoredLine } from './audit-log.js';

/** Reads lines of the log: those after `seq`, in order, as many as it likes and at least one while there are some. */
export interface AuditSource {
  after(seq: number): Promise<StoredLine[]>;
  /** Number and hash of the last line, as the log keeps them beside it. */
  head(): Promise<{ seq: number; hash: string } | undefined>;
}

export interface AuditReport {
  /** Lines that hold together. */
  lines: number;
  /** Hash of the last of them: noted elsewhere, it shows a log that was made anew. */
  hash: string;
  /** The first place where the chain does not hold, in Russian; null for a log that is whole. */
  fault: { seq: number; what: string } | null;
}

/** Follows the chain from its first line, and names the first one that does not hold. */
export async function verifyAudit(source: AuditSource): Promise<AuditReport> {
  let seq = 0;
  let hash = firstHash;
  const broken = (at: number, what: string): AuditReport => ({ lines: seq, hash, fault: { seq: at, what } });
  for (let lines = await source.after(0); lines.length > 0; lines = await source.after(seq)) {
    for (const line of lines) {
      if (line.seq !== seq + 1) return broken(seq + 1, `записи № ${seq + 1} нет: за № ${seq} следует № ${line.seq}`);
      if (line.prev_hash !== hash) return broken(line.seq, `запись № ${line.seq} не продолжает запись № ${seq}`);
      if (line.hash !== hashOf(line)) return broken(line.seq, `запись № ${line.seq} изменена`);
      seq = line.seq;
      hash = line.hash;
    }
  }
  const head = await source.head();
  if (head?.seq !== seq) return broken(seq + 1, `журнал кончается на № ${seq}, а записано было ${head?.seq ?? '–'}`);
  if (head.hash !== hash) return broken(seq, `последняя запись № ${seq} не та, что была`);
  return { lines: seq, hash, fault: null };
}
