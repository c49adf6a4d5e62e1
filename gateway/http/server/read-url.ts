import type { IncomingMessage } from 'node:http';
import { HubError } from '../../../schema/errors/catalogue.js';

/** What a GET asks in its address (GraphQL over HTTP), as the bytes of the body that a POST would have. */
export function readAddress({ url = '' }: Pick<IncomingMessage, 'url'>): Buffer {
  const [, search = ''] = url.split(/\?(.*)/s, 2);
  const fields = new Map<string, string>();
  for (const pair of search.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decoded);
    if (!names.has(name)) continue;
    if (fields.has(name)) throw new HubError('BAD_REQUEST', { reason: 'PARAMETER_TWICE', parameter: name });
    fields.set(name, value);
  }
  const body: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    // Clients write out what is empty as nothing at all.
    if (value !== '') body[name] = isJson.has(name) ? parsed(name, value) : value;
  }
  return Buffer.from(JSON.stringify(body));
}

/** An address may be followed from anybody's link, be asked for again or ahead, and stand in logs: it changes nothing. */
export function checkMayChange({ method }: Pick<IncomingMessage, 'method'>): void {
  if (method === 'POST') return;
  throw new HubError('METHOD_NOT_ALLOWED', { reason: 'MUTATION', got: method }, { extensions: { allow: ['POST'] } });
}

const names: ReadonlySet<string> = new Set(['query', 'operationName', 'variables', 'extensions']);
const isJson: ReadonlySet<string> = new Set(['variables', 'extensions']);

/** Of UTF-8 and nothing else, as in a body. */
function decoded(part: string): string {
  try {
    if (/[^\x21-\x7e]/.test(part)) throw new URIError();
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw new HubError('BAD_REQUEST', { reason: 'PARAMETERS' });
  }
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // The parser's message quotes the address.
    throw new HubError('BAD_REQUEST', { reason: 'PARAMETER_NOT_JSON', parameter: name });
  }
}
