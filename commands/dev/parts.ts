import path from 'node:path';
import { type Config, type OwnerEntry, projectFolder } from '../config.js';
import { instanceHost } from './checks.js';
import { type Backoff, type Kept, keepRunning, type Started } from './keep-running.js';
import { isLocal } from './owners-file.js';
import { type Postgres, startPostgres } from './postgres.js';
import { type StartedProgram, startProgram } from './processes.js';
import { writeRun } from './run-file.js';
import { tokenEnvironment, tokenSettings } from './token-settings.js';

export interface PartOptions {
  config: Config;
  /** Takes one line for whoever started it. */
  print: (line: string) => void;
  /** Aborted when everything is to stop. */
  signal: AbortSignal;
  /** The programs of an instance and of the hub; each says `{ type: 'ready', url, … }` over IPC. */
  programs?: { instance: string; hub: string };
  backoff?: Backoff;
}

/** Null is what an instance elsewhere does not tell us. */
export type InstanceRow = { owner: string; url: string; synthetic: 'yes' | 'no' | null } & Record<
  'pid' | 'version' | 'acts' | 'measures',
  number | null
>;

type Instance = StartedProgram<{ url: string; version: number; acts: number; measures: number; synthetic: boolean }>;
type Hub = StartedProgram<{ url: string }>;

/** What runs on this machine, in the order of its start, and how each part is kept running. */
export class Parts {
  postgres: Kept<Postgres> | null = null;
  readonly instances = new Map<string, Kept<Instance>>();
  hub: Kept<Hub> | null = null;
  readonly #options: PartOptions;
  /** Whose tokens all parts accept. */
  #tokens: Record<string, string> = {};

  constructor(options: PartOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { config, signal, print } = this.#options;
    this.#tokens = tokenEnvironment(await tokenSettings(config));
    if (config.owners.some((owner) => isLocal(owner) && !owner.databaseUrl)) {
      print('Starting PostgreSQL…');
      this.postgres = await this.#startPostgres();
      print(`PostgreSQL is ready on port ${this.postgres.current.port}.`);
    }
    signal.throwIfAborted();
    print('Starting the instances…');
    await this.#startInstances(config.owners.filter(isLocal));
    this.hub = await this.#startHub();
    this.#record();
  }

  async stop(): Promise<void> {
    await this.hub?.stop();
    await Promise.all([...this.instances.values()].map((instance) => instance.stop()));
    await this.postgres?.stop();
  }

  kill(): void {
    for (const part of [this.hub, ...this.instances.values(), this.postgres]) part?.kill();
  }

  row({ code, url }: OwnerEntry): InstanceRow {
    const { pid = null, ready } = this.instances.get(code)?.current ?? {};
    const { version = null, acts = null, measures = null } = ready ?? {};
    const synthetic = ready ? (ready.synthetic ? 'yes' : 'no') : null;
    return { owner: code, url: ready?.url ?? url!, pid, version, acts, measures, synthetic };
  }

  #startPostgres(): Promise<Kept<Postgres>> {
    const { dataFolder } = this.#options.config;
    return this.#keep('PostgreSQL', (_, previous) =>
      startPostgres({
        dataFolder: path.join(dataFolder, 'postgres'),
        logFile: path.join(dataFolder, 'logs', 'postgres.log'),
        ...(previous && { port: previous.port }),
      }),
    );
  }

  /** Side by side: while one waits for its database, another compiles. One that cannot start ends the others. */
  async #startInstances(owners: readonly OwnerEntry[]): Promise<void> {
    const failure = new AbortController();
    const starting: Promise<void>[] = [];
    try {
      for (const owner of owners) {
        const databaseUrl = owner.databaseUrl ?? (await this.postgres!.current.createOwner(owner.code));
        starting.push(this.#startInstance(owner, databaseUrl, failure.signal));
      }
      await Promise.all(starting);
    } catch (error) {
      failure.abort();
      await Promise.allSettled(starting);
      throw error;
    }
  }

  async #startInstance(owner: OwnerEntry, databaseUrl: string, failure: AbortSignal): Promise<void> {
    const { programs = ownPrograms, print, config } = this.#options;
    const { code, port } = owner;
    // Who brings a database of one's own fills it with data of one's own.
    const synthetic = config.synthetic ?? owner.databaseUrl === undefined;
    const instance = await this.#keep<Instance>(code, (signal, previous) =>
      this.#startProgram(code, programs.instance, [code], AbortSignal.any([signal, failure]), {
        ...this.#tokens,
        DATABASE_URL: databaseUrl,
        HUB_SYNTHETIC: synthetic ? 'on' : 'off',
        HUB_INSTANCE_HOST: instanceHost,
        HUB_INSTANCE_PORT: portAgain(previous, port),
      }),
    );
    this.instances.set(code, instance);
    const holds = instance.current.ready.synthetic ? 'with synthetic data' : 'without synthetic data';
    print(`${code} is ready (${this.instances.size} of ${config.owners.filter(isLocal).length}), ${holds}.`);
  }

  #startHub(): Promise<Kept<Hub>> {
    const { config, programs = ownPrograms } = this.#options;
    const owners = config.owners.map((owner) => ({
      code: owner.code,
      url: this.row(owner).url,
      municipalities: owner.municipalities,
    }));
    return this.#keep<Hub>('hub', (signal, previous) =>
      this.#startProgram('hub', programs.hub, [], signal, {
        ...this.#tokens,
        HUB_OWNER_URLS: JSON.stringify(owners),
        HUB_HOST: config.hub.host,
        HUB_PORT: portAgain(previous, config.hub.port),
      }),
    );
  }

  #startProgram<Ready>(
    name: string,
    file: string,
    args: readonly string[],
    signal: AbortSignal,
    env: Record<string, string>,
  ): Promise<StartedProgram<Ready>> {
    const { config, print } = this.#options;
    const logFile = path.join(config.dataFolder, 'logs', `${name}.log`);
    // Node keeps there what it has compiled: six processes read the same modules at each start.
    const cache = { NODE_COMPILE_CACHE: path.join(config.dataFolder, 'compiled') };
    return startProgram<Ready>({ name, file, args, env: { ...cache, ...env }, logFile }, { signal, print });
  }

  #keep<T extends Started>(name: string, start: (signal: AbortSignal, previous?: T) => Promise<T>): Promise<Kept<T>> {
    const { print, signal, backoff } = this.#options;
    const watcher = {
      crashed: (reason: string, nextInMs: number) =>
        print(`${name} ended unexpectedly: ${reason}. Starting it again in ${nextInMs / 1000} s.`),
      back: ({ pid }: T) => {
        this.#record();
        print(`${name} is back (process ${pid}).`);
      },
    };
    return keepRunning<T>(start, { watcher, signal, backoff });
  }

  #record(): void {
    const { dataFolder, owners } = this.#options.config;
    // Until the hub is there, the run is not complete and nobody may rely on it.
    if (!this.hub) return;
    writeRun(dataFolder, {
      pid: process.pid,
      postgres: this.postgres && { pid: this.postgres.current.pid, port: this.postgres.current.port },
      hub: { url: this.hub.current.ready.url, pid: this.hub.current.pid },
      instances: owners.map((owner) => {
        const { url, pid } = this.row(owner);
        return { code: owner.code, url, pid };
      }),
    });
  }
}

const ownPrograms = {
  instance: path.join(projectFolder, 'dist/commands/instance.js'),
  hub: path.join(projectFolder, 'dist/commands/hub.js'),
};

/** A process that takes another's place must be found at the same address. */
function portAgain(previous: StartedProgram<{ url: string }> | undefined, configured: number): string {
  return previous ? new URL(previous.ready.url).port : String(configured);
}
