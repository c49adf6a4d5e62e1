import { arch, platform } from 'node:os';
import { messageOf } from '../../schema/errors/unknown-error.js';
import type { Config } from '../config.js';
import { Failure } from './failure.js';
import { isFree } from './free-port.js';
import { isLocal } from './owners-file.js';

/** Instances are asked by the hub on this machine alone. */
export const instanceHost = '127.0.0.1';

/** Before anything is started: does somebody else listen where we want to. */
export async function checkPorts({ hub, owners }: Config): Promise<void> {
  const expectations = [
    { name: 'the hub', host: hub.host, port: hub.port },
    ...owners.filter(isLocal).map(({ code, port }) => ({ name: code, host: instanceHost, port })),
  ];
  for (const { name, host, port } of expectations) {
    if (port === 0 || (await isFree(port, host))) continue;
    throw new Failure(
      `Port ${port} of ${name} is taken: stop what listens there, or move all ports with HUB_PORT ` +
        `(the owners follow the hub's), as in «HUB_PORT=${(hub.port || 4000) + 100} npm start».`,
    );
  }
}

/** It is loaded by a process of its own at each instance, where its absence would only show with the first operation. */
export async function checkPlanner(): Promise<void> {
  const name = '@graphql-hive/router-query-planner';
  try {
    await import(name);
  } catch (error) {
    const reason = messageOf(error).split('\n')[0];
    throw new Failure(
      `The native package ${name} cannot be loaded on ${platform()}-${arch()}: ${reason} Run «npm ci».`,
    );
  }
}
