import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { defaultLimits, type Limits, ownerLimits } from '../../gateway/http/graphql/limits.js';
import { serve } from '../../gateway/http/server/server.js';
import { createHub } from '../../gateway/hub/hub.js';
import type { OwnerOptions } from '../../gateway/hub/plan/owners.js';
import { leavesOf, type Tree } from '../hub/trees.js';
import { accept } from '../tokens.js';
import { supergraphSdl } from './supergraph.js';

/** How hubs stand over the five owners: over all at once, hubs over hubs, and some owners deeper than others. */
export const trees: readonly (readonly Tree[])[] = [
  ['a', 'a-1', 'a1', 'm', 'zz'],
  [
    ['a', 'm'],
    ['a-1', 'a1', 'zz'],
  ],
  [['a', ['a-1', ['m', 'zz']]], 'a1'],
];

/** Serves a tree of hubs over instances, each over HTTP to the one above; resolves with the URL of the top. */
export async function serveHubs(
  branches: readonly Tree[],
  urlOf: (owner: string) => string,
  stack: AsyncDisposableStack,
  limits: Limits = defaultLimits,
): Promise<string> {
  const owners = await Promise.all(
    branches.map(async (branch, index): Promise<OwnerOptions> => {
      if (typeof branch === 'string') return { code: branch, url: urlOf(branch) };
      // What a hub above adds is not the client's.
      const url = await serveHubs(branch, urlOf, stack, ownerLimits);
      return { code: `hub-${index}`, url, municipalities: leavesOf(branch) };
    }),
  );
  // What is late on a busy machine is another matter, and hubs over hubs have a part of the time each.
  const hub = createHub({ supergraphSdl, owners, deadlineMs: 30_000 });
  stack.defer(() => hub.close());
  const server = await serve({ routes: { '/graphql': await graphqlRoute(hub, { authenticate: accept(), limits }) } });
  stack.defer(() => server.close());
  return `${server.url}/graphql`;
}
