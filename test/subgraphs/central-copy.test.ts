import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
});
afterAll(() => instance?.close());

describe('An instance that holds all owners', () => {
  it('keeps lists of the same field apart that differ in owner, filter, order or page', async () => {
    const { data, errors } = await ask(
      `${instance.server.url}/graphql`,
      `{
        all: measures { totalCount } kizel: measures(municipalities: ["kizel"]) { totalCount }
        two: measures(municipalities: ["kizel", "krasnodar"]) { totalCount nodes { id } }
        section: measures(filter: { section: ["1"] }) { totalCount }
        short: institutions(first: 1) { nodes { shortName } } last: institutions(first: 1, orderBy: NAME_DESC) { nodes { shortName } }
        municipalities(codes: ["kizel", "krasnodar"]) {
          one: measures(first: 1) { totalCount nodes { number } } three: measures(first: 3) { nodes { number } }
          first: measures(filter: { section: ["1"] }) { totalCount }
        }
      }`,
    );
    expect(errors).toBeUndefined();
    expect([data.all.totalCount, data.kizel.totalCount, data.two.totalCount, data.two.nodes.length]).toEqual([
      136, 10, 21, 21,
    ]);
    expect(data.section.totalCount).toBe(10);
    expect(data.short.nodes).not.toEqual(data.last.nodes);
    expect(data.municipalities).toEqual([
      {
        one: { totalCount: 10, nodes: [{ number: '1.1.' }] },
        three: { nodes: [{ number: '1.1.' }, { number: '1.2.' }, { number: '1.3.' }] },
        first: { totalCount: 4 },
      },
      {
        one: { totalCount: 11, nodes: [{ number: '1.' }] },
        three: { nodes: [{ number: '1.' }, { number: '2.' }, { number: '3.' }] },
        first: { totalCount: 0 },
      },
    ]);
  });

  it('names every owner in its coverage, in the order of codes', async () => {
    const { extensions } = await ask(`${instance.server.url}/graphql`, '{ municipalities { code } }');
    expect(extensions.coverage.sources.map(({ municipality }: { municipality: string }) => municipality)).toEqual(
      owners.map(({ code }) => code).toSorted(),
    );
  });
});
