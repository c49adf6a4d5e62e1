import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands in for an instance or the hub: listens where it is told, answers with its environment, says when it is ready,
 * and ends when asked or when its supervisor is gone.
 */
export async function fakeProgram(port: string | undefined, ready: Record<string, unknown>): Promise<void> {
  const server = createServer((_, response) => response.end(JSON.stringify(process.env)));
  server.listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  process.send!({ type: 'ready', url, ...ready });
}
