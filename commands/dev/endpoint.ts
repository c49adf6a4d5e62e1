import path from 'node:path';
import { projectFolder } from '../config.js';
import { readSettings } from '../settings/settings.js';
import { Failure } from './failure.js';
import { readRun } from './run-file.js';

/** Where commands ask: as they are told, else HUB_URL, else the hub that runs here, wherever it listens. */
export function endpoint(told: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const { client, place } = readSettings(env, []);
  const url = told ?? client.url ?? runningHub(place.dataFolder) ?? `http://127.0.0.1:${place.port ?? 4000}/graphql`;
  if (!URL.canParse(url)) throw new Failure(`Ожидается адрес службы, а не «${url}».`);
  return url;
}

export const endpointHelp =
  'по умолчанию переменная HUB_URL, иначе хаб, запущенный здесь («npm start»), иначе http://127.0.0.1:4000/graphql';

function runningHub(dataFolder = '.hub'): string | undefined {
  return readRun(path.resolve(projectFolder, dataFolder))?.hub.url;
}
