import { describe, expect, it } from '@jest/globals';
import {
  type DefinitionNode,
  type GraphQLInputType,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  validate,
} from 'graphql';
import { drawOperation } from '../../bench/random-operations.js';
import { decodeCursor, encodeCursor } from '../../schema/contract/cursor.js';
import { randomOf } from '../../seeds/seeded-random.js';
import { sampleWorld } from './sample-world.js';
import { ask, startHub } from './servers.js';
import { startTree, type Tree } from './trees.js';
import { schema } from './world.js';

/** The same operation with one of its root selections alone. */
function alone(definitions: readonly DefinitionNode[], selection: SelectionNode): string {
  const only = (node: DefinitionNode): DefinitionNode =>
    node.kind === Kind.OPERATION_DEFINITION
      ? { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] } }
      : node;
  return print({ kind: Kind.DOCUMENT, definitions: definitions.map(only) });
}

const trees: [title: string, tree: Tree[]][] = [
  ['owners', [...sampleWorld.owners]],
  ['a hub and owners', [sampleWorld.owners.slice(0, 2), ...sampleWorld.owners.slice(2)]],
];

describe('The value of a root field', () => {
  it.each(trees)('is the same alone and beside others, over %s', async (_, tree) => {
    await using hubs = await startTree(sampleWorld, tree);
    const seed = Number(process.env.SEED ?? Date.now() % 1e9);
    const random = randomOf(seed);
    const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
    // Cursors that note versions, of all owners and of some, which are not those of now.
    const { data } = await ask(hubs.top, '{ measures(first: 1) { pageInfo { endCursor } } }');
    const noted = Object.fromEntries(sampleWorld.owners.map((owner, index) => [owner, 6 + (index % 2)]));
    const cursor = encodeCursor({ ...decodeCursor(data.measures.pageInfo.endCursor), versions: noted });
    const valueFor = (name: string, type: GraphQLInputType) => {
      if (name === 'first') return 1 + Math.floor(random() * 4);
      if (name === 'after') return random() < 0.5 ? null : cursor;
      if (['last', 'before', 'filter', 'orderBy'].includes(name)) return null;
      if (name === 'codes' || name === 'municipalities') return sampleWorld.owners.filter(() => random() < 0.5);
      if (name === 'code' && getNamedType(type).name === 'ID') return pick(sampleWorld.owners);
      if (name === 'id') return pick(['a:measure:0', 'b:measure:1', ':act:1', 'c:measure:99']);
      if (name === 'text') return '2024-01-01';
      if (name === 'groupBy') return ['MUNICIPALITY', 'AREA'].filter(() => random() < 0.5);
      return undefined;
    };
    let compared = 0;
    let notes = 0;
    for (let run = 0; run < Number(process.env.RUNS ?? 120); run++) {
      const { text, variables } = drawOperation(schema, random, { valueFor });
      if (/coverage|broken|__proto__/.test(text) || validate(schema, parse(text)).length > 0) continue;
      const { definitions } = parse(text);
      const { selections } = (definitions[0] as OperationDefinitionNode).selectionSet;
      if (selections.length < 2) continue;
      const together = await ask(hubs.top, text, variables);
      const apart = await Promise.all(
        selections.map((selection) => ask(hubs.top, alone(definitions, selection), variables)),
      );
      // What an owner refuses or cannot say is told by tests of its own.
      if ([together, ...apart].some(({ data: some, errors }) => !some || errors)) continue;
      const keys = apart.flatMap((answer) => Object.keys(answer.data));
      for (const key of Object.keys(together.data)) {
        // Places of one name are merged, so their value is that of all of them.
        if (keys.filter((each) => each === key).length > 1) continue;
        const value = JSON.stringify(together.data[key]);
        const context = `SEED=${seed}, operation ${run}, ${key}: ${text} ${JSON.stringify(variables)}`;
        const [own] = apart.filter((answer) => Object.hasOwn(answer.data, key));
        expect({ context, value }).toEqual({ context, value: JSON.stringify(own!.data[key]) });
        compared++;
        if (/oted|changed/.test(text)) notes++;
      }
    }
    expect(compared).toBeGreaterThan(30);
    expect(notes).toBeGreaterThan(2);
  });

  const page = 'pageInfo { endCursorNoted changed }';

  it('notes the versions of the owners that it asks itself, in the order of their codes', async () => {
    await using hub = await startHub(sampleWorld);
    const versions = async (query: string) => {
      const { data } = await hub.ask(query);
      return JSON.stringify(decodeCursor(data.page.pageInfo.endCursorNoted).versions);
    };
    const some = `page: measures(municipalities: ["b", "a"], first: 1) { ${page} }`;
    for (const query of [
      `{ ${some} }`,
      `{ ${some} measures { totalCount } }`,
      `{ one: measures(municipalities: ["b"]) { totalCount } ${some} municipality(code: "c") { name } }`,
    ]) {
      expect([query, await versions(query)]).toEqual([query, '{"a":7,"b":7}']);
    }
  });

  it('says nothing of a change at an owner that others alone ask', async () => {
    await using hub = await startHub(sampleWorld);
    const query = `query ($after: String) {
      measures { totalCount }
      page: measures(municipalities: ["a", "b"], first: 1, after: $after) { ${page} } }`;
    const first = await hub.ask(query);
    hub.owners.c!.publish([]);
    const after = first.data.page.pageInfo.endCursorNoted;
    expect((await hub.ask(query, { after })).data.page.pageInfo.changed).toEqual([]);
    hub.owners.b!.publish([]);
    expect((await hub.ask(query, { after })).data.page.pageInfo.changed).toEqual(['b']);
  });
});
