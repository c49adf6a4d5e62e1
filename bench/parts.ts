import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../commands/config.js';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import { setStage } from './test-bed.js';

/** All that is compared, each upstream call `delayMs` away. */
export interface Parts {
  hub: Contender;
  /** The same with nothing kept: as if all owners' data had changed before each request. */
  hubAnew: Contender;
  apollo: Contender;
  /** The owners' instances, asked directly, each as far away as it is from the hub. */
  owners: readonly Contender[];
  stop(): Promise<void>;
}

export interface Contender {
  name: string;
  url: string;
  cpu(): number;
}

/**
 * Starts PostgreSQL, five instances with the hub before them, twice, and one central instance that holds all owners' data
 * with Apollo Gateway before its four subgraphs. Every one is a process of its own.
 */
export async function startParts(delayMs: number): Promise<Parts> {
  const { folder, tokens, start, startInstance, stop } = await setStage();
  try {
    const { owners } = readConfig();
    const instances = await Promise.all(owners.map(({ code }) => startInstance(code)));
    const central = await startInstance('all');

    const ports = [...instances, central].map(({ ready }) => new URL(ready.url).port);
    const delay = await start<{ ports: number[] }>('dist/bench/delay.js', [String(delayMs), ...ports]);
    const away = delay.ready.ports.map((port) => `http://127.0.0.1:${port}`);

    const ownersFile = path.join(folder, 'owners.json');
    const remote = owners.map(({ code, name, kind, region, oktmo, institutions }, index) => {
      return { code, name, kind, region, oktmo, institutions, orders: [], url: `${away[index]}/graphql` };
    });
    writeFileSync(ownersFile, JSON.stringify(remote));
    const supergraphFile = path.join(folder, 'supergraph.graphql');
    const supergraph = await readFile(path.join(schemaFolder, 'supergraph.graphql'), 'utf8');
    writeFileSync(
      supergraphFile,
      supergraph.replaceAll(/url: "[^"]*(\/subgraphs\/[^"]*)"/g, `url: "${away.at(-1)}$1"`),
    );
    const startHub = (cacheBytes?: string) =>
      start('dist/commands/hub.js', [], {
        ...tokens,
        ...{ HUB_OWNERS: ownersFile, HUB_PORT: '0', HUB_DATA: folder },
        ...(cacheBytes && { HUB_CACHE_BYTES: cacheBytes }),
      });
    const hub = await startHub();
    const hubAnew = await startHub('0');
    const apollo = await start('bench/apollo-gateway/server.mjs', [supergraphFile]);

    return {
      hub: { name: 'hub, asked again', url: hub.ready.url, cpu: hub.cpu },
      hubAnew: { name: 'hub, all anew', url: hubAnew.ready.url, cpu: hubAnew.cpu },
      apollo: { name: 'Apollo Gateway', url: apollo.ready.url, cpu: apollo.cpu },
      owners: owners.map(({ code }, index) => ({
        name: code,
        url: `${away[index]}/graphql`,
        cpu: instances[index]!.cpu,
      })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
