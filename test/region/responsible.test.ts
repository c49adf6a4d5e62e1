import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { type Region, startRegion } from '../region.js';

let region: Region;
let central: Instance;
beforeAll(async () => {
  // One after the other: each instance starts a planner of its own.
  central = await startSeededInstance(owners);
  region = await startRegion();
}, 180_000);
afterAll(() => Promise.all([region?.[Symbol.asyncDispose](), central?.close()]));

const responsible =
  'responsible { text person role resolved organization { id name aliases kind municipality { code } } }';

describe('The region gives the answer of one database with everything', () => {
  it.each([
    ['who is responsible for every measure', `{ measures(first: 500) { nodes { id ${responsible} } } }`],
    [
      'an office under a name that several owners have',
      '{ measures(first: 500, filter: { responsible: "Управление образования" }) { totalCount nodes { id } } }',
    ],
    [
      'an abbreviation',
      '{ measures(filter: { responsible: "УО", responsibleRole: EXECUTOR }, first: 5) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
    ],
    ['those who direct', '{ measures(filter: { responsibleRole: SUPERVISOR }) { totalCount nodes { title } } }'],
    [
      'organisations in alphabetical order, a page of them',
      '{ organizations(first: 7) { totalCount edges { cursor node { id name aliases kind } } pageInfo { hasNextPage endCursor } } }',
    ],
    [
      'organisations of some owners with what they do',
      '{ organizations(municipalities: ["kizel", "krasnodar"]) { nodes { name municipality { name } responsibleFor(first: 2) { totalCount nodes { title } } } } }',
    ],
    ['the authority of each owner', '{ municipalities { code authority { id name responsibleFor { totalCount } } } }'],
  ])('to a question about %s', async (_, operation) => {
    const [asked, whole] = await Promise.all([
      ask(region.url, operation),
      ask(`${central.server.url}/graphql`, operation),
    ]);
    expect(asked.errors).toBeUndefined();
    expect(JSON.stringify(asked.data)).toBe(JSON.stringify(whole.data));
  });
});
