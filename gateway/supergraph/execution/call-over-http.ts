import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { HubError } from '../../../schema/errors/catalogue.js';
import { asError, errorCode } from '../../../schema/errors/unknown-error.js';
import type { CallSubgraph, SubgraphResponse } from './compile-plan.js';

export interface HttpOptions {
  /** Milliseconds from the start of a call to the last byte of its answer. */
  timeoutMs?: number;
  /** Largest answer in bytes, counted after decompression. */
  maxBytes?: number;
  /** Connections to one subgraph. */
  connections?: number;
}

export const httpDefaults = { timeoutMs: 30_000, maxBytes: 16 * 2 ** 20, connections: 64 } as const;

/** Calls of subgraphs over HTTP, and the end of their connections. */
export interface HttpCalls<C> {
  readonly call: CallSubgraph<C>;
  close(): Promise<void>;
}

/** Asks subgraphs over HTTP with connections kept alive. Never follows a redirect. */
export function callOverHttp<C extends { authorization?: string }>({
  timeoutMs = httpDefaults.timeoutMs,
  maxBytes = httpDefaults.maxBytes,
  connections = httpDefaults.connections,
}: HttpOptions = {}): HttpCalls<C> {
  const agent = new Agent({
    connections,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  const call: CallSubgraph<C> = async ({ url, operation, variables }, { authorization }, signal) => {
    const { origin, pathname, search } = new URL(url);
    // One limit over connecting, waiting and reading: a timer that ends with the headers leaves the body unbounded.
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const response = await agent.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          'accept-encoding': 'gzip, br',
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: JSON.stringify({ query: operation, variables }),
        signal: limit.signal,
      });
      return parseAnswer(await readBody(response, maxBytes), response.statusCode);
    } catch (error) {
      if (limit.signal.aborted) throw new HubError('SUBGRAPH_TIMEOUT', undefined, { originalError: asError(error) });
      if (error instanceof HubError) throw error;
      throw new HubError('SUBGRAPH_UNREACHABLE', undefined, { originalError: asError(error) });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };
  return { call, close: () => agent.destroy() };
}

async function readBody({ body, headers }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const encoding = headers['content-encoding'] ?? 'identity';
  const decoder = encoding === 'gzip' ? createGunzip() : encoding === 'br' ? createBrotliDecompress() : undefined;
  // Errors of the source are not passed on by pipe(): the decoder would wait for ever.
  body.on('error', (error) => decoder?.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (!decoder && encoding !== 'identity') throw new HubError('SUBGRAPH_INVALID', { reason: 'ENCODING' });
    for await (const chunk of (decoder ? body.pipe(decoder) : body) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new HubError('SUBGRAPH_INVALID', { reason: 'BYTES', limit: maxBytes });
      chunks.push(chunk);
    }
  } catch (error) {
    body.destroy();
    const code = String(errorCode(error) ?? '');
    if (!/^(Z_|ERR__ERROR_FORMAT)/.test(code)) throw error;
    throw new HubError('SUBGRAPH_INVALID', { reason: 'BODY_INCOMPLETE' }, { originalError: asError(error) });
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A GraphQL answer, whatever the status: an error of the whole request is one too. */
function parseAnswer(text: string, status: number): SubgraphResponse {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new HubError('SUBGRAPH_INVALID', { reason: 'NOT_JSON', status });
  }
  const isAnswer = typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
  if (!isAnswer) throw new HubError('SUBGRAPH_INVALID', { reason: 'NOT_GRAPHQL', status });
  return answer as SubgraphResponse;
}
