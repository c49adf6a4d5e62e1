import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectCopy } from '../../project-copy.js';

/** An instance of a copy of the program, in a process of its own; staff of the owner ask it. */
export async function startCopiedInstance(copy: ProjectCopy, owner: string, databaseUrl: string) {
  const program = path.join(copy.folder, 'dist/start.mjs');
  const options = { owners: [owner], databaseUrl };
  await writeFile(
    program,
    `import { startInstance } from './subgraphs/instance.js';
     const authenticate = async () => ({ role: 'MUNICIPALITY', owner: '${owner}', subject: 'staff' });
     const instance = await startInstance({ ...${JSON.stringify(options)}, authenticate });
     process.send(instance.server.url);
     process.once('disconnect', () => instance.close().then(() => process.exit()));`,
  );
  const child = fork(program, { cwd: copy.folder, silent: true });
  let trouble = '';
  child.stderr?.on('data', (text) => (trouble += text));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', () => reject(new Error(trouble)));
  });
  return {
    url: `${url}/graphql`,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
