import { readFileSync } from 'node:fs';
import { graphqlRoute } from '../../../gateway/http/graphql/graphql-route.js';
import { serve } from '../../../gateway/http/server/server.js';
import { createHub } from '../../../gateway/hub/hub.js';
import { schemaFolder } from '../../../schema/contract/schema-folder.js';
import type { Instance } from '../../../subgraphs/instance.js';

export interface TestHub extends AsyncDisposable {
  readonly url: string;
}

/** A hub over these instances, one owner each. */
export async function startHubOver(instances: Readonly<Record<string, Instance>>): Promise<TestHub> {
  const hub = createHub({
    supergraphSdl: readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: Object.entries(instances).map(([code, { server }]) => ({ code, url: `${server.url}/graphql` })),
  });
  const server = await serve({ routes: { '/graphql': await graphqlRoute(hub) } });
  return {
    url: `${server.url}/graphql`,
    async [Symbol.asyncDispose]() {
      await server.close();
      await hub.close();
    },
  };
}
