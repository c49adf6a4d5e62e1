/** The hub alone: `npm run hub`. It asks the owners of the owners file, wherever their instances run. */

import { readFile } from 'node:fs/promises';
import { graphqlRoute } from '../gateway/http/graphql/graphql-route.js';
import { defaultLimits, ownerLimits } from '../gateway/http/graphql/limits.js';
import { jsonRoute, schemaRoute, serve } from '../gateway/http/server/server.js';
import { createHub, type OwnerOptions } from '../gateway/hub/index.js';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import { readConfig } from './config.js';
import { Failure } from './dev/failure.js';
import { runService } from './dev/service.js';
import { authenticateBy } from './dev/token-settings.js';

await runService({ program: 'hub' }, async (log) => {
  const config = readConfig();
  const given = process.env.HUB_OWNER_URLS;
  const owners: OwnerOptions[] = given
    ? JSON.parse(given)
    : config.owners.map(({ code, url, port, municipalities }) => ({
        code,
        url: url ?? `http://127.0.0.1:${port}/graphql`,
        municipalities,
      }));
  const hub = createHub({
    supergraphSdl: await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners,
    cacheBytes: config.hub.cacheBytes,
    log,
  });
  const problems = await hub.register();
  if (problems.length > 0) throw new Failure(problems.join('\n'));
  const server = await serve({
    host: config.hub.host,
    port: config.hub.port,
    log,
    unreadyMs: config.unreadyMs,
    corsOrigins: config.corsOrigins,
    routes: {
      '/graphql': await graphqlRoute(hub, {
        authenticate: await authenticateBy(config, log),
        log,
        introspection: config.introspection,
        // What a hub above adds is not its client's.
        limits: config.hub.isBelowHubs ? ownerLimits : defaultLimits,
      }),
      '/version': jsonRoute(() => ({ owners: hub.owners.flatMap(({ municipalities }) => [...municipalities]) })),
      '/schema': schemaRoute(hub.schema),
    },
  });
  const close = async () => {
    await server.close();
    await hub.close();
  };
  return { ready: { url: `${server.url}/graphql` }, close };
});
