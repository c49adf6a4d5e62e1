import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners } from '../instance.js';
import { sign } from '../tokens.js';
import { ids, own, startSpecimens } from './specimens.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSpecimens();
});
afterAll(() => instance?.close());

const regionOf = (owner: string) => owners.find(({ code }) => code === owner)!.region;
const inRegion = (claims: object) => sign({ role: 'region', sub: 'regional centre', ...claims });

/** Of Kizel, what not everybody sees: listed, by its id, of an institution, counted and as an entity of its subgraph. */
const query = `{
  observations(municipalities: ["kizel"]) { totalCount nodes { id } }
  deficits(municipalities: ["kizel"]) { nodes { id institutions { id } next { before } } }
  node(id: "${ids.ownValue}") { id }
  institution(id: "${own}") { plan { approvedAt } clusters { id } observations { totalCount } deficits { id } }
  qualityProfile(municipalities: ["kizel"], groupBy: [MUNICIPALITY], filter: { institutions: ["${own}"] }) { count }
}`;

const seen = async (token?: string) => {
  const url = `${instance.server.url}/graphql`;
  const { data, errors } = await ask(url, token ? query : query.replace(/qualityProfile.*/, ''), {}, token);
  expect(errors).toBeUndefined();
  return data;
};

describe('A token of a regional centre', () => {
  it.each<[string, object]>([
    ['all owners', { owners: ['*'] }],
    ['this owner', { owners: ['kizel'] }],
    ['this owner and others', { owners: ['krasnodar', 'kizel', 'nowhere'] }],
    ['this owner’s region', { regions: [regionOf('kizel')] }],
    ['another region, and this owner', { regions: [regionOf('krasnodar')], owners: ['kizel'] }],
  ])('for %s shows the values of its institutions', async (_, claims) => {
    const data = await seen(await inRegion(claims));
    expect(data.observations.nodes.map(({ id }: { id: string }) => id)).toEqual([
      ids.ownValue,
      ids.otherValue,
      ids.wholeValue,
    ]);
    expect(data).toEqual(await seen(await inRegion({ owners: ['*'] })));
  });

  it.each<[string, object]>([
    ['nobody in particular', {}],
    ['no owner', { owners: [], regions: [] }],
    ['another owner', { owners: ['krasnodar'] }],
    ['another region', { regions: [regionOf('krasnodar')] }],
    ['a region that there is not', { regions: ['*'] }],
    ['a part of the region’s name', { regions: [regionOf('kizel').slice(0, -1)] }],
  ])('for %s shows no more than everybody sees', async (_, claims) => {
    const { qualityProfile, ...data } = await seen(await inRegion(claims));
    expect(data).toEqual(await seen());
    expect(data.observations.nodes.map(({ id }: { id: string }) => id)).toEqual([ids.wholeValue]);
    expect(data).toMatchObject({
      node: null,
      institution: { plan: null, clusters: [], observations: { totalCount: 0 } },
    });
    expect(qualityProfile).toEqual([]);
  });

  it('shows at its own owner what it does not at another', async () => {
    const list = '{ institutionDuties(asOf: "2024-07-30", municipalities: ["kizel"], first: 500) { totalCount } }';
    const count = async (claims: object) =>
      (await ask(`${instance.server.url}/subgraphs/action-plans`, list, {}, await inRegion(claims))).data
        .institutionDuties.totalCount;
    expect(await count({ owners: ['kizel'] })).toBe(await count({ owners: ['*'] }));
    expect(await count({ owners: ['krasnodar'] })).toBe(await count({}));
    expect(await count({})).toBeLessThan(await count({ owners: ['*'] }));
  });

  it.each<[string, object]>([
    ['an owner that is no code', { owners: ['Kizel'] }],
    ['owners as one text', { owners: 'kizel' }],
    ['a number among regions', { regions: [1] }],
    ['a region of control characters', { regions: ['x\n'] }],
    ['more owners than there are', { owners: Array(1001).fill('a') }],
    ['owners beside an owner', { owner: 'kizel', owners: ['kizel'] }],
  ])('is refused as a whole with %s', async (_, claims) => {
    const { status } = await ask(
      `${instance.server.url}/graphql`,
      '{ coverage { status } }',
      {},
      await inRegion(claims),
    );
    expect(status).toBe(401);
  });

  it('alone names several owners', async () => {
    const claims = { role: 'municipality', owner: 'kizel', sub: 'x', owners: ['krasnodar'] };
    const { status } = await ask(`${instance.server.url}/graphql`, '{ coverage { status } }', {}, await sign(claims));
    expect(status).toBe(401);
  });
});
