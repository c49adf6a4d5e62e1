/** Serves any Federation 2 supergraph over HTTP subgraphs: `npm run gateway -- --supergraph FILE [--port N] [--host H]`. */
import { type Endpoint, graphqlRoute, type OperationRequest, serve } from '../gateway/http/index.js';
import './node-version.js';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { callOverHttp, Supergraph } from '../gateway/supergraph/index.js';
import { messageOf } from '../schema/errors/unknown-error.js';
import { Failure } from './dev/failure.js';
import { runService } from './dev/service.js';
import { answerHelp } from './settings/programs.js';
import { readSettings } from './settings/settings.js';

answerHelp('gateway');
await runService({ program: 'gateway' }, async (log) => {
  const { supergraph: file, port, host } = readOptions();
  const { http, limits, gateway } = readOwnSettings();
  const subgraphs = callOverHttp<OperationRequest>(gateway);
  try {
    const supergraph = await Supergraph.load(await readFile(file, 'utf8'), subgraphs.call, {
      ...gateway,
      // Not the operation itself: its values may be anybody's.
      onPlanFailure: ({ reason }) => log.warn({ code: 'OPERATION_INVALID' }, `No plan: ${reason}`),
    });
    const endpoint: Endpoint = {
      schema: supergraph.schema,
      execute: (request) => supergraph.execute({ ...request, context: request }),
    };
    const server = await serve({
      routes: { '/graphql': await graphqlRoute(endpoint, { log, limits }) },
      port,
      host,
      log,
      ...http,
    });
    const close = async () => {
      await server.close();
      await supergraph.close();
      await subgraphs.close();
    };
    return { ready: { url: `${server.url}/graphql` }, close };
  } catch (error) {
    await subgraphs.close();
    throw new Failure(`${file} cannot be served: ${messageOf(error)}`);
  }
});

/** The owners file is of no concern here. */
function readOwnSettings() {
  const mistakes: string[] = [];
  const settings = readSettings(process.env, mistakes);
  if (mistakes.length > 0) throw new Failure(mistakes.join('\n'));
  return settings;
}

function readOptions(): { supergraph: string; port: number; host: string } {
  const { values } = parseArgs({
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  const port = Number(values.port);
  if (!values.supergraph) throw new Failure('Expected --supergraph FILE, the schema that a composition has written.');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(`Expected --port 0 to 65535, got ${values.port}.`);
  }
  return { supergraph: values.supergraph, port, host: values.host };
}
