import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOrigin } from '../gateway/http/server/cors.js';
import { shown } from '../schema/errors/catalogue.js';
import { Failure } from './dev/failure.js';
import { isWhole, type Owner, readOwners } from './dev/owners-file.js';

export type { Owner } from './dev/owners-file.js';

/** What can be set, from the environment and the owners file; README lists the variables. */
export interface Config {
  hub: { host: string; port: number; cacheBytes: number; isBelowHubs: boolean };
  /** Where databases, logs and `run.json` lie: absolute. */
  dataFolder: string;
  owners: readonly Owner[];
  /** Whether clients may ask for the schema. */
  introspection: boolean;
  /** Origins of the pages that browsers let read what hub and instances answer. */
  corsOrigins: readonly string[];
  /** How long a server that stops is still open, but not ready. */
  unreadyMs: number;
  /**
   * Whether an empty database is also filled with what is made up: institutions and results. Null where nobody says so:
   * then only databases that `npm start` has made itself are.
   */
  synthetic: boolean | null;
}

/** The folder of package.json, whether this runs from the sources or from dist. */
export const projectFolder = findProject(path.dirname(fileURLToPath(import.meta.url)));

/** Throws a Failure with one line for each mistake. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const mistakes: string[] = [];
  const port = Number(env.HUB_PORT || '4000');
  if (!isWhole(port, 65_535)) mistakes.push(`HUB_PORT: expected a port number, got ${shown(env.HUB_PORT)}.`);
  const isOn = (name: string, usual: 'on' | 'off') => {
    const value = env[name] || usual;
    if (value !== 'on' && value !== 'off') mistakes.push(`${name}: expected on or off, got ${shown(value)}.`);
    return value === 'on';
  };
  const introspection = isOn('HUB_INTROSPECTION', env.NODE_ENV === 'production' ? 'off' : 'on');
  const synthetic = env.HUB_SYNTHETIC ? isOn('HUB_SYNTHETIC', 'off') : null;
  const corsOrigins = (env.HUB_CORS_ORIGINS ?? '').split(',').flatMap((origin) => origin.trim() || []);
  for (const origin of corsOrigins.filter((text) => !isOrigin(text))) {
    mistakes.push(`HUB_CORS_ORIGINS: expected origins as https://example.org, got ${shown(origin)}.`);
  }
  const isBelowHubs = isOn('HUB_BELOW_HUBS', 'off');
  const cacheBytes = Number(env.HUB_CACHE_BYTES || 64 * 2 ** 20);
  if (!isWhole(cacheBytes, Number.MAX_SAFE_INTEGER)) {
    mistakes.push(`HUB_CACHE_BYTES: expected a number of bytes, 0 for none, got ${shown(env.HUB_CACHE_BYTES)}.`);
  }
  const unreadyMs = Number(env.HUB_UNREADY_MS || 0);
  if (!isWhole(unreadyMs, 5000)) {
    mistakes.push(`HUB_UNREADY_MS: expected milliseconds up to 5000, got ${shown(env.HUB_UNREADY_MS)}.`);
  }
  const ownersFile = path.resolve(projectFolder, env.HUB_OWNERS || 'seeds/owners.json');
  const owners = readOwners(ownersFile, port, env, mistakes);
  if (mistakes.length > 0) throw new Failure(mistakes.join('\n'));
  return {
    hub: { host: env.HUB_HOST || '127.0.0.1', port, cacheBytes, isBelowHubs },
    dataFolder: path.resolve(projectFolder, env.HUB_DATA || '.hub'),
    owners,
    introspection,
    corsOrigins,
    unreadyMs,
    synthetic,
  };
}

/** The owner of that code, or a Failure that names those there are. */
export function findOwner({ owners }: Config, code: string | undefined): Owner {
  const owner = owners.find((candidate) => candidate.code === code);
  if (owner) return owner;
  const known = owners.map((candidate) => candidate.code).join(', ');
  throw new Failure(`Expected the code of an owner (${known}), got ${code === undefined ? 'none' : shown(code)}.`);
}

function findProject(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findProject(path.dirname(folder));
}
