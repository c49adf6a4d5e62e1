import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';

export interface OwnersAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends a request on; resolves when its answer begins. */
export function forward(options: RequestOptions, body: Buffer, response: ServerResponse): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(options, resolve);
    sent.on('error', reject);
    // Who asked has gone: nobody waits for the answer.
    response.on('close', () => !response.writableFinished && sent.destroy());
    sent.end(body);
  });
}

export async function wholeOf(answer: IncomingMessage): Promise<OwnersAnswer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) };
}
