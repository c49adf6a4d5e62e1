import { describe, expect, it } from '@jest/globals';
import { compilePlan } from '../../../gateway/supergraph/execution/compile-plan.js';
import type { PlanNode } from '../../../gateway/supergraph/operation/query-plan.js';
import { fetch, field, requires, run, types } from './run-plan.js';

describe('nodes of a plan', () => {
  it('Sequence: each node sees what the one before has brought', async () => {
    const entities: PlanNode = {
      kind: 'Flatten',
      path: [field('a')],
      node: fetch('E', { requires: requires('Book', 'id') }),
    };
    const { data, order } = await run(
      { kind: 'Sequence', nodes: [fetch('R'), entities] },
      {
        answers: { R: { data: { a: { __typename: 'Book', id: '1' } } }, E: { data: { _entities: [{ title: 'T' }] } } },
      },
    );
    expect(data).toEqual({ a: { __typename: 'Book', id: '1', title: 'T' } });
    expect(order).toEqual(['> R', '< R', '> E', '< E']);
  });

  it('Parallel: all are asked before any has answered, and by what was there before', async () => {
    const entities = (operation: string): PlanNode => ({
      kind: 'Flatten',
      path: [field('a')],
      node: fetch(operation, { requires: requires('Book', 'id', 'title') }),
    });
    const { calls, order } = await run(
      { kind: 'Parallel', nodes: [entities('E'), { kind: 'Sequence', nodes: [entities('F'), entities('G')] }] },
      {
        data: { a: { __typename: 'Book', id: '1' } },
        answers: { E: { data: { _entities: [{ title: 'T' }] } }, F: { data: { _entities: [{}] } } },
      },
    );
    expect(order.slice(0, 2)).toEqual(['> E', '> F']);
    expect(calls.map(({ variables }) => variables.representations)).toEqual([
      [{ __typename: 'Book', id: '1' }],
      [{ __typename: 'Book', id: '1' }],
      [{ __typename: 'Book', id: '1', title: 'T' }],
    ]);
  });

  it('Parallel with mutations: reads first, then the mutations one after the other', async () => {
    const mutation = (operation: string) => fetch(operation, { operationKind: 'mutation' });
    const { order } = await run(
      { kind: 'Parallel', nodes: [mutation('M'), fetch('R'), mutation('N'), fetch('S')] },
      {},
    );
    expect(order).toEqual(['> R', '> S', '< R', '< S', '> M', '< M', '> N', '< N']);
  });

  it.each([
    ['true', { flag: true }, ['if']],
    ['false', { flag: false }, ['else']],
    ['null', { flag: null }, ['else']],
    ['absent', {}, ['else']],
  ])('Condition: a variable that is %s', async (_, variables, expected) => {
    const plan: PlanNode = { kind: 'Condition', condition: 'flag', ifClause: fetch('if'), elseClause: fetch('else') };
    expect((await run(plan, { variables })).calls.map(({ operation }) => operation)).toEqual(expected);
  });

  it('Condition: a clause that is null does nothing', async () => {
    const plan: PlanNode = { kind: 'Condition', condition: 'flag', ifClause: null, elseClause: fetch('else') };
    expect((await run(plan, { variables: { flag: true } })).calls).toEqual([]);
  });

  it('Flatten without requires: root fields are fetched once for every object there', async () => {
    const { data, calls } = await run(
      { kind: 'Flatten', path: [field('a'), '@', field('query')], node: fetch('R') },
      { data: { a: [{ query: {} }, null, { query: { own: 1 } }] }, answers: { R: { data: { root: { n: 1 } } } } },
    );
    expect(calls).toHaveLength(1);
    expect(data).toEqual({ a: [{ query: { root: { n: 1 } } }, null, { query: { own: 1, root: { n: 1 } } }] });
  });

  it('BatchFetch: aliases with their own paths, sharing a variable, in one request', async () => {
    const alias = (name: string, variable: string, ...paths: string[]) => ({
      alias: name,
      representationsVariableName: variable,
      paths: paths.map((path) => [field(path)]),
      requires: requires('Book', 'id'),
    });
    const aliases = [alias('_e0', 'r0', 'a', 'b'), alias('_e1', 'r0', 'c'), alias('_e2', 'r2', 'none')];
    const { data, calls } = await run(
      { kind: 'BatchFetch', serviceName: 's', operationKind: 'query', operation: 'B', entityBatch: { aliases } },
      {
        data: {
          a: { __typename: 'Book', id: '1' },
          b: { __typename: 'Book', id: '2' },
          c: { __typename: 'Book', id: '2' },
        },
        answers: { B: { data: { _e0: [{ x: 1 }, { x: 2 }], _e1: [{ y: 1 }, { y: 2 }], _e2: [] } } },
      },
    );
    expect(calls.map(({ variables }) => variables)).toEqual([
      {
        r0: [
          { __typename: 'Book', id: '1' },
          { __typename: 'Book', id: '2' },
        ],
        r2: [],
      },
    ]);
    expect(data).toMatchObject({ a: { x: 1 }, b: { x: 2 }, c: { y: 2 } });
    expect(data.c).not.toHaveProperty('x');
  });

  it('an entity fetch with nothing to ask for is no call', async () => {
    const node = fetch('E', { requires: requires('Book', 'id') });
    const { calls } = await run({ kind: 'Flatten', path: [field('a')], node }, { data: { a: null } });
    expect(calls).toEqual([]);
  });

  it('variables: only those used and given', async () => {
    const { calls } = await run(fetch('R', { variableUsages: ['used', 'absent'] }), {
      variables: { used: null, other: 1 },
    });
    expect(calls[0]!.variables).toEqual({ used: null });
  });

  it('a kind that is not known refuses the plan', () => {
    // biome-ignore lint/plugin: It is the wrong kind on purpose.
    const plan = { kind: 'Defer' } as unknown as PlanNode;
    expect(() => compilePlan(plan, { types, services: new Map(), call: async () => ({}) })).toThrow(
      /kind is expected.*Defer/,
    );
  });
});
