import pg from 'pg';
import type { Passwords } from './passwords.js';

/** A role that owns one database and can connect to no other. Again for an owner that has them: nothing changes. */
export async function createOwnerDatabase(superuserUrl: string, code: string, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const name = pg.escapeIdentifier(code);
    // Rights on a database are one row, which two at once cannot change; the lock goes with the connection.
    await client.query(`select pg_advisory_lock(hashtext('owners'))`);
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $1) as database`,
      [code],
    );
    const { role, database } = rows[0]!;
    if (!role || !passwords.has(code)) {
      const password = pg.escapeLiteral(passwords.of(code));
      await client.query(`${role ? 'alter' : 'create'} role ${name} login password ${password}`);
    }
    if (!database) {
      await client.query('revoke connect on database postgres, template1 from public');
      await client.query(`create database ${name} owner ${name}`);
    }
    await client.query(`revoke connect on database ${name} from public`);
  } finally {
    await client.end();
  }
}
