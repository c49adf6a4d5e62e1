import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reparseOutdated } from '../../../subgraphs/kit/publishing/reparse.js';
import { clustersTable } from '../../../subgraphs/monitoring/imports/clusters-table.js';
import { ask } from '../../instance.js';
import { sign } from '../../tokens.js';
import { type Publisher, publishRounds, startPublisher } from './publisher.js';

let owner: Publisher;
beforeAll(async () => {
  owner = await startPublisher('krasnodar');
  await publishRounds(owner, 2022, 2023);
});
afterAll(() => owner?.close());

const head = ['Раунд', 'Организация', 'Кластер'];

async function clusters(token?: string) {
  const { data } = await ask(
    owner.url,
    `{ institutions(first: 500) { nodes { shortName clusters {
      round { code } level { code rank } comparable { code } synthetic provenance { publication method } } } } }`,
    {},
    token,
  );
  // biome-ignore lint/suspicious/noExplicitAny: an answer.
  return data.institutions.nodes.flatMap(({ shortName, clusters }: any) =>
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    clusters.map((one: any) => [shortName, one.round.code, one.level.code, one.comparable.map((to: any) => to.code)]),
  );
}

describe('Clusters of institutions', () => {
  it('are levels of their scale, and an interval on the common one', async () => {
    const token = await sign({ role: 'region', owners: ['*'], sub: 'regional centre' });
    const receipt = await owner.publish('CLUSTERS', [
      head,
      ['r2022', owner.names[0]!, 'повышенный'],
      ['r2023', owner.names[0]!, 'Стремящийся к базовому уровню'],
      ['r2022', owner.names[1]!, 'базовый'],
    ]);
    expect(receipt).toMatchObject({ created: 3, issues: [] });
    expect(await clusters(token)).toEqual([
      [owner.names[0], 'r2022', 'KRASNODAR_CLUSTER/ELEVATED', ['MKDO/L4', 'MKDO/L5']],
      [owner.names[0], 'r2023', 'KRASNODAR_CLUSTER/APPROACHING_BASIC', ['MKDO/L2']],
      [owner.names[1], 'r2022', 'KRASNODAR_CLUSTER/BASIC', ['MKDO/L3']],
    ]);
    expect(await clusters()).toEqual([]);
    const head0 = await sign({ role: 'institution', owner: 'krasnodar', institution: owner.ids[1], sub: 'head' });
    expect(await clusters(head0)).toHaveLength(1);
  });

  it('are corrected one by one, and the correction goes with its publication', async () => {
    const correction = await owner.publish('CLUSTERS', [
      [...head, 'Шкала'],
      ['r2022', owner.names[1]!, 'низкий', 'KRASNODAR_CLUSTER'],
      ['r2022', owner.names[0]!, 'повышенный', 'KRASNODAR_CLUSTER'],
    ]);
    expect(correction).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    const token = await sign({ role: 'region', owners: ['*'], sub: 'regional centre' });
    const before = [owner.names[1], 'r2022', 'KRASNODAR_CLUSTER/BASIC', ['MKDO/L3']];
    expect(await clusters(token)).not.toContainEqual(before);
    await owner.withdraw(correction.publication.id);
    expect(await clusters(token)).toHaveLength(3);
    expect(await clusters(token)).toContainEqual(before);
  });

  it('come back when the file that replaced them is withdrawn, as the last file that is left says', async () => {
    const token = await sign({ role: 'region', owners: ['*'], sub: 'regional centre' });
    const said = async () => (await clusters(token)).filter(([name]: [string]) => name === owner.names[3]).map(levelOf);
    const levelOf = ([, round, level]: [string, string, string]) => [round, level.split('/')[1]];
    const publish = async (level: string) => {
      const rows = [
        [...head, 'Шкала'],
        ['r2022', owner.names[3]!, level, 'KRASNODAR_CLUSTER'],
      ];
      return (await owner.publish('CLUSTERS', rows)).publication.id;
    };
    const [low, basic, elevated] = [await publish('низкий'), await publish('базовый'), await publish('повышенный')];
    expect(await said()).toEqual([['r2022', 'ELEVATED']]);
    await owner.withdraw(basic);
    expect(await said()).toEqual([['r2022', 'ELEVATED']]);
    const { data } = await owner.withdraw(elevated);
    expect(await said()).toEqual([['r2022', 'LOW']]);
    expect(data.withdrawPublication.changes.nodes.at(-1)).toMatchObject({ kind: 'UPDATED', type: 'ClusterAssignment' });
    await owner.withdraw(low);
    expect(await said()).toEqual([]);
  });

  it('of a later file stay when an earlier one is read again by a newer program', async () => {
    const token = await sign({ role: 'region', owners: ['*'], sub: 'regional centre' });
    const rows = (level: string) => [
      [...head, 'Шкала'],
      ['r2023', owner.names[4]!, level, 'KRASNODAR_CLUSTER'],
    ];
    const first = await owner.publish('CLUSTERS', rows('низкий'));
    await owner.publish('CLUSTERS', rows('базовый'));
    await owner.sql(`update ledger.publication set parser_version = 0 where id = '${first.publication.id}'`);
    await reparseOutdated(owner.instance.orm, [clustersTable]);
    const found = (await clusters(token)).filter(([name]: [string]) => name === owner.names[4]);
    expect(found.map(([, , level]: string[]) => level)).toEqual(['KRASNODAR_CLUSTER/BASIC']);
  });

  it('are refused where the words are levels of two scales', async () => {
    const receipt = await owner.publish('CLUSTERS', [head, ['r2022', owner.names[2]!, 'базовый уровень']]);
    expect(receipt).toMatchObject({ publication: null, rejected: 1 });
    expect(receipt.issues[0]).toMatchObject({ field: 'Шкала' });
  });
});
