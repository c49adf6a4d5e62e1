// Installs what a bench compares with, apart from what the product installs; again only when its lockfile changed.
// `node bench/setup.mjs FOLDER…`
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

for (const name of process.argv.slice(2)) {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), name);
  const stamp = path.join(folder, 'node_modules', '.installed');
  const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) continue;
  process.stderr.write(`Installing ${name} for the comparison (npm ci), about 20 seconds…\n`);
  const options = ['--loglevel=error', '--no-fund', '--no-audit', '--ignore-scripts'];
  const { status } = spawnSync('npm', ['ci', ...options], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
  writeFileSync(stamp, lock);
}
