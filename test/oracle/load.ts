import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { tidySharedActs } from '../../subgraphs/action-plans/imports/documents/shared-acts.js';
import { putDeadlinesInForce } from '../../subgraphs/action-plans/rules/progress/put-deadlines-in-force.js';
import { indexChanged } from '../../subgraphs/kit/search/index-changed.js';
import { discloseClusters } from '../../subgraphs/monitoring/rules/profile/disclose-clusters.js';
import { refreshProfile } from '../../subgraphs/monitoring/rules/profile/refresh.js';
import { derivedTables, type Row, type Rows, tables } from './rows/rows.js';

/** Puts these rows in the place of all that an instance's database holds, and makes of them what publishing would. */
export async function load(client: pg.Client, orm: MikroORM, rows: Rows): Promise<void> {
  await client.query('begin');
  try {
    await replaceAll(client, rows);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  const rounds = (rows['monitoring.monitoring_round'] ?? []).map(({ id }) => id as string);
  await orm.em.fork().transactional(async (em) => {
    await tidySharedActs(em);
    await putDeadlinesInForce(em);
    await indexChanged(em);
    const changedAt = new Date('2025-01-01T00:00:00Z');
    if (rounds.length > 0) await refreshProfile(em, { rounds, indicators: null }, changedAt);
    const owners = new Set(
      (rows['monitoring.cluster_assignment'] ?? []).map(({ municipality }) => String(municipality)),
    );
    for (const municipality of owners) await discloseClusters(em, { municipality, changedAt });
  });
}

async function replaceAll(client: pg.Client, rows: Rows): Promise<void> {
  // Some tables only grow, and the order of the others does not matter when all goes.
  await client.query("set local session_replication_role = 'replica'");
  await client.query(
    [...tables, ...derivedTables].map((table) => `delete from ${table} ${except[table] ?? ''}`).join(';'),
  );
  await client.query("set local session_replication_role = 'origin'");
  for (const table of tables) await insert(client, table, rows[table] ?? []);
  // So no answer that was kept holds any longer.
  await client.query('update ledger.data_version set version = version + 1, as_of = now()');
}

/** A connection to a database that may do what no owner may. */
export async function connectAsSuperuser(database: string): Promise<pg.Client> {
  const url = new URL(process.env.TEST_POSTGRES_URL!);
  url.pathname = database;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

/** Every database has the federal system of indicators from the start. */
const except: Record<string, string> = { 'indicators.framework': 'where municipality is not null' };

async function insert(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => `"${name}"`).join();
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
