import type { IncomingMessage } from 'node:http';
import { HubError } from '../../../schema/errors/catalogue.js';

/** Reads the bytes of a body of at most `maxBytes` that says it is JSON. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  checkMediaType(request);
  return readBytes(request, maxBytes);
}

/** As UTF-8 and nothing else. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // The parser's message quotes the body.
    throw new HubError('BAD_REQUEST', { reason: 'NOT_JSON' });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const json = /^application\/json[ \t]*(;[ \t]*charset[ \t]*=[ \t]*("utf-?8"|utf-?8)[ \t]*)?$/i;

/** A form or text/plain could be sent by any web page without asking the browser's leave, so only JSON is taken. */
function checkMediaType({ headers }: IncomingMessage): void {
  const type = headers['content-type'] ?? '';
  if (!json.test(type)) {
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', { reason: 'CONTENT_TYPE', got: type });
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', { reason: 'CONTENT_ENCODING', got: encoding });
  }
}

function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new HubError('BODY_TOO_LARGE', { reason: 'BYTES', limit: maxBytes });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: HubError) => {
      request.off('data', take);
      reject(error);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) stop(tooLarge());
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.once('end', () => resolve((chunks.length === 1 && chunks[0]) || Buffer.concat(chunks)));
    request.once('error', () => stop(new HubError('BAD_REQUEST', { reason: 'BODY_INCOMPLETE' })));
  });
}
