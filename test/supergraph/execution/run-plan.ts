import { buildSchema } from 'graphql';
import {
  compilePlan,
  type PlanRun,
  type SubgraphRequest,
  type SubgraphResponse,
} from '../../../gateway/supergraph/execution/compile-plan.js';
import { SubgraphErrors } from '../../../gateway/supergraph/execution/subgraph-errors.js';
import type { FetchNode, PlanNode, RequiresSelection } from '../../../gateway/supergraph/operation/query-plan.js';
import { TypeTests } from '../../../gateway/supergraph/schema/supergraph-schema.js';
import { ObjectBudget } from '../../../schema/contract/object-budget.js';

export const types = new TypeTests(
  buildSchema(/* GraphQL */ `
    interface Named { id: ID }
    interface Thing implements Named { id: ID }
    type Book implements Thing & Named { id: ID }
    type Film implements Thing & Named { id: ID }
    type Person implements Named { id: ID }
    type Place { id: ID }
    union Any = Book | Place
    type Query { any: Any }
  `),
);

export type Answer = SubgraphResponse | Error;

/** Runs a plan over the given data. Answers are found by the operation's text. */
export async function run(
  plan: PlanNode,
  given: {
    data?: object;
    answers?: Record<string, Answer | (() => Promise<Answer>)>;
    variables?: Record<string, unknown>;
  },
) {
  const calls: SubgraphRequest[] = [];
  const order: string[] = [];
  const call = async (request: SubgraphRequest) => {
    calls.push(structuredClone(request));
    order.push(`> ${request.operation}`);
    await new Promise(setImmediate);
    const known = given.answers?.[request.operation] ?? { data: {} };
    const answer = typeof known === 'function' ? await known() : known;
    order.push(`< ${request.operation}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const services = new Map([['s', 'http://s.invalid']]);
  const state: PlanRun<undefined> = {
    data: { ...given.data },
    errors: new SubgraphErrors(),
    unresolved: new Set(),
    variables: given.variables ?? {},
    context: undefined,
    objects: new ObjectBudget(),
    signal: new AbortController().signal,
  };
  await compilePlan(plan, { types, services, call })(state);
  const errors = state.errors.all.map(({ error, path }) => ({ message: error.message, path }));
  return { data: JSON.parse(JSON.stringify(state.data)), calls, order, errors };
}

export const fetch = (operation: string, more: Partial<FetchNode> = {}): FetchNode => ({
  kind: 'Fetch',
  serviceName: 's',
  operationKind: 'query',
  operation,
  ...more,
});
export const requires = (typeCondition: string, ...names: string[]): RequiresSelection[] => [
  {
    kind: 'InlineFragment',
    typeCondition,
    selections: ['__typename', ...names].map((name) => ({ kind: 'Field', name })),
  },
];
export const field = (name: string) => ({ Field: name });
