import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveDefaults } from '../gateway/http/index.js';
import { shown } from '../schema/errors/catalogue.js';
import { Failure } from './dev/failure.js';
import { type OwnerEntry, readOwners } from './dev/owners-file.js';
import { type AllSettings, readSettings } from './settings/settings.js';

export type { OwnerEntry } from './dev/owners-file.js';

/** What can be set, from the environment and the owners file; `docs/configuration.md` lists the variables. */
export interface Config {
  hub: { host: string; port: number };
  /** Where databases, logs and `run.json` lie: absolute. */
  dataFolder: string;
  owners: readonly OwnerEntry[];
  /** Whether clients may ask for the schema. */
  introspection: boolean;
  /**
   * Whether an empty database is also filled with what is made up: institutions and results. Null where nobody says so:
   * then only databases that `npm start` has made itself are.
   */
  synthetic: boolean | null;
  /** All that the environment sets; what it does not set is left to the defaults of the code. */
  settings: AllSettings;
}

/** The folder of package.json, whether this runs from the sources or from dist. */
export const projectFolder = findProject(path.dirname(fileURLToPath(import.meta.url)));

/** Throws a Failure with one line for each mistake. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const mistakes: string[] = [];
  const settings = readSettings(env, mistakes);
  const {
    host = serveDefaults.host,
    port = 4000,
    dataFolder = '.hub',
    ownersFile = 'seeds/owners.json',
  } = settings.place;
  const owners = readOwners(path.resolve(projectFolder, ownersFile), port, env, mistakes);
  if (mistakes.length > 0) throw new Failure(mistakes.join('\n'));
  return {
    hub: { host, port },
    dataFolder: path.resolve(projectFolder, dataFolder),
    owners,
    introspection: settings.access.introspection ?? env.NODE_ENV !== 'production',
    synthetic: settings.place.synthetic ?? null,
    settings,
  };
}

/** The owner of that code, or a Failure that names those there are. */
export function findOwner({ owners }: Config, code: string | undefined): OwnerEntry {
  const owner = owners.find((candidate) => candidate.code === code);
  if (owner) return owner;
  const codes = owners.map((candidate) => candidate.code).join(', ');
  throw new Failure(`Expected the code of an owner (${codes}), got ${code === undefined ? 'none' : shown(code)}.`);
}

function findProject(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findProject(path.dirname(folder));
}
