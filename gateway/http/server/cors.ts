import type { IncomingMessage } from 'node:http';
import { schemaHeader } from '../../../schema/contract/fingerprint.js';
import type { HttpResponse } from './response.js';
import type { Route } from './routes.js';

/** Which pages of other origins a browser lets read what is answered: those named, and none where none is. */
export class Cors {
  readonly #origins: ReadonlySet<string>;

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /** For every answer. Without credentials: a browser then adds nothing of its own to what a page sends. */
  headersFor({ headers: { origin } }: IncomingMessage): Record<string, string> {
    if (!this.#isNamed(origin)) return {};
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed };
  }

  /** The header of which an answer depends, besides others. */
  get vary(): string[] {
    return this.#origins.size > 0 ? ['origin'] : [];
  }

  /** What a browser asks on behalf of a page before it sends the page's own request; undefined where it is no such question. */
  preflight({ method, headers }: IncomingMessage, { methods }: Route): HttpResponse | undefined {
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (!isPreflight || !this.#isNamed(headers.origin)) return undefined;
    return {
      status: 204,
      headers: {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': allowed,
        'access-control-max-age': '7200',
      },
      body: '',
    };
  }

  #isNamed(origin: string | undefined): origin is string {
    return origin !== undefined && this.#origins.has(origin);
  }
}

/** What of a text is an origin as browsers write it: scheme, host and a port that is not the usual one. */
export function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** What requests may carry: ours, and what clients add by themselves. */
const allowed = [
  'authorization',
  'content-type',
  'accept-language',
  'if-none-match',
  'last-event-id',
  'x-request-id',
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
  'x-apollo-operation-name',
].join(', ');

const exposed = ['etag', 'retry-after', 'www-authenticate', 'x-request-id', schemaHeader].join(', ');
