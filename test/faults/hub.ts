import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { serve } from '../../gateway/http/server/server.js';
import { createHub, type HubOptions } from '../../gateway/hub/hub.js';
import { post } from '../http/kit.js';
import type { World } from '../hub/world.js';
import { worldSdl } from '../hub/world-sdl.js';
import { type LogLine, recordedLog } from '../log.js';
import { type ScriptedOwner, serveScripted } from './misbehave.js';

/** Three owners with four measures each. */
export const world: World = {
  owners: ['a', 'b', 'c'],
  measures: ['a', 'b', 'c'].flatMap((owner) =>
    [1, 2, 3, 4].map((n) => ({ owner, n, title: `Мера ${n}`, due: null, amount: n, areas: ['PROCESS'], basis: ':1' })),
  ),
};

export const query = '{ measures(first: 8) { nodes { id title } totalCount pageInfo { hasNextPage endCursor } } }';
/** With little time, for who is waited for until it has passed. */
export const hasty = `query @deadline(ms: 300) ${query}`;

/** A hub as clients see it, over HTTP, before owners that do what a test says. */
export interface TestHub extends AsyncDisposable {
  readonly url: string;
  readonly owners: Record<'a' | 'b' | 'c', ScriptedOwner>;
  /** What an operator reads. */
  readonly logged: LogLine[];
  ask(query: string, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  status: number;
  requestId: string | null;
  text: string;
  // biome-ignore-start lint/suspicious/noExplicitAny: tests read answers as JSON.
  data: any;
  errors?: any[];
  extensions?: any;
  // biome-ignore-end lint/suspicious/noExplicitAny: as above.
}

export type StartOptions = Partial<HubOptions> & {
  /** The name by which b is asked. */
  hostOfB?: string;
  /** Without one of its guards, to see that it is needed. */
  create?: typeof createHub;
};

export async function startHub({
  create = createHub,
  hostOfB = '127.0.0.1',
  ...options
}: StartOptions = {}): Promise<TestHub> {
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((code) => serveScripted(world, code)));
  const owners = { a: a!, b: b!, c: c! };
  const { log, lines: logged } = recordedLog();
  const hub = create({
    supergraphSdl: worldSdl,
    owners: Object.values(owners).map(({ code, url }) => ({
      code,
      url: code === 'b' ? url.replace('127.0.0.1', hostOfB) : url,
    })),
    log,
    ...options,
  });
  const route = await graphqlRoute(hub, { log });
  const server = await serve({ routes: { '/graphql': route }, graceMs: 100 });
  const url = `${server.url}/graphql`;
  return {
    url,
    owners,
    logged,
    async ask(query, sent) {
      const { status, headers, text, json } = await post(url, { query }, sent);
      return { status, requestId: headers.get('x-request-id'), text, ...json };
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await hub.close();
      await Promise.all(Object.values(owners).map((owner) => owner[Symbol.asyncDispose]()));
    },
  };
}
