import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SubgraphResponse } from '../../gateway/supergraph/index.js';

/** One group of the audit: its subgraphs in this process, its supergraph, and the queries that it asks. */
export interface Suite {
  readonly id: string;
  readonly sdl: string;
  readonly queries: readonly string[];
  call(service: string, operation: string, variables: Record<string, unknown>): Promise<SubgraphResponse>;
}

type Handler = (request: Request) => Promise<Response>;

interface AuditSubgraph {
  name: string;
  typeDefs: string;
  createRoutes(id: string, router: { route(route: { method: string; handler: Handler }): void }): void;
}

/** Reads the groups, or one, out of a clone of the audit in which its packages are installed. */
export async function readSuites(folder: string, only?: string): Promise<Suite[]> {
  const require = createRequire(path.join(path.resolve(folder), 'package.json'));
  const { register } = await import(pathToFileURL(require.resolve('tsx/esm/api')).href);
  // For all alike: subgraphs of a group share their data.
  register();
  const load = (file: string) => import(pathToFileURL(path.resolve(folder, file)).href);
  const { getSupergraph } = await load('src/supergraph.ts');
  const suites: Suite[] = [];
  for (const id of (await readdir(path.join(folder, 'src/test-suites'))).toSorted()) {
    if (only && id !== only) continue;
    const place = `src/test-suites/${id}`;
    const files = (await readdir(path.join(folder, place))).filter((file) => file.endsWith('.subgraph.ts')).toSorted();
    const subgraphs: AuditSubgraph[] = [];
    for (const file of files) subgraphs.push((await load(`${place}/${file}`)).default);
    const tests = (await load(`${place}/test.ts`)).default;
    const handlers = new Map(subgraphs.map((subgraph) => [subgraph.name, handlerOf(subgraph, id)]));
    suites.push({
      id,
      sdl: getSupergraph(subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}.invalid/` }))),
      queries: (typeof tests === 'function' ? tests() : tests).map((test: { query: string }) => test.query),
      async call(service, query, variables) {
        const request = new Request(`http://${service}.invalid/${id}/${service}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        return (await (await handlers.get(service)!(request)).json()) as SubgraphResponse;
      },
    });
  }
  return suites;
}

function handlerOf(subgraph: AuditSubgraph, id: string): Handler {
  let posted: Handler | undefined;
  subgraph.createRoutes(id, {
    route({ method, handler }) {
      if (method === 'POST') posted = handler;
    },
  });
  if (!posted) throw new Error(`A subgraph of ${id} is expected to answer POST.`);
  return posted;
}
