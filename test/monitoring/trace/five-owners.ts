import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { indexAgain } from '../../../subgraphs/kit/search/index-changed.js';
import { startHubOver, type TestHub } from '../../action-plans/progress/hub.js';
import {
  insertMeasures,
  insertReports,
  measureId,
  period,
  startEmptyInstance,
} from '../../action-plans/progress/measures.js';
import {
  addIndicators,
  addInstitutions,
  addRounds,
  addRules,
  find,
  ids,
  type ObservationData,
  run,
  setObservations,
} from './results.js';

/** Five owners with made-up results, behind a hub; and one database that holds what all of them have. */
export interface FiveOwners extends AsyncDisposable {
  readonly hub: TestHub;
  readonly alone: Readonly<Record<string, Instance>>;
  readonly central: Instance;
}

export const owners = ['a', 'b', 'c', 'd', 'e'];
const names = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'];
const rounds = ['2022', '2023', '2024'];

export async function startFiveOwners(): Promise<FiveOwners> {
  const central = startEmptyInstance(...owners);
  const started = await Promise.all(owners.map(async (owner) => [owner, await startEmptyInstance(owner)] as const));
  const alone = Object.fromEntries(started);
  const instances = [await central, ...Object.values(alone)];
  const hub = await startHubOver(alone);
  await Promise.all(owners.map((owner) => fill(alone[owner]!, owner)));
  for (const owner of owners) await fill(await central, owner);
  const close = async () => {
    await hub[Symbol.asyncDispose]();
    for (const instance of instances) await instance.close();
  };
  return { hub, alone, central: await central, [Symbol.asyncDispose]: close };
}

async function fill(instance: Instance, owner: string): Promise<void> {
  const { orm } = instance;
  const known = ids(owner);
  await addInstitutions(orm, owner, names);
  await addRounds(
    orm,
    owner,
    rounds.map((code) => ({ code, year: Number(code) })),
  );
  await addIndicators(orm, owner, [
    { code: 'mkdo', scale: 'MKDO', area: 'FAMILY' },
    { code: 'pct', scale: 'PERCENT', area: 'CONDITIONS' },
  ]);
  await addRules(orm, owner, [
    { code: 'low', kind: 'BELOW_LEVEL' },
    { code: 'fall', kind: 'FALLING', scale: 'PERCENT', threshold: 10 },
    { code: 'median', kind: 'UNDER_MEDIAN', scale: 'PERCENT', threshold: 20 },
  ]);
  await setObservations(orm, owner, observationsOf(owner));
  await find(instance, owner, rounds);
  await insertMeasures(orm, owner, [
    { local: 'family', kind: 'BY_DATE', readings: [[period('2024-01-01..2024-03-01')]], areas: ['FAMILY'] },
    { local: 'done', kind: 'BY_DATE', readings: [[period('2024-01-01..2024-03-01')]], areas: ['CONDITIONS'] },
    { local: 'other', kind: 'BY_DATE', readings: [[period('2024-01-01..2024-03-01')]] },
  ]);
  await run(
    orm,
    sql`update action_plans.measure set title = 'Семинар о показателе mkdo для организаций с базовым уровнем'
        where id = ${measureId(owner, 'family')}`,
  );
  await insertReports(orm, owner, [{ local: 'done', status: 'DONE', occurrence: null, doneAt: '2024-02-01' }]);
  // What it fell in, and every second of the rest.
  await run(
    orm,
    sql`insert into action_plans.measure_deficit (deficit_id, measure_id)
        select id, ${measureId(owner, 'done')} from (
          select id, row_number() over (order by id) n from monitoring.deficit where municipality = ${owner}) d
        where n % 2 = 1`,
  );
  await run(
    orm,
    sql`insert into monitoring.cluster_assignment
        select ${`${owner}:cluster:2023/`} || n, ${owner}, ${known.round('2023')}, ${known.institution('')} || n,
          'MKDO/L3', true, '[]', n from unnest(${names}::text[]) n`,
  );
  await run(
    orm,
    sql`insert into monitoring.recommendation
        select ${`${owner}:recommendation:`} || n, ${owner}, ${known.round('2023')},
          case n when 1 then 'ADDRESS' else 'CLUSTER' end, case n when 1 then ${known.institution('s1')} end,
          case n when 1 then null when 2 then 'MKDO/L3' else 'MKDO/L1' end, 'FAMILY',
          array(select id from monitoring.deficit where round_id = ${known.round('2023')} order by id),
          'Рекомендация ' || n, true, '[]', ${owner} || n
        from generate_series(1, 3) n`,
  );
  await indexAgain(orm);
}

/** Not the same for two owners, and every time the same. */
function observationsOf(owner: string): ObservationData[] {
  const draw = (text: string) => [...text].reduce((sum, sign) => (sum * 137 + sign.charCodeAt(0) * 71) % 9973, 7);
  return rounds.flatMap((round) =>
    [...names, null].flatMap((institution) => {
      const drawn = draw(`${owner}${round}${institution}`);
      return [
        { round, indicator: 'mkdo', institution, level: `MKDO/L${1 + (drawn % (owner < 'c' ? 3 : 5))}` },
        // The first one is always far under the median, with few others.
        { round, indicator: 'pct', institution, value: institution === 's1' ? 1 : 40 + (drawn % 50) },
      ];
    }),
  );
}
