import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { isConnection, readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import { domains } from '../../subgraphs/domains.js';
import { Publication } from '../../subgraphs/kit/publishing/publication.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';

const model = readSchema(await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8'));
const types = Object.values(model.schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);

/** Types that can hold what is made up and do not say so: why nobody is misled. */
const exceptions: Readonly<Record<string, string>> = {
  LegalAct: 'read from a document: none is published as made up, and its provenance has the method',
  ActionPlan: 'read from a document: none is published as made up, and its provenance has the method',
  Measure: 'read from a document: none is published as made up, and its provenance has the method',
  Instruction: 'read from a document: none is published as made up, and its provenance has the method',
  Citation: 'part of an act, which is read from a document',
  Responsible: 'part of a measure, which is read from a document',
  MonitoringProgramme: 'read from a document: none is published as made up, and its provenance has the method',
  Change: 'a line of the log of a publication, which is marked itself',
  ScaleLevel: 'a level of a scale: part of the program, not of what owners publish',
};

/** Things by the kind that ids name, and the properties that refer to them. */
const kinds = new Map(
  domains.flatMap((domain) => Object.entries(domain.idKinds)).map(([kind, { name }]) => [kind, name]),
);
kinds.set('publication', Publication.name);
// Nothing is asked of a database: there is none.
const orm = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', domains });
const entities = [...orm.getMetadata().getAll().values()].map(({ className, props }) => ({
  name: className === 'ChangeRecord' ? 'Change' : className,
  properties: props.map(({ name }) => name as string),
}));
await orm.close(true);

/** Marked in the table, or by the publication that brought it, or resting on something that can be made up. */
function canBeMadeUp(name: string, above: readonly string[] = []): boolean {
  const entity = entities.find((candidate) => candidate.name === name);
  if (!entity || above.includes(name)) return false;
  return entity.properties.some((property) => {
    if (property === 'synthetic' || property === 'provenance') return true;
    const [, thing] = /^(\w+?)Ids?$/.exec(property) ?? [];
    const referred = [...kinds].find(([kind]) => kind === thing || kind.endsWith(`-${thing}`))?.[1];
    return referred !== undefined && canBeMadeUp(referred, [...above, name]);
  });
}

const rows = entities.filter(({ name }) => canBeMadeUp(name) && types.some((type) => type.name === name));
/** Rows that several owners share by their key, and that are found by no id. */
const aggregates = types.filter((type) => model.isShared(type) && !model.lookupOf(type));

describe('What can be made up says so', () => {
  it('is found in the model', () => {
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Institution', 'Observation', 'DeficitOutcome', 'InstitutionPlan']));
    expect(names).not.toContain('Municipality');
    expect(aggregates.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ComplianceRow', 'QualityProfileRow', 'AreaComparability', 'MeasureSummaryRow']),
    );
  });

  it.each(rows.map(({ name }) => name).filter((name) => !exceptions[name]))('a thing: %s', (name) => {
    expect(String(typeOf(name).getFields().synthetic?.type)).toBe('Boolean!');
  });

  it.each(aggregates.map(({ name }) => name).filter((name) => !exceptions[name]))(
    'a row of an aggregate, in its key: %s',
    (name) => {
      expect(String(typeOf(name).getFields().synthetic?.type)).toBe('Boolean!');
      expect(model.keyOf(typeOf(name))).toContain('synthetic');
    },
  );

  const connections = types.filter((type) => isConnection(type) && 'synthetic' in fieldsOfNodes(type));
  it.each(connections.map(({ name }) => name))('a connection, of how many of its rows: %s', (name) => {
    expect(String(typeOf(name).getFields().syntheticCount?.type)).toBe('Int!');
    expect(model.rule(typeOf(name), 'syntheticCount').rule).toBe('SUM');
  });

  it('and the exceptions are such', () => {
    const unmarked = [...rows.map(({ name }) => name), ...aggregates.map(({ name }) => name)].filter(
      (name) => !('synthetic' in typeOf(name).getFields()),
    );
    expect(Object.keys(exceptions).toSorted()).toEqual([...new Set(unmarked)].toSorted());
  });
});

function typeOf(name: string): GraphQLObjectType {
  return types.find((type) => type.name === name)!;
}

function fieldsOfNodes(connection: GraphQLObjectType): object {
  const nodes = getNamedType(connection.getFields().nodes!.type);
  return isObjectType(nodes) ? nodes.getFields() : {};
}
