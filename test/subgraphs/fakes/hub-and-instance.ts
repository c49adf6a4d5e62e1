/** An instance of Volgograd and the hub over it in one process: whatever holds either holds `/health/live`. */
import { readFile } from 'node:fs/promises';
import { runService } from '../../../commands/dev/service.js';
import { graphqlRoute } from '../../../gateway/http/graphql/graphql-route.js';
import { serve } from '../../../gateway/http/server/server.js';
import { createHub } from '../../../gateway/hub/hub.js';
import { schemaFolder } from '../../../schema/contract/schema-folder.js';
import { startInstance } from '../../../subgraphs/instance.js';

await runService({}, async () => {
  const instance = await startInstance({ owners: ['volgograd'], databaseUrl: process.env.DATABASE_URL! });
  const hub = createHub({
    supergraphSdl: await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: [{ code: 'volgograd', url: `${instance.server.url}/graphql` }],
  });
  const server = await serve({ routes: { '/graphql': await graphqlRoute(hub) } });
  const close = async () => {
    await server.close();
    await hub.close();
    await instance.close();
  };
  return { ready: { url: server.url, instance: instance.server.url }, close };
});
