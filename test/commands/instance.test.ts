import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../instance.js';
import { testDatabase } from '../postgres.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-instance-'));
  const owner = { code: 'a', name: 'Город', kind: 'CITY_DISTRICT', region: 'Край', orders: [], institutions: 3 };
  await writeFile(path.join(folder, 'owners.json'), JSON.stringify([owner]));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run instance', () => {
  it.each<[string, Record<string, string>, number]>([
    ['nothing made up, unless asked', {}, 0],
    ['what is made up, if asked', { HUB_SYNTHETIC: 'on' }, 3],
  ])(
    'fills an empty database with %s',
    async (_, env, totalCount) => {
      await using database = await testDatabase();
      const instance = start({ ...env, DATABASE_URL: database.url });
      const [url] = await once(createInterface({ input: instance.stdout! }), 'line');
      const { data } = await ask(url, '{ institutions { totalCount } }');
      instance.kill('SIGTERM');
      await once(instance, 'exit');
      expect(data.institutions).toEqual({ totalCount });
    },
    60_000,
  );
});

function start(env: Record<string, string>): ChildProcess {
  const file = fileURLToPath(new URL('../../commands/instance.js', import.meta.url));
  const own = { PATH: process.env.PATH, HUB_OWNERS: path.join(folder, 'owners.json'), HUB_DATA: folder };
  return spawn(process.execPath, [file, 'a'], { env: { ...own, HUB_INSTANCE_PORT: '0', ...env } });
}
