import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import type { Language } from '../../../schema/contract/parameters.js';
import { type ErrorCode, HubError } from '../../../schema/errors/catalogue.js';
import { errorBody, statusOf } from './error-response.js';
import type { Message } from './event-writer.js';
import type { MediaType } from './media-type.js';

export interface HttpResponse {
  status?: number;
  /** Over the headers that every answer has; names in lower case. */
  headers?: Record<string, string>;
  /** Parts are sent one after the other, and not copied into one. */
  body: string | Buffer | readonly Buffer[];
  /** Sent in the place of a body, as long as there are any. */
  messages?: AsyncIterable<Message>;
}

export function errorResponse(errors: readonly GraphQLError[], language: Language): HttpResponse {
  const allow = errors[0]?.extensions.allow;
  const status = statusOf(errors);
  const headers: Record<string, string> = Array.isArray(allow) ? { allow: allow.join(', ') } : {};
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  return { status, headers, body: errorBody(errors, language) };
}

export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  answer: HttpResponse,
): void {
  if (response.destroyed) return;
  const { status = 200, body } = answer;
  const isWhole = typeof body === 'string' || Buffer.isBuffer(body);
  // What would describe a body has no place where there is none.
  const hasBody = status !== 204 && status !== 304;
  const bodyHeaders = hasBody && {
    ...commonHeaders,
    'content-length': isWhole ? Buffer.byteLength(body) : sizeOf(body),
  };
  response.writeHead(status, { ...bodyHeaders, ...headers, ...answer.headers });
  if (isWhole) response.end(body);
  else endWith(response, body);
  if (!request.complete) discardRest(request);
}

function sizeOf(parts: readonly Buffer[]): number {
  return parts.reduce((size, { length }) => size + length, 0);
}

/** All parts, the headers before them, go to the socket as one. */
function endWith(response: ServerResponse, parts: readonly Buffer[]): void {
  response.cork();
  for (const part of parts) response.write(part);
  response.end();
}

/** Lets a refused client finish sending, so that it reads the refusal instead of a reset; but not for ever. */
function discardRest(request: IncomingMessage): void {
  let budget = 1024 * 1024;
  request.on('data', (chunk: Buffer) => {
    budget -= chunk.length;
    if (budget < 0) request.destroy();
  });
  request.on('error', () => {});
  request.resume();
}

/** Answers where there is no request object to answer to: what came is not HTTP, or did not come in time. */
export function refuseConnection(
  socket: Duplex,
  code: ErrorCode,
  type: MediaType = 'application/json',
  language: Language = 'en',
): void {
  const errors = [new HubError(code)];
  const body = errorBody(errors, language);
  const status = statusOf(errors);
  const headers = {
    ...commonHeaders,
    'content-type': `${type}; charset=utf-8`,
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
