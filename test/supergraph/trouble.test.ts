import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { Supergraph } from '../../gateway/supergraph/supergraph.js';
import { compose, federate, overTheWire } from './federation.js';
import { reference, subgraphs } from './gardens.js';

describe('a supergraph in trouble', () => {
  it('answers what it can when a subgraph is lost, and names it', async () => {
    await using federation = await federate(subgraphs, {
      call: (local) => async (request, context, signal) => {
        if (request.serviceName === 'weather') throw new Error('connect ECONNREFUSED 10.1.2.3:80');
        return local(request, context, signal);
      },
    });
    expect(overTheWire(await federation.ask('{ all: gardens { title: name light: sun } }'))).toEqual({
      data: {
        all: [
          { title: 'garden g1', light: null },
          { title: 'garden g2', light: null },
        ],
      },
      errors: [
        {
          message: 'A part of the graph could not be reached.',
          path: ['all'],
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'SUBGRAPH_UNREACHABLE', service: 'weather' },
        },
      ],
    });
    expect(overTheWire(await federation.ask('{ season garden(id: 1) { name } }'))).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'SUBGRAPH_UNREACHABLE', service: 'weather' } }],
    });
  });

  it('asks nobody any more once the request is aborted', async () => {
    const aborting = new AbortController();
    await using federation = await federate(subgraphs, {
      call: (local) => (request, context, signal) => {
        aborting.abort();
        return local(request, context, signal);
      },
    });
    const document = parse('mutation { plant(name: "x") { garden { name } } rain(mm: 1) }');
    const operation = getOperationAST(document)!;
    const answer = await federation.supergraph.execute({
      document,
      operation,
      variables: {},
      context: {},
      signal: aborting.signal,
    });
    expect(federation.calls.map(({ serviceName }) => serviceName)).toEqual(['gardens']);
    expect(overTheWire(answer)).toMatchObject({ data: null, errors: [{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }] });
  });

  /** A known fault of the planner: the required field belongs to a subgraph that was asked earlier in the plan. */
  const unplannable = {
    one: {
      typeDefs: 'type Query { a: A } type A @key(fields: "id") { id: ID! n: Int }',
      resolvers: { Query: { a: () => ({ id: 1 }) }, A: { __resolveReference: reference } },
    },
    two: {
      typeDefs: 'type A @key(fields: "id") { id: ID! kids: [A!]! twice: Int }',
      resolvers: { A: { __resolveReference: reference, kids: () => [] } },
    },
  };

  /** As no composition writes it: nobody answers the field. */
  const alter = (sdl: string) => sdl.replace(/twice: Int @join__field\(graph: TWO/, '$&, external: true');

  it('says so when there is no plan, asks the planner only once, and serves everything else', async () => {
    const failures: string[] = [];
    await using federation = await federate(unplannable, {
      alter,
      onPlanFailure: ({ operation }) => failures.push(operation),
    });
    const text = '{ a { kids { twice } } }';
    for (let time = 0; time < 3; time++) {
      expect(overTheWire(await federation.ask(text))).toEqual({
        errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code: 'PLAN_FAILED' }) }],
      });
    }
    expect(failures).toEqual(['query{a{kids{twice}}}']);
    expect(await federation.ask('{ a { n } }')).toMatchObject({ data: { a: { n: null } } });
  });

  it('plans known operations when it is loaded, and is not loaded with one that has no plan', async () => {
    const sdl = alter(compose(unplannable).sdl);
    const load = (text: string) =>
      Supergraph.load(sdl, async () => ({ data: { _f0_a: null } }), { knownOperations: [text] });
    await expect(load('{ a { kids { twice } } }')).rejects.toMatchObject({ code: 'PLAN_FAILED' });
    await expect(load('{ a { nothing } }')).rejects.toThrow(/Cannot query field/);
    const supergraph = await load('query ($deep: Boolean!) { x: a { n ok: kids @include(if: $deep) { id } } }');
    process.kill(supergraph.plannerPid!, 'SIGSTOP');
    const document = parse('query ($all: Boolean!) { x: a { m: n ... @include(if: $all) { ok: kids { id } } } }');
    const { signal } = new AbortController();
    for (const all of [true, false]) {
      const request = { document, operation: getOperationAST(document)!, variables: { all }, context: {}, signal };
      expect(await supergraph.execute(request)).toEqual({ data: { x: null } });
    }
    await supergraph.close();
  });

  it.each([
    ['no supergraph', 'type Query { a: Int }', /enum join__Graph names no subgraph/],
    [
      'a supergraph without Query',
      'enum join__Graph { A @join__graph(name: "a", url: "") } type T { a: Int }',
      /type Query/,
    ],
    ['no schema at all', 'type Query {', /Syntax Error/],
  ])('is not loaded from %s', async (_, sdl, message) => {
    await expect(Supergraph.load(sdl, async () => ({}))).rejects.toThrow(message);
  });
});
