import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type Message, sendStream } from '../../gateway/http/server/event-writer.js';

/** A server of one endless stream; resolves `ended` when the server has given it up. */
async function serveStream(messages: () => AsyncIterable<Message>, options: Parameters<typeof sendStream>[3]) {
  const ended = Promise.withResolvers<void>();
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => {
    responses.push(response);
    void sendStream(response, {}, messages(), options).finally(ended.resolve);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    ended: ended.promise,
    responses,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('A stream', () => {
  it('drops a client that takes nothing, and keeps no more for it than fits into the connection', async () => {
    let sent = 0;
    async function* flood(): AsyncGenerator<Message> {
      for (;;) {
        sent++;
        yield { event: 'next', id: String(sent), data: 'x'.repeat(100_000) };
      }
    }
    await using server = await serveStream(flood, { stalledMs: 100 });
    const client = request({ port: server.port, host: '127.0.0.1' }, (response) => response.pause());
    client.on('error', () => {});
    client.end();
    await server.ended;
    expect(sent).toBeLessThan(500);
  });

  it('waits for a slow client as often as it takes, and adds nothing to the response by that', async () => {
    const listeners: number[] = [];
    async function* many(): AsyncGenerator<Message> {
      for (let n = 0; n < 30; n++) {
        const [response] = server.responses;
        listeners.push(response!.listenerCount('close') + response!.listenerCount('drain'));
        yield { event: 'next', data: 'x'.repeat(100_000) };
      }
    }
    await using server = await serveStream(many, {});
    let length = 0;
    await new Promise<void>((resolve) => {
      request({ port: server.port, host: '127.0.0.1' }, (response) => {
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
        });
        response.on('end', resolve);
      }).end();
    });
    expect(length).toBeGreaterThan(30 * 100_000);
    expect(listeners.at(-1)).toBe(listeners[1]);
  });

  it('shows that it is alive while nothing happens, and stops what it reads from when its client goes', async () => {
    const stopped = Promise.withResolvers<void>();
    async function* quiet(): AsyncGenerator<Message> {
      try {
        yield { id: 'a:1', comment: 'begun' };
        await stopped.promise;
      } finally {
        stopped.resolve();
      }
    }
    await using server = await serveStream(quiet, { heartbeatMs: 10 });
    let text = '';
    await new Promise<void>((resolve) => {
      const client = request({ port: server.port, host: '127.0.0.1' }, (response) => {
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.split(': heartbeat\n\n').length > 3) {
            client.destroy();
            resolve();
          }
        });
        response.on('error', () => {});
      });
      client.on('error', () => {});
      client.end();
    });
    stopped.resolve();
    await server.ended;
    expect(text).toMatch(/^: begun\nid: a:1\n\n: heartbeat\n\n/);
  });
});
