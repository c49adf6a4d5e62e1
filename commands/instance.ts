/** One municipality's instance: `npm run instance -- kizel`. «all» holds every owner's data in one database. */
import { ownerLimits } from '../gateway/http/index.js';
import './node-version.js';
import { sql } from 'kysely';
import { seed } from '../seeds/seed.js';
import { startInstance } from '../subgraphs/instance.js';
import { findOwner, type OwnerEntry, readConfig } from './config.js';
import { Failure } from './dev/failure.js';
import { runService } from './dev/service.js';
import { authenticateBy } from './dev/token-settings.js';
import { answerHelp } from './settings/programs.js';

const code = process.argv[2];

answerHelp('instance');
await runService({ program: 'instance', owner: code }, async (log) => {
  const config = readConfig();
  const { settings } = config;
  const owners = code === 'all' ? config.owners : [findOwner(config, code)];
  const { port, databaseUrl } = code === 'all' ? { port: 0, databaseUrl: undefined } : owners[0]!;
  const instance = await startInstance({
    owners: owners.map((owner) => owner.code),
    databaseUrl: settings.instancePlace.databaseUrl ?? databaseUrl ?? missingDatabase(owners, code),
    authenticate: await authenticateBy(config, log),
    log,
    graphql: { introspection: config.introspection, limits: { ...ownerLimits, ...settings.instanceLimits } },
    host: settings.instancePlace.host,
    port: settings.instancePlace.port ?? port,
    http: settings.http,
    ...settings.instance,
    prepare: async (orm) => {
      for (const owner of owners) await seed(orm, owner, config.synthetic ? 'ALL' : 'NOTHING');
    },
  });
  const { rows } = await sql<{ version: number; acts: number; measures: number; synthetic: boolean }>`
    select version,
      (select count(*)::int from action_plans.legal_act where municipality is not null) as acts,
      (select count(*)::int from action_plans.measure) as measures,
      exists (select from ledger.publication where synthetic and status = 'PUBLISHED') as synthetic
    from ledger.data_version`.execute(instance.orm.em.fork().getKysely());
  return {
    ready: { url: `${instance.server.url}/graphql`, ...rows[0] },
    close: () => instance.close(),
  };
});

function missingDatabase(owners: readonly OwnerEntry[], code = ''): never {
  const ownVariable = owners.length === 1 ? ` or DATABASE_URL_${code.toUpperCase().replaceAll('-', '_')}` : '';
  throw new Failure(
    `Expected the database in DATABASE_URL${ownVariable}, as «postgres://role:password@host/database».`,
  );
}
