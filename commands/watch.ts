/**
 * Runs a program and runs it anew whenever a source changes: `npm run dev` the whole hub, `npm run test:watch -- hub/merge`
 * the tests whose path has these words. `tsc --watch` of TypeScript 7.0 tells changes up to twenty seconds late.
 */
import './node-version.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { restartOnChange } from './dev/restart-on-change.js';

const [program = 'dist/commands/start.js', ...args] = process.argv.slice(2);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
const run = (file: string, options: string[] = []) =>
  spawn(process.execPath, ['--enable-source-maps', ...options, file, ...(options.length ? args : [])], {
    stdio: 'inherit',
  });

await restartOnChange({
  folders: ['commands', 'gateway', 'schema', 'seeds', 'subgraphs', 'test'],
  matters: (file) => /\.(?:ts|sql)$/.test(file),
  async compile() {
    const [status] = await once(run('commands/setup.mjs'), 'exit');
    if (status !== 0) process.stderr.write('Waiting for a change…\n');
    return status === 0;
  },
  start: () => run(program, ['--experimental-vm-modules']),
  signal: stopping.signal,
});
