import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import { setStage } from '../test-bed.js';

export interface Stand {
  sdl: string;
  instance: string;
  apollo: string;
  hive: string;
  /** A token of a regional centre that sees the owner's values. */
  token: string;
  stop(): Promise<void>;
}

/** One owner's instance, and two general gateways, each before its four subgraphs with the project's supergraph. */
export async function startStand(owner: string): Promise<Stand> {
  const { folder, sign, start, startInstance, stop } = await setStage();
  try {
    const instance = (await startInstance(owner)).ready.url;
    const sdl = await readFile(path.join(schemaFolder, 'supergraph.graphql'), 'utf8');
    const supergraphFile = path.join(folder, 'supergraph.graphql');
    writeFileSync(
      supergraphFile,
      sdl.replaceAll(/url: "[^"]*(\/subgraphs\/[^"]*)"/g, `url: "${new URL(instance).origin}$1"`),
    );
    const apollo = (await start('bench/apollo-gateway/server.mjs', [supergraphFile])).ready.url;
    const hive = (await start('bench/hive-gateway/server.mjs', [supergraphFile])).ready.url;
    const token = await sign({ role: 'region', owners: [owner], sub: 'routers' });
    return { sdl, instance, apollo, hive, token, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
