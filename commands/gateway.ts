/** Serves any Federation 2 supergraph over HTTP subgraphs: `npm run gateway -- --supergraph FILE [--port N] [--host H]`. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { parseArgs } from 'node:util';
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { callOverHttp } from '../gateway/supergraph/call-over-http.js';
import { Supergraph } from '../gateway/supergraph/supergraph.js';

const { values: options } = parseArgs({
  options: {
    supergraph: { type: 'string' },
    port: { type: 'string', default: '4000' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});
if (!options.supergraph) fail('--supergraph FILE is expected: the schema that a composition has written.');

const subgraphs = callOverHttp<{ authorization?: string }>();
const supergraph = await Supergraph.load(await readFile(options.supergraph, 'utf8'), subgraphs.call, {
  onPlanFailure: ({ operation, reason }) => console.error(`No plan: ${reason}\n  ${operation}`),
}).catch((error: Error) => fail(`${options.supergraph} cannot be served: ${error.message}`));

const documents = new LRUCache<string, DocumentNode>({ max: 1000 });
const server = createServer(async (request, response) => {
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  let answer: ExecutionResult;
  try {
    answer = await answerTo(await readJson(request), request.headers.authorization, abort.signal);
  } catch (error) {
    answer = { errors: [error instanceof GraphQLError ? error : new GraphQLError('Bad request.')] };
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
});
server.listen(Number(options.port), options.host, () => console.log(`http://${options.host}:${options.port}/graphql`));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

async function answerTo(
  { query, operationName, variables }: { query: string; operationName?: string; variables?: Record<string, unknown> },
  authorization: string | undefined,
  signal: AbortSignal,
): Promise<ExecutionResult> {
  let document = documents.get(query);
  if (!document) {
    document = parse(query, { maxTokens: 10_000 });
    const errors = validate(supergraph.schema, document);
    if (errors.length) return { errors };
    documents.set(query, document);
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new GraphQLError('The name of one operation is expected.');
  return supergraph.execute({ document, operation, variables: variables ?? {}, context: { authorization }, signal });
}

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

async function stop(): Promise<void> {
  server.close();
  server.closeAllConnections();
  await supergraph.close();
  await subgraphs.close();
}

function fail(text: string): never {
  console.error(text);
  process.exit(1);
}
