import pg from 'pg';
import type { AuditSource, StoredLine } from '../../subgraphs/kit/publishing/index.js';

const columns = 'seq, at, subject, role, action, target, publication, request_id, outcome, detail, prev_hash, hash';
const batch = 1000;

/** The audit log of one database, read in one moment of it. */
export async function readAudit<T>(databaseUrl: string, work: (log: AuditSource) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('start transaction isolation level repeatable read read only');
    return await work({
      after: async (seq) => {
        const sql = `select ${columns} from ledger.audit where seq > $1 order by seq limit ${batch}`;
        return (await client.query<StoredLine>(sql, [seq])).rows;
      },
      head: async () =>
        (await client.query<{ seq: number; hash: string }>('select seq, hash from ledger.audit_head')).rows[0],
    });
  } finally {
    await client.end();
  }
}
