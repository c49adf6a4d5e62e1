import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph/schema/supergraph-schema.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import type { Instance } from '../../subgraphs/instance.js';
import { ask } from '../instance.js';
import { type CallerName, callers, own, startSpecimens } from './specimens.js';

const { publicSchema } = readSupergraph(await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8'));
const withId = Object.values(publicSchema.getTypeMap())
  .filter(isObjectType)
  // A hit of the search has the id of the thing that it found.
  .filter((type) => type.getFields().id && type.name !== 'SearchHit');

let instance: Instance;
beforeAll(async () => {
  instance = await startSpecimens();
});
afterAll(() => instance?.close());
const url = () => `${instance.server.url}/graphql`;

describe('What has a global id is a node', () => {
  it.each(withId.map((type) => [type.name, type] as const))('%s', (_, type) => {
    expect(type.getInterfaces().map(({ name }) => name)).toContain('Node');
  });

  const lists: Readonly<Record<string, string>> = {
    ActionPlan: 'actionPlans(first: 1) { nodes { id } }',
    Change: 'publications(first: 500) { nodes { changes(first: 1) { nodes { id } } } }',
    ClusterAssignment: `institution(id: "${own}") { clusters { id } }`,
    Deficit: 'deficits(first: 1) { nodes { id } }',
    DeficitRule: 'deficitRules { id }',
    Framework: 'frameworks { id }',
    Indicator: 'indicators(first: 1) { nodes { id } }',
    Institution: 'institutions(first: 1) { nodes { id } }',
    InstitutionDuty: 'institutionDuties(asOf: "2024-07-30", first: 3) { nodes { id } }',
    InstitutionPlan: `institution(id: "${own}") { plan { id } }`,
    Instruction: 'legalActs { nodes { instructions { id } } }',
    LegalAct: 'legalActs { nodes { id basis { act { id } } } }',
    Measure: 'measures(first: 1) { nodes { id } }',
    MonitoringProgramme: 'monitoringProgrammes { nodes { id } }',
    MonitoringRound: 'monitoringRounds { nodes { id } }',
    Municipality: 'municipalities { id }',
    Observation: 'observations(first: 1) { nodes { id } }',
    Organization: 'organizations(first: 3) { nodes { id } }',
    ProgressReport: 'measures(first: 500) { nodes { progress { id } } }',
    Publication: 'publications(first: 1) { nodes { id } }',
    Recommendation: 'recommendations(first: 1) { nodes { id } }',
  };

  it.each(publicSchema.getPossibleTypes(publicSchema.getType('Node') as never).map(({ name }) => [name]))(
    '%s is found by its id',
    async (type) => {
      const { data, errors } = await ask(url(), `{ ${lists[type]} }`, {}, callers.region);
      expect(errors).toBeUndefined();
      const found = [...new Set(idsIn(data))].slice(0, 3);
      expect(found.length).toBeGreaterThan(0);
      for (const id of found) {
        const one = await ask(url(), `{ node(id: "${id}") { __typename id } }`, {}, callers.region);
        expect(one).toMatchObject({ data: { node: { __typename: type, id } } });
      }
    },
  );
});

describe('A node that is not for everybody', () => {
  const all: CallerName[] = ['nobody', 'public', 'region', 'staff', 'otherStaff', 'head', 'otherHead'];
  it.each<[string, string, string, readonly CallerName[]]>([
    ['the cluster of an institution', 'kizel:cluster:1/specimen-own', 'ClusterAssignment', ['region', 'staff', 'head']],
    ['a plan before it is published', 'kizel:institution-plan:own', 'InstitutionPlan', ['region', 'staff', 'head']],
    ['a plan that is published', 'kizel:institution-plan:other', 'InstitutionPlan', all],
    ['a report of an institution', 'kizel:progress:own', 'ProgressReport', ['region', 'staff', 'head']],
    ['a report of the owner', 'kizel:progress:1', 'ProgressReport', all],
    ['a change that tells of single institutions', 'kizel:change:PROGRESS_REPORTS/1', 'Change', ['region', 'staff']],
    ['a change for everybody', 'kizel:change:INSTITUTIONS/1', 'Change', all],
  ])('is there for those who may see it: %s', async (_, id, type, expected) => {
    for (const caller of all) {
      const absent = await ask(url(), `{ node(id: "${id}-none") { __typename id } }`, {}, callers[caller]);
      const { data, status, errors } = await ask(url(), `{ node(id: "${id}") { __typename id } }`, {}, callers[caller]);
      const isSeen = expected.includes(caller);
      expect([caller, data, status, errors]).toEqual(
        isSeen
          ? [caller, { node: { __typename: type, id } }, 200, undefined]
          : [caller, absent.data, absent.status, undefined],
      );
    }
  });

  it('is there for those who may see it: how an institution stands to an instruction, on the day of its id', async () => {
    const list =
      '{ institutionDuties(asOf: "2024-07-30", municipalities: ["kizel"], first: 500) { nodes { id state days institution { id } } } }';
    const { data } = await ask(url(), list, {}, callers.region);
    const duty = data.institutionDuties.nodes.find(
      ({ institution }: { institution: { id: string } }) => institution.id === own,
    );
    for (const caller of all) {
      const query = `{ node(id: "${duty.id}") { ... on InstitutionDuty { id state days institution { id } } } }`;
      const { data, errors } = await ask(url(), query, {}, callers[caller]);
      const isSeen = ['region', 'staff', 'head'].includes(caller);
      expect([caller, data.node, errors]).toEqual([caller, isSeen ? duty : null, undefined]);
    }
  });
});

function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'id' && typeof inner === 'string' ? [inner] : idsIn(inner),
  );
}
