import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, createWriteStream, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../schema/errors/unknown-error.js';
import { isAlive } from './alive.js';
import { Failure } from './failure.js';
import { freePort } from './free-port.js';
import type { Started } from './keep-running.js';
import { Passwords } from './passwords.js';
import { createOwnerDatabase } from './postgres-owner.js';
import { type Command, findPostgres, type PostgresPrograms } from './postgres-programs.js';

export interface PostgresOptions {
  /** Everything of this PostgreSQL lies in here: made at the first start, used again at the next. */
  dataFolder: string;
  /** Default: one that is free. */
  port?: number;
  /** Where PostgreSQL's own messages are written. */
  logFile?: string;
  /** Trades durability for speed. */
  forTests?: boolean;
}

export interface Postgres extends Started {
  readonly port: number;
  /** For making roles and databases; an instance never gets it. */
  readonly superuserUrl: string;
  /** Makes, where missing, the role and the database that belong to one owner alone; its connection URL. */
  createOwner(code: string): Promise<string>;
}

/** Starts the PostgreSQL that npm installed, on 127.0.0.1 only. Failures are one line long. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataFolder, forTests = false } = options;
  const holder = runningPostgres(dataFolder);
  if (holder) throw new Failure(`The data folder ${dataFolder} is in use by PostgreSQL (process ${holder}).`);
  const programs = await findPostgres();
  makeFolder(dataFolder);
  const cluster = clusterOf(dataFolder);
  const passwords = new Passwords(path.join(dataFolder, 'passwords.json'));
  if (!existsSync(cluster)) await initialise(programs, dataFolder, passwords.of(superuser), forTests);
  giveTo(programs.owner, cluster);
  await rm(path.join(cluster, 'postmaster.pid'), { force: true });

  const { child, port, ended } = await run(programs.postgres, cluster, options);
  const url = (user: string, database: string) =>
    `postgres://${user}:${passwords.of(user)}@127.0.0.1:${port}/${database}`;
  return {
    port,
    pid: child.pid!,
    superuserUrl: url(superuser, 'postgres'),
    ended,
    async createOwner(code) {
      await createOwnerDatabase(url(superuser, 'postgres'), code, passwords);
      return url(code, code);
    },
    stop: () => stop(child),
    kill: () => void child.kill('SIGQUIT'),
  };
}

/** The server process that holds this data folder, left over or of somebody else; null when nobody does. */
export function runningPostgres(dataFolder: string): number | null {
  const file = path.join(clusterOf(dataFolder), 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return isAlive(pid, clusterOf(dataFolder)) ? pid : null;
}

/** Stops a server process that is not our child: fast shutdown, after ten seconds at once. */
export async function stopLeftover(dataFolder: string): Promise<void> {
  const began = Date.now();
  for (let pid = runningPostgres(dataFolder), lastSignal = ''; pid !== null; pid = runningPostgres(dataFolder)) {
    const signal = Date.now() - began < 10_000 ? 'SIGINT' : 'SIGQUIT';
    if (signal !== lastSignal) process.kill(pid, signal);
    lastSignal = signal;
    await delay(20);
  }
}

const superuser = 'postgres';

function clusterOf(dataFolder: string): string {
  return path.resolve(dataFolder, 'cluster');
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Failure(`The data folder ${folder} cannot be made: ${messageOf(error)}`);
  }
}

/** Made beside its place and moved there when complete, so that an interrupted start leaves nothing half made. */
async function initialise(
  { initdb, owner }: PostgresPrograms,
  dataFolder: string,
  password: string,
  forTests: boolean,
): Promise<void> {
  const unfinished = `${clusterOf(dataFolder)}.unfinished`;
  const passwordFile = path.join(dataFolder, 'initdb-password');
  await rm(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  giveTo(owner, unfinished);
  giveTo(owner, passwordFile);
  const child = launch(initdb, [
    ...[`--pgdata=${unfinished}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    // ICU's root order for whoever sorts by a column without saying how; messages stay English, as we read them.
    ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C'],
    ...(forTests ? ['--no-sync'] : []),
  ]);
  const messages = collectMessages(child);
  const [status] = await once(child, 'close');
  await rm(passwordFile, { force: true });
  if (status !== 0) throw new Failure(`PostgreSQL could not make its data folder: ${decisive(messages)}`);
  await rename(unfinished, clusterOf(dataFolder));
}

async function run(command: Command, cluster: string, { port: wanted, logFile, forTests }: PostgresOptions) {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const child = launch(command, ['-D', cluster, ...settings({ port, forTests })]);
    const messages = collectMessages(child, logFile);
    const ended = new Promise<string>((resolve) => child.once('close', () => resolve(decisive(messages))));
    const ready = new Promise<null>((resolve) => {
      createInterface({ input: child.stderr! }).on('line', (line) => {
        if (line.includes('database system is ready to accept connections')) resolve(null);
      });
    });
    const reason = await Promise.race([ready, ended]);
    if (reason === null) return { child, port, ended };
    // Somebody else may have taken the free port in the meantime.
    if (wanted === undefined && attempt < 5 && messages.some((line) => line.includes('could not bind'))) continue;
    throw new Failure(`PostgreSQL did not start: ${reason}`);
  }
}

function settings({ port, forTests }: { port: number; forTests?: boolean | undefined }): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(forTests ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** In a process group of its own: Ctrl-C reaches us alone, and we stop it after those who use it. */
function launch({ file, args, identity }: Command, more: readonly string[]): ChildProcess {
  return spawn(file, [...args, ...more], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
}

function collectMessages(child: ChildProcess, logFile?: string): string[] {
  const messages: string[] = [];
  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : null;
  const add = (line: string) => {
    messages.push(line);
    if (messages.length > 100) messages.shift();
    log?.write(`${line}\n`);
  };
  createInterface({ input: child.stderr! }).on('line', add);
  child.once('error', (error) => add(`FATAL: ${error.message}`));
  child.once('close', () => log?.end());
  return messages;
}

/** The line that says why: the first fatal one, else the first error, else the last. */
function decisive(messages: readonly string[]): string {
  const line =
    messages.find((text) => /\b(FATAL|PANIC):/.test(text)) ??
    messages.find((text) => /\b(ERROR|error|invalid|could not)\b/.test(text)) ??
    messages.at(-1);
  return line?.replace(/^.*?\b(FATAL|PANIC|ERROR):\s*/, '') ?? 'it said nothing';
}

/** Fast shutdown: open transactions are rolled back. After ten seconds at once; the next start then recovers. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  child.kill('SIGINT');
  await once(child, 'exit');
  clearTimeout(impatience);
}

/** Hands a folder over to whom PostgreSQL runs as, where that is somebody else (only root can). */
function giveTo(owner: number | null, file: string): void {
  if (owner === null || lstatSync(file).uid === owner) return;
  chownSync(file, owner, owner);
  if (!lstatSync(file).isDirectory()) return;
  for (const entry of readdirSync(file, { recursive: true, encoding: 'utf8' })) {
    chownSync(path.join(file, entry), owner, owner);
  }
}
