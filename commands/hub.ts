/** The hub alone: `npm run hub`. It asks the owners of the owners file, wherever their instances run. */
import { defaultLimits, graphqlRoute, jsonRoute, ownerLimits, schemaRoute, serve } from '../gateway/http/index.js';
import './node-version.js';
import { readFile } from 'node:fs/promises';
import { createHub, type OwnerOptions } from '../gateway/hub/index.js';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import { type OwnerEntry, readConfig } from './config.js';
import { Failure } from './dev/failure.js';
import { runService } from './dev/service.js';
import { authenticateBy } from './dev/token-settings.js';
import { answerHelp } from './settings/programs.js';

answerHelp('hub');
await runService({ program: 'hub' }, async (log) => {
  const config = readConfig();
  const { settings, owners, introspection } = config;
  const { belowHubs, ownerUrls } = settings.hubPlace;
  const hub = createHub({
    supergraphSdl: await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: ownerUrls ?? owners.map(addressOf),
    log,
    ...settings.hub,
  });
  const problems = await hub.checkOwners();
  if (problems.length > 0) throw new Failure(problems.join('\n'));
  const server = await serve({
    ...config.hub,
    ...settings.http,
    log,
    routes: {
      '/graphql': await graphqlRoute(hub, {
        authenticate: await authenticateBy(config, log),
        log,
        introspection,
        // What a hub above adds is not its client's.
        limits: { ...(belowHubs ? ownerLimits : defaultLimits), ...settings.limits },
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

/** Where an owner is asked: elsewhere, or at the instance that runs here. */
function addressOf({ code, url, port, municipalities }: OwnerEntry): OwnerOptions {
  return { code, url: url ?? `http://127.0.0.1:${port}/graphql`, municipalities };
}
