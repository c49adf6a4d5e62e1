import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { startHubOver, type TestHub } from './hub.js';
import { insertMeasures, type MeasureData, period, startEmptyInstance } from './measures.js';

/** Two owners behind a hub: «kizel» with one measure of each sort, and deficits of both. */
export interface TwoOwners extends AsyncDisposable {
  readonly kizel: Instance;
  readonly kemerovo: Instance;
  readonly hub: TestHub;
}

export const halves = ['2024-01-01..2024-06-30', '2024-07-01..2024-12-31'].map(period);
export const conflicting = [[period('2022-12-01..2023-01-31')], [period('2023-12-01..2024-01-31')]];
const contradictory = { kind: 'WINDOW', status: 'CONFLICT', text: 'Декабрь – январь 2023' } as const;

export const measures: MeasureData[] = [
  { local: 'window', kind: 'WINDOW', readings: [[period('2024-09-01..2024-09-30')]] },
  { local: 'halves', kind: 'RECURRING', readings: [halves] },
  { local: 'twice', kind: 'WINDOW', readings: [[period('2024-09-01..2024-09-30')]] },
  { local: 'linked', kind: 'ON_EVENT', readings: [[]] },
  { local: 'kept', ...contradictory, readings: conflicting },
  { local: 'conflict', ...contradictory, readings: conflicting },
];

export async function startTwoOwners(): Promise<TwoOwners> {
  const kizel = await startEmptyInstance('kizel');
  const kemerovo = await startEmptyInstance('kemerovo');
  const hub = await startHubOver({ kizel, kemerovo });
  await insertMeasures(kizel.orm, 'kizel', measures);
  for (const [owner, { orm }] of Object.entries({ kizel, kemerovo })) {
    await sql`
      insert into monitoring.monitoring_round
      values (${`${owner}:round:1`}, ${owner}, 'x', '{}', 2024, 'MUNICIPAL', null, false, 1, 1, '[]', '1', null, null, false)`.execute(
      orm.em.fork().getKysely(),
    );
    await sql`
      insert into monitoring.deficit
      select ${owner} || ':deficit:' || n, ${owner}, ${`${owner}:round:1`}, 'FAMILY', null, null, '{}', 'x', false, '[]', n
      from generate_series(1, 3) n`.execute(orm.em.fork().getKysely());
  }
  const close = async () => {
    await hub[Symbol.asyncDispose]();
    await kizel.close();
    await kemerovo.close();
  };
  return { kizel, kemerovo, hub, [Symbol.asyncDispose]: close };
}

export async function versionOf({ server }: Instance): Promise<number> {
  return ((await (await fetch(`${server.url}/version`)).json()) as { version: number }).version;
}
