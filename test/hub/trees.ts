import { createHub, type Hub } from '../../gateway/hub/hub.js';
import type { OwnerOptions } from '../../gateway/hub/plan/owners.js';
import { type LogLine, recordedLog } from '../log.js';
import { serveEndpoint, serveOwner } from './servers.js';
import type { World } from './world.js';
import { worldSdl } from './world-sdl.js';

/** An owner, or a hub over several. */
export type Tree = string | readonly Tree[];

export interface TreeOfHubs extends AsyncDisposable {
  readonly top: Hub;
  /** Why answers were not used, at any level. */
  readonly logged: LogLine[];
}

/** Starts all owners and hubs of a tree, each over HTTP to the one above. */
export async function startTree(world: World, branches: readonly Tree[]): Promise<TreeOfHubs> {
  await using stack = new AsyncDisposableStack();
  const { log, lines: logged } = recordedLog();
  let hubs = 0;

  async function start(tree: Tree): Promise<OwnerOptions> {
    if (typeof tree === 'string') return { code: tree, url: stack.use(await serveOwner(world, tree)).url };
    const { url } = stack.use(await serveEndpoint(await hubOver(tree)));
    return { code: `hub-${++hubs}`, url, municipalities: leavesOf(tree) };
  }

  async function hubOver(trees: readonly Tree[]): Promise<Hub> {
    const owners = await Promise.all(trees.map(start));
    const hub = createHub({
      supergraphSdl: worldSdl,
      owners,
      deadlineMs: 20_000,
      log,
    });
    stack.defer(() => hub.close());
    return hub;
  }

  const top = await hubOver(branches);
  const started = stack.move();
  return { top, logged, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

export function leavesOf(tree: Tree): string[] {
  return typeof tree === 'string' ? [tree] : tree.flatMap(leavesOf);
}
