import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask } from '../instance.js';
import { type CallerName, callers, ids, startSpecimens } from './specimens.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSpecimens();
});
afterAll(() => instance?.close());

const ofCluster = 'kizel:recommendation:cluster';
const own = ids.ownRecommendation;

describe('A recommendation to one institution', () => {
  it.each<[CallerName, string[]]>([
    ['nobody', [ofCluster]],
    ['public', [ofCluster]],
    ['otherStaff', [ofCluster]],
    ['otherHead', [ofCluster]],
    ['head', [ofCluster, own]],
    ['staff', [ofCluster, own]],
    ['region', [ofCluster, own]],
  ])('is found by those who see it, and by nobody else: %s', async (caller, expected) => {
    const query =
      '{ search(text: "x", kinds: [RECOMMENDATION]) { totalCount nodes { id node { id } excerpt { text isMatch } } } }';
    const { data, errors } = await ask(`${instance.server.url}/graphql`, query, {}, callers[caller]);
    expect(errors).toBeUndefined();
    expect(data.search.nodes.map(({ id }: { id: string }) => id).toSorted()).toEqual(expected);
    expect(data.search.totalCount).toBe(expected.length);
    for (const { id, node, excerpt } of data.search.nodes) {
      expect([node, excerpt]).toEqual([{ id }, [{ text: 'x', isMatch: true }]]);
    }
  });

  it('is the same where all is searched', async () => {
    const count = async (caller: CallerName) =>
      (await ask(`${instance.server.url}/graphql`, '{ search(text: "x") { totalCount } }', {}, callers[caller])).data
        .search.totalCount;
    expect((await count('region')) - (await count('public'))).toBe(1);
  });
});
