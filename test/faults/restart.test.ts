import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';
import { type Answer, ask, owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { reply, type ScriptedOwner, serveScripted, until } from './misbehave.js';
import { until as become } from './open-handles.js';

interface Server {
  child: ChildProcess;
  url: string;
}

/** Resolves when it says that it is ready. */
async function start(file: string, env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(projectFolder, 'dist', file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [{ url }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} did not start.`))),
  ]);
  return { child, url };
}

async function stop({ child }: Server): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await exit;
  return code;
}

const answer = '{"data":{"measures":{"totalCount":5}}}';
const operation = '{ measures { totalCount } }';

describe('While servers are replaced one after the other', () => {
  let database: TestDatabase;
  let other: ScriptedOwner;
  let instance: Server;
  let hub: Server;
  const startInstance = (port = 0) =>
    start('test/faults/fakes/stopping-instance.js', { DATABASE_URL: database.url, TEST_PORT: String(port) });
  beforeAll(async () => {
    database = await testDatabase({ template: seededDatabase(owners.filter(({ code }) => code === 'kizel')) });
    other = await serveScripted({ owners: ['kemerovo'], measures: [] }, 'kemerovo');
    other.script = [reply({ body: answer })];
    instance = await startInstance();
    const urls = [
      { code: 'kizel', url: instance.url },
      { code: 'kemerovo', url: other.url },
    ];
    hub = await start('commands/hub.js', {
      HUB_OWNER_URLS: JSON.stringify(urls),
      HUB_PORT: '0',
      HUB_UNREADY_MS: '1500',
    });
  });
  afterAll(async () => {
    for (const server of [instance, hub]) server?.child.kill('SIGKILL');
    await other?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  it('an instance answers whole or is named, and is back within 5 s, under load', async () => {
    const answers: Answer[] = [];
    let isRunning = true;
    const load = Array.from({ length: 4 }, async () => {
      while (isRunning) answers.push(await ask(hub.url, operation));
    });
    await become(() => answers.length > 8);
    expect(await stop(instance)).toBe(0);
    const missed = answers.length;
    await become(() => answers.length > missed + 8);
    instance = await startInstance(Number(new URL(instance.url).port));
    const back = performance.now();
    await become(() => answers.at(-1)!.extensions.coverage.status === 'COMPLETE', 5000);
    expect(performance.now() - back).toBeLessThan(5000);
    isRunning = false;
    await Promise.all(load);

    const said = answers.map(({ status, data, errors, extensions }) =>
      JSON.stringify([
        status,
        data.measures.totalCount,
        errors?.map((error) => error.extensions.code) ?? [],
        extensions.coverage.status,
      ]),
    );
    expect(new Set(said)).toEqual(new Set(['[200,15,[],"COMPLETE"]', '[200,5,["OWNER_UNREACHABLE"],"PARTIAL"]']));
    expect((await ask(hub.url, operation)).extensions.coverage.status).toBe('COMPLETE');
  });

  it('a hub is not ready first, while it still answers, then ends what it has begun, and itself', async () => {
    const released = Promise.withResolvers<void>();
    other.script = [until(released.promise), reply({ body: answer })];
    const { origin } = new URL(hub.url);
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
    const begun = [1, 2, 3].map(() => ask(hub.url, operation));
    await become(() => other.busy === 3);
    const stopped = stop(hub);
    const isReady = async () => (await fetch(`${origin}/health/ready`)).status;
    await become(async () => (await isReady()) === 503);
    begun.push(ask(hub.url, operation));
    await become(() => other.busy === 4);
    released.resolve();
    for (const { status, data, errors } of await Promise.all(begun)) {
      expect([status, data, errors]).toEqual([200, { measures: { totalCount: 15 } }, undefined]);
    }
    expect(await stopped).toBe(0);
  });
});
