// Runs before every npm command, on whatever Node the machine has: installs what the lockfile says when
// node_modules is missing or stale, then compiles. Plain JavaScript, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'node_modules', '.installed');
const lock = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node 20 or newer is expected, this is ${process.version}.`);
}
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  say('Installing packages (npm ci), about half a minute…');
  run('npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'], 'The packages could not be installed.');
  writeFileSync(stamp, lock);
}
say('Compiling…');
run(process.execPath, [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')], 'The sources do not compile.');

function run(command, args, failure) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell });
  if (error || status !== 0) fail(error ? `${failure} ${error.message}` : failure);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
