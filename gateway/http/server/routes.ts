import type { IncomingMessage } from 'node:http';
import { type GraphQLSchema, printSchema } from 'graphql';
import { schemaFingerprint } from '../../../schema/contract/fingerprint.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { HttpResponse } from './response.js';

/** One request on its way through a server. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Aborted when the client goes away or `answerWithinMs` passes. */
  readonly signal: AbortSignal;
  /** The body may take longer than that of others: who asks may publish files, and lines are slow. */
  allowUpload(): void;
}

/** What answers at one path. A HubError that it throws is told to the client, anything else is masked. */
export interface Route {
  readonly methods: readonly string[];
  answer(exchange: Exchange): HttpResponse | Promise<HttpResponse>;
  /** Called when the server has answered its last request. */
  close?(): Promise<void>;
}

/** A route that answers a GET with one JSON value. */
export function jsonRoute(value: () => unknown): Route {
  return { methods: ['GET', 'HEAD'], answer: async () => ({ body: JSON.stringify(await value()) }) };
}

/** What an endpoint can be asked, for a hub of another version that asks it. */
export function schemaRoute(schema: GraphQLSchema): Route {
  return jsonRoute(() => ({ fingerprint: schemaFingerprint(schema), sdl: printSchema(schema) }));
}

/** For whoever watches over the process: live as long as it answers, ready while requests can be answered. */
export function healthRoutes(ready: () => Promise<boolean>): Record<string, Route> {
  return {
    '/health/live': jsonRoute(() => ({ status: 'live' })),
    '/health/ready': jsonRoute(async () => {
      if (!(await ready())) throw new HubError('NOT_READY');
      return { status: 'ready' };
    }),
  };
}

export function findRoute(routes: ReadonlyMap<string, Route>, { url = '', headers }: IncomingMessage): Route {
  if (headers.host === undefined) throw new HubError('BAD_REQUEST', { reason: 'NO_HOST' });
  const [path = ''] = url.split('?', 1);
  const route = routes.get(path);
  if (!route) throw new HubError('NOT_FOUND', { reason: 'ADDRESS', expected: [...routes.keys()][0] ?? '/', got: path });
  return route;
}

export function checkMethod({ method = '' }: IncomingMessage, { methods }: Route): void {
  if (methods.includes(method)) return;
  throw new HubError(
    'METHOD_NOT_ALLOWED',
    { reason: 'METHOD', expected: methods, got: method },
    { extensions: { allow: methods } },
  );
}
