import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { type ErrorCode, HubError } from '../../schema/errors.js';
import { errorBody, statusOf } from './errors.js';
import type { Message } from './stream.js';

export interface Answer {
  status?: number;
  /** Over the headers that every answer has; names in lower case. */
  headers?: Record<string, string>;
  body: string | Buffer;
  /** Sent in the place of a body, as long as there are any. */
  messages?: AsyncIterable<Message>;
}

export function refusal(error: GraphQLError): Answer {
  const { allow } = error.extensions;
  const status = statusOf([error]);
  const headers: Record<string, string> = Array.isArray(allow) ? { allow: allow.join(', ') } : {};
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  return { status, headers, body: errorBody([error]) };
}

export function send(request: IncomingMessage, response: ServerResponse, requestId: string, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status ?? 200, {
    ...commonHeaders,
    'content-length': Buffer.byteLength(answer.body),
    'x-request-id': requestId,
    ...answer.headers,
  });
  response.end(answer.body);
  if (!request.complete) discardRest(request);
}

/** Lets a refused client finish sending, so that it reads the refusal instead of a reset; but not for ever. */
function discardRest(request: IncomingMessage): void {
  let left = 1024 * 1024;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.on('error', () => {});
  request.resume();
}

/** Answers where there is no request object to answer to: what came is not HTTP, or did not come in time. */
export function refuse(socket: Duplex, code: ErrorCode): void {
  const errors = [new HubError(code)];
  const body = errorBody(errors);
  const status = statusOf(errors);
  const headers = {
    ...commonHeaders,
    'content-length': Buffer.byteLength(body),
    'x-request-id': randomUUID(),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  (socket as Socket).destroySoon();
}

const commonHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};
