import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { projectFolder, readConfig } from '../commands/config.js';
import { startPostgres } from '../commands/local/postgres.js';
import { schemaFolder } from '../schema/folder.js';
import { type Part, startPart } from './processes.js';

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
  const folder = mkdtempSync(path.join(tmpdir(), 'hub-bench-'));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  const start = async <Ready = { url: string }>(
    ...[module, ...more]: Parameters<typeof startPart>
  ): Promise<Part<Ready>> => {
    const part = await startPart<Ready>(path.join(projectFolder, module), ...more);
    stops.push(part.stop);
    return part;
  };
  try {
    const postgres = await startPostgres({ dataFolder: folder, forTests: true });
    stops.push(postgres.stop);
    const { owners } = readConfig();
    const keysFile = path.join(folder, 'keys.json');
    writeFileSync(keysFile, JSON.stringify({ keys: [await issuersKey()] }));
    const tokens = { HUB_JWKS: keysFile, HUB_TOKEN_ISSUER: 'bench' };
    const instance = async (code: string) =>
      start('dist/commands/instance.js', [code], {
        ...tokens,
        DATABASE_URL: await postgres.createOwner(code),
        HUB_INSTANCE_PORT: '0',
      });
    const instances = await Promise.all(owners.map(({ code }) => instance(code)));
    const central = await instance('all');

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

/** In production nothing starts without knowing whose tokens count; nobody shows one here. */
async function issuersKey() {
  const { publicKey } = await generateKeyPair('EdDSA');
  return { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' };
}
