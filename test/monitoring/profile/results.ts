import { readFileSync } from 'node:fs';
import { graphqlRoute } from '../../../gateway/http/graphql/graphql-route.js';
import { serve } from '../../../gateway/http/server/server.js';
import { createHub } from '../../../gateway/hub/hub.js';
import { schemaFolder } from '../../../schema/contract/schema-folder.js';
import { domains } from '../../../subgraphs/domains.js';
import { type Instance, startInstance } from '../../../subgraphs/instance.js';
import { migrate } from '../../../subgraphs/kit/database/migrate.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';
import { refreshProfile } from '../../../subgraphs/monitoring/rules/profile/refresh.js';
import { testDatabase } from '../../postgres.js';
import { accept } from '../../tokens.js';

/** One result, said shortly: ids are made of the parts. */
export interface Result {
  owner: string;
  /** As «2023»: also its year. */
  round: string;
  indicator: string;
  /** Null for the owner as a whole. */
  institution: number | null;
  evidence?: string;
  status?: string;
  value?: number | null;
  level?: string | null;
  type?: string | null;
  synthetic?: boolean;
}

export interface Indicator {
  code: string;
  area: string;
  unit: string;
  scale: string | null;
  version?: number;
  /** Of the federal framework, which owners share, or of the owner's own. */
  isFederal?: boolean;
}

export const idOf = {
  round: (owner: string, round: string) => `${owner}:round:${round}`,
  indicator: (owner: string, code: string, version = 1) => `${owner}:indicator:${code}/${version}`,
  institution: (owner: string, n: number) => `${owner}:institution:${n}`,
};

/** Instances of these owners, a hub over them, and, where it is needed, one instance that holds all that they do. */
export interface Owners extends AsyncDisposable {
  readonly hub: string;
  readonly central: Instance | undefined;
  readonly instances: ReadonlyMap<string, Instance>;
  /** Records the results at their owners and in the central copy, superseding what stood there; null takes one back. */
  record(results: readonly Result[], at: Date, takenBack?: readonly Result[]): Promise<void>;
}

export async function startOwners(
  codes: readonly string[],
  indicators: readonly Indicator[],
  { hasCentral = true } = {},
): Promise<Owners> {
  const closing: (() => Promise<unknown>)[] = [];
  const start = async (held: readonly string[]) => {
    const database = await testDatabase({ template: { name: 'empty schema', prepare: migrated } });
    const instance = await startInstance({ owners: held, databaseUrl: database.url, authenticate: accept() });
    closing.push(() => instance.close().then(() => database[Symbol.asyncDispose]()));
    for (const owner of held) await addOwner(instance, owner, indicators);
    return instance;
  };
  const instances = new Map<string, Instance>();
  for (const code of codes) instances.set(code, await start([code]));
  const central = hasCentral ? await start(codes) : undefined;
  const hub = createHub({
    supergraphSdl: readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: codes.map((code) => ({ code, url: `${instances.get(code)!.server.url}/graphql` })),
  });
  const server = await serve({ routes: { '/graphql': await graphqlRoute(hub, { authenticate: accept() }) } });
  return {
    hub: `${server.url}/graphql`,
    central,
    instances,
    async record(results, at, takenBack = []) {
      if (central) await record(central, results, at, takenBack);
      for (const [code, instance] of instances) {
        const own = ({ owner }: Result) => owner === code;
        await record(instance, results.filter(own), at, takenBack.filter(own));
      }
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await hub.close();
      for (const close of closing) await close();
    },
  };
}

async function migrated(url: string): Promise<void> {
  const orm = await openDatabase({ url, domains });
  await migrate(orm);
  await orm.close(true);
}

export async function addOwner(
  { orm }: Pick<Instance, 'orm'>,
  owner: string,
  indicators: readonly Indicator[],
): Promise<void> {
  const connection = orm.em.getConnection();
  await connection.execute(
    `insert into institutions.municipality (code, name, kind, region) values (?, ?, 'CITY_DISTRICT', 'x')`,
    [owner, owner],
  );
  for (const { code, area, unit, scale, version = 1, isFederal = false } of indicators) {
    await connection.execute(
      `insert into indicators.indicator
         (id, municipality, code, version, name, area_code, unit, scale_code, evidence, provenance, code_key, framework_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, '{}', '[]', ?, ?)`,
      [
        idOf.indicator(owner, code, version),
        owner,
        code,
        version,
        code,
        area,
        unit,
        scale,
        code,
        isFederal ? 'MKDO/2021' : `${owner}:framework:own/1`,
      ],
    );
  }
}

/** As publishing does: what differs is kept as past and replaced, in one transaction with what follows from it. */
export async function record(
  { orm }: Pick<Instance, 'orm'>,
  results: readonly Result[],
  at: Date,
  takenBack: readonly Result[] = [],
): Promise<void> {
  const rounds = [...new Set([...results, ...takenBack].map(({ owner, round }) => idOf.round(owner, round)))];
  await orm.em.fork().transactional(async (em) => {
    const run = (text: string, ...values: unknown[]) =>
      em.getConnection().execute(text, values, 'all', em.getTransactionContext());
    await run(
      `insert into monitoring.monitoring_round (id, municipality, title, period, year, level, sampled,
         institutions_covered, institutions_total, provenance, sort_key, synthetic)
       select distinct owner || ':round:' || round, owner, round, '{}'::jsonb, round::int, 'MUNICIPAL', false, 50, 60,
         '[]'::jsonb, round, false
       from jsonb_to_recordset(?::jsonb) r(owner text, round text) on conflict do nothing`,
      JSON.stringify(results),
    );
    const gone = JSON.stringify([...results, ...takenBack].map(rowOf));
    await run(
      `with gone as (
         delete from monitoring.observation o using jsonb_to_recordset(?::jsonb) r(id text) where o.id = r.id returning o.*
       ) insert into monitoring.past_observation select gone.*, ?, 'x' from gone`,
      gone,
      at,
    );
    await run(
      `insert into monitoring.observation as o
       select id, municipality, round_id, indicator_id, institution_id, evidence, value, level_code, status, null, year,
         area_code, institution_type, 'x', 1, synthetic, ?, id, '', ''
       from jsonb_populate_recordset(null::monitoring.observation, ?::jsonb) r
       on conflict do nothing`,
      at,
      JSON.stringify(results.map(rowOf)),
    );
    await run(
      `update monitoring.observation o set area_code = i.area_code from indicators.indicator i
       where i.id = o.indicator_id and o.area_code <> i.area_code`,
    );
    const indicators = [...new Set([...results, ...takenBack].map((result) => rowOf(result).indicator_id))];
    await refreshProfile(em, { rounds, indicators }, at);
    await run('update ledger.data_version set version = version + 1, as_of = ?, stamp = default', at);
  });
}

function rowOf({ owner, round, indicator, institution, evidence = 'EXPERT', status = 'REPORTED', ...rest }: Result) {
  const { value = null, level = null, type = 'BUDGETARY', synthetic = false } = rest;
  const indicatorId = indicator.includes('/') ? `${owner}:indicator:${indicator}` : idOf.indicator(owner, indicator);
  return {
    id: `${owner}:observation:${round}-${indicator}-${institution ?? 'all'}-${evidence}`,
    municipality: owner,
    round_id: idOf.round(owner, round),
    indicator_id: indicatorId,
    institution_id: institution === null ? null : idOf.institution(owner, institution),
    evidence,
    status,
    value,
    level_code: level,
    institution_type: institution === null ? null : type,
    year: Number(round),
    area_code: '',
    synthetic,
  };
}
