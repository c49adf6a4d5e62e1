import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../commands/config.js';
import type { Part } from '../processes.js';
import { type Stage, setStage } from '../test-bed.js';
import { inspected } from './heap.js';
import { Line } from './line.js';

/** One owner: its instance, and the line to it, which is all that the hub knows. */
export interface Site {
  readonly code: string;
  readonly line: Line;
  /** Its own address, past the line. */
  readonly url: string;
  /** Resolves at once, except while it is being started again. */
  up: Promise<unknown>;
  /** Kills it; resolves when it answers again on the same port, with the same database. */
  restart(): Promise<void>;
}

export interface Parts {
  readonly stage: Stage;
  readonly sites: readonly Site[];
  readonly hub: Part<{ url: string }>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL, the owners' instances, a line to each, and the hub over the lines, all but the lines as processes. */
export async function startParts(): Promise<Parts> {
  const stage = await setStage();
  const sites: Site[] = [];
  const stop = async () => {
    for (const { line } of sites) line.stop();
    await stage.stop();
  };
  try {
    // One after the other: each has all its data to read in.
    for (const { code } of readConfig().owners) sites.push(await startSite(stage, code));
    const hub = await stage.start('dist/commands/hub.js', [], {
      ...stage.tokens,
      HUB_PORT: '0',
      HUB_DATA: stage.folder,
      NODE_OPTIONS: inspected,
      HUB_OWNER_URLS: JSON.stringify(sites.map(({ code, line }) => ({ code, url: line.url }))),
    });
    return { stage, sites, hub, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startSite(stage: Stage, code: string): Promise<Site> {
  let instance = await stage.startInstance(code);
  const { url } = instance.ready;
  const { port } = new URL(url);
  const line = new Line(Number(port));
  await line.open();
  const again = async () => {
    await instance.kill();
    for (let tries = 1; ; tries++) {
      try {
        instance = await stage.startInstance(code, port);
        return;
      } catch (error) {
        // Somebody else may hold the port for a moment as the near end of a call of his own.
        if (tries === 5) throw error;
        await delay(500);
      }
    }
  };
  const site: Site = {
    code,
    line,
    url,
    up: Promise.resolve(),
    restart() {
      const restarted = again();
      site.up = restarted;
      return restarted;
    },
  };
  return site;
}
