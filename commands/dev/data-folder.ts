import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode, messageOf } from '../../schema/errors/unknown-error.js';
import { projectFolder } from '../config.js';
import { isAlive } from './alive.js';
import { Failure } from './failure.js';
import { runningPostgres, stopLeftover } from './postgres.js';
import { readRun, removeRun } from './run-file.js';

/**
 * Makes the data folder ours until `release`: one `npm start` at a time. What an earlier start left running because it
 * was killed is stopped, and said.
 */
export async function holdDataFolder(folder: string, print: (line: string) => void): Promise<{ release(): void }> {
  const lock = path.join(folder, 'lock');
  try {
    mkdirSync(path.join(folder, 'logs'), { recursive: true });
    take(lock, folder);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`The data folder ${folder} cannot be used: ${messageOf(error)}`);
  }
  await stopLeftovers(folder, print);
  return { release: () => rmSync(lock, { force: true }) };
}

function take(lock: string, folder: string): void {
  const content = `${process.pid} ${path.basename(process.argv[1] ?? '')}`;
  try {
    writeFileSync(lock, content, { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    const [pid, program = ''] = readFileSync(lock, 'utf8').split(' ');
    if (isAlive(Number(pid), program)) {
      throw new Failure(
        `The data folder ${folder} is in use by another «npm start» (process ${pid}): ` +
          'stop it first, or choose another folder with HUB_DATA.',
      );
    }
    writeFileSync(lock, content);
  }
}

async function stopLeftovers(folder: string, print: (line: string) => void): Promise<void> {
  const run = readRun(folder);
  for (const { pid } of run ? [run.hub, ...run.instances] : []) {
    // They end by themselves when the supervisor does, unless they were suspended.
    if (pid !== null && isAlive(pid, path.join(projectFolder, 'dist'))) {
      print(`Process ${pid} was left over by an earlier start that was killed; ending it.`);
      process.kill(pid, 'SIGKILL');
    }
  }
  const postgres = runningPostgres(path.join(folder, 'postgres'));
  if (postgres !== null) {
    print(`PostgreSQL (process ${postgres}) was left over by an earlier start that was killed; stopping it.`);
    await stopLeftover(path.join(folder, 'postgres'));
  }
  removeRun(folder);
}
