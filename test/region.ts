import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OwnerEntry } from '../commands/config.js';
import { graphqlRoute } from '../gateway/http/graphql/graphql-route.js';
import { serve } from '../gateway/http/server/server.js';
import { createHub } from '../gateway/hub/hub.js';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import type { Synthetic } from '../seeds/seed.js';
import type { Instance } from '../subgraphs/instance.js';
import { owners, startSeededInstance } from './instance.js';
import { accept } from './tokens.js';

export interface Region extends AsyncDisposable {
  readonly url: string;
  readonly instances: ReadonlyMap<string, Instance>;
  readonly lines: ReadonlyMap<string, Line>;
  /** Operations that each owner was asked since the last call of this. */
  calls(): Record<string, number>;
}

/** Five instances, or those of some owners, each with its own database, and the hub over them. */
export async function startRegion(held: readonly OwnerEntry[] = owners, synthetic?: Synthetic): Promise<Region> {
  const instances = new Map<string, Instance>();
  const lines = new Map<string, Line>();
  await Promise.all(
    held.map(async (owner) => {
      const instance = await startSeededInstance([owner], {}, {}, synthetic);
      instances.set(owner.code, instance);
      lines.set(owner.code, await openLine(instance.server.port));
    }),
  );
  const hub = createHub({
    supergraphSdl: readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: held.map(({ code }) => ({ code, url: lines.get(code)!.url })),
  });
  const server = await serve({ routes: { '/graphql': await graphqlRoute(hub, { authenticate: accept() }) } });
  return {
    url: `${server.url}/graphql`,
    instances,
    lines,
    calls: () => Object.fromEntries(held.map(({ code }) => [code, lines.get(code)!.takeCalls()])),
    async [Symbol.asyncDispose]() {
      await server.close();
      await hub.close();
      await Promise.all([...lines.values()].map((line) => line[Symbol.asyncDispose]()));
      await Promise.all([...instances.values()].map((instance) => instance.close()));
    },
  };
}

/** The line from the hub to an instance: counts what passes, and can be cut, go dead, or lose every answer. */
export interface Line extends AsyncDisposable {
  readonly url: string;
  state: 'up' | 'cut' | 'dead' | 'deaf';
  takeCalls(): number;
}

async function openLine(port: number): Promise<Line> {
  let calls = 0;
  const server = createServer((incoming, outgoing) => {
    calls++;
    if (line.state === 'cut') return void incoming.socket.destroy();
    if (line.state === 'dead') return;
    const { method, headers, url } = incoming;
    const forwarded = request({ port, host: '127.0.0.1', path: url, method, headers }, (answer: IncomingMessage) => {
      if (line.state === 'deaf') return void incoming.socket.destroy();
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => incoming.socket.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: Line = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    state: 'up',
    takeCalls() {
      const taken = calls;
      calls = 0;
      return taken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}
