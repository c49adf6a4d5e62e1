import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../../commands/config.js';
import { isAlive } from '../../commands/dev/alive.js';
import type { RunFile } from '../../commands/dev/run-file.js';

/** A data folder and an owners file of a test's own, gone with everything that still runs there when disposed. */
export interface Place extends AsyncDisposable {
  folder: string;
  /** `npm start` with programs that stand in for the instances and the hub. */
  start(env?: Record<string, string>): Start;
  /** `npm start` itself. */
  startReal(): Start;
}

export interface Start {
  readonly child: ChildProcess;
  /** Waits for a line that matches, counted from the last one waited for; rejects when the process ends first. */
  line(pattern: RegExp): Promise<string>;
  /** Waits until everything runs. */
  ready(): Promise<RunFile>;
  /** Waits for the end: exit code, and everything printed. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; output: string; errors: string }>;
}

/** Owners by code; those with a database of their own need no PostgreSQL, which makes the start quick. */
export async function place(owners: { code: string; [field: string]: unknown }[]): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hub-start-'));
  await cp(path.join(projectFolder, 'seeds/orders'), path.join(folder, 'orders'), { recursive: true });
  const common = { name: 'Город', kind: 'CITY_DISTRICT', region: 'Край', orders: [], institutions: 0 };
  await writeFile(path.join(folder, 'owners.json'), JSON.stringify(owners.map((owner) => ({ ...common, ...owner }))));
  const data = path.join(folder, 'data');
  const children: ChildProcess[] = [];
  const run = (file: URL, env: Record<string, string>) => {
    const own = { HUB_DATA: data, HUB_OWNERS: path.join(folder, 'owners.json'), HUB_PORT: '0' };
    const started = start(file, { ...own, ...env }, data);
    children.push(started.child);
    return started;
  };
  return {
    folder: data,
    start: (env = {}) => run(new URL('fakes/start.js', import.meta.url), env),
    startReal: () => run(new URL('../../commands/start.js', import.meta.url), {}),
    async [Symbol.asyncDispose]() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true });
    },
  };
}

export const external = { databaseUrl: 'postgres://nobody@127.0.0.1:1/none' };

/** Resolves when whoever listens at the URL's port is gone; a process that ends closes its connections. */
export async function goneFrom(url: string): Promise<() => Promise<unknown>> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  // A process that is killed may reset the connection first: that is no failure here, as it would be for once().
  const closed = new Promise((resolve) => socket.once('close', resolve));
  return () => closed;
}

/** Processes of a run that are still there. */
export function survivors({ hub, instances, postgres }: RunFile): number[] {
  return [hub.pid, ...instances.map(({ pid }) => pid!), ...(postgres ? [postgres.pid] : [])].filter((pid) =>
    isAlive(pid),
  );
}

export function runFile(folder: string): RunFile | null {
  const file = path.join(folder, 'run.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function start(file: URL, env: Record<string, string>, data: string): Start {
  const child = spawn(process.execPath, ['--enable-source-maps', fileURLToPath(file)], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let [output, errors] = ['', ''];
  child.stderr!.on('data', (text) => {
    errors += text;
  });
  const lines: string[] = [];
  let arrived = Promise.withResolvers<void>();
  createInterface({ input: child.stdout! }).on('line', (text) => {
    lines.push(text);
    output += `${text}\n`;
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  let position = 0;
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      while (position < lines.length) {
        const text = lines[position++]!;
        if (pattern.test(text)) return text;
      }
      const over = ended.then(() => true);
      if (await Promise.race([arrived.promise.then(() => false), over])) {
        throw new Error(`Ended without a line like ${pattern}:\n${output}${errors}`);
      }
    }
  };
  return {
    child,
    line,
    async ready() {
      await line(/^http:/);
      return runFile(data)!;
    },
    async end(signal) {
      if (signal) child.kill(signal);
      const [code] = await ended;
      return { code, output, errors };
    },
  };
}
