/** Serves any Federation 2 supergraph over HTTP subgraphs: `npm run gateway -- --supergraph FILE [--port N] [--host H]`. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Endpoint, OperationRequest } from '../gateway/edge/endpoint.js';
import { graphqlRoute } from '../gateway/edge/graphql.js';
import { serve } from '../gateway/edge/server.js';
import { callOverHttp } from '../gateway/supergraph/call-over-http.js';
import { Supergraph } from '../gateway/supergraph/supergraph.js';

const { supergraph: file, port, host } = readOptions();
const subgraphs = callOverHttp<OperationRequest>();
try {
  const supergraph = await Supergraph.load(await readFile(file, 'utf8'), subgraphs.call, {
    onPlanFailure: ({ operation, reason }) => process.stderr.write(`No plan: ${reason}\n  ${operation}\n`),
  });
  const endpoint: Endpoint = {
    schema: supergraph.schema,
    execute: (request) => supergraph.execute({ ...request, context: request }),
  };
  const server = await serve({ routes: { '/graphql': await graphqlRoute(endpoint) }, port, host });
  process.stdout.write(`${server.url}/graphql\n`);

  const stop = async () => {
    await server.close();
    await supergraph.close();
    await subgraphs.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
} catch (error) {
  await subgraphs.close();
  fail(`${file} cannot be served: ${(error as Error).message}`);
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
  if (!values.supergraph) fail('Expected --supergraph FILE, the schema that a composition has written.');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`Expected --port 0 to 65535, got ${values.port}.`);
  return { supergraph: values.supergraph, port, host: values.host };
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
