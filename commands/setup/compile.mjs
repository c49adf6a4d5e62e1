import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, say } from './say.mjs';

/** Compiles what has changed since the last time. */
export function compile(root) {
  const dist = path.join(root, 'dist');
  const inputs = sources(root);
  const outputs = new Set(inputs.map((file) => file.replace(/\.ts$/, '.js')));
  // A test whose source is gone would still run, and tsc does not make again what it believes to be there.
  const made = filesIn(dist, '.js');
  for (const file of made) if (!outputs.has(file)) rmSync(path.join(dist, file));
  const note = path.join(dist, '.compiled');
  const present = stateOf(root, [...inputs, 'tsconfig.json', 'package-lock.json']);
  if ([...outputs].some((file) => !made.has(file))) rmSync(path.join(dist, '.tsbuildinfo'), { force: true });
  // The compiler itself takes longer to find that nothing has changed.
  else if (existsSync(note) && readFileSync(note, 'utf8') === present) return;

  say('Compiling…');
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, error } = spawnSync(process.execPath, [tsc], { cwd: root, stdio: 'inherit' });
  if (error) fail(`The compiler cannot be run: ${error.message}`);
  if (status !== 0) fail('The sources do not compile.');
  writeFileSync(note, present);
}

function stateOf(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(path.join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function sources(root) {
  const { include } = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
  return include.flatMap((folder) =>
    [...filesIn(path.join(root, folder), '.ts')].map((file) => path.join(folder, file)),
  );
}

function filesIn(folder, ending) {
  if (!existsSync(folder)) return new Set();
  const files = readdirSync(folder, { recursive: true });
  const isOurs = (file) => !file.split(path.sep).includes('node_modules');
  return new Set(files.filter((file) => file.endsWith(ending) && !file.endsWith('.d.ts') && isOurs(file)));
}
