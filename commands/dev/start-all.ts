import { checkPlanner, checkPorts } from './checks.js';
import { holdDataFolder } from './data-folder.js';
import { type InstanceRow, type PartOptions, Parts } from './parts.js';
import { removeRun } from './run-file.js';

export type StartOptions = PartOptions;

/** PostgreSQL, one instance process for each owner, and the hub. */
export interface Running {
  hubUrl: string;
  instances: InstanceRow[];
  /** The hub first, then the instances, then PostgreSQL. */
  stop(): Promise<void>;
  /** Everything at once; `stop` then ends soon. */
  kill(): void;
}

/** Starts everything, or nothing: a failure stops what already runs. */
export async function startAll(options: StartOptions): Promise<Running> {
  const { config, print } = options;
  const folder = await holdDataFolder(config.dataFolder, print);
  const parts = new Parts(options);
  const release = () => {
    removeRun(config.dataFolder);
    folder.release();
  };
  try {
    await Promise.all([checkPorts(config), checkPlanner()]);
    await parts.start();
  } catch (error) {
    await parts.stop();
    release();
    throw error;
  }
  return {
    hubUrl: parts.hub!.current.ready.url,
    instances: config.owners.map((owner) => parts.row(owner)),
    stop: () => parts.stop().finally(release),
    kill: () => parts.kill(),
  };
}
