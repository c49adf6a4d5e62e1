import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';

const { scripts, dependencies } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};
const files = Object.values(scripts).flatMap((script) =>
  [...script.matchAll(/dist\/commands\/[\w-]+\.js/g)].map(String),
);
const needed = Number.parseInt(dependencies.node ?? '', 10);

/** Runs a program on what says that it is this version of Node. */
function start(file: string, version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const args = [
    `--import=data:text/javascript,${encodeURIComponent(pretend)}`,
    path.join(projectFolder, file),
    '--help',
  ];
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 10_000 });
}

describe('On an older Node than the one that npm installs', () => {
  it.each([...new Set(files)])('%s says so in one line, and ends', (file) => {
    const { status, stdout, stderr } = start(file, `${needed - 1}.99.0`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^Expected Node ${needed} or newer, got ${needed - 1}\\.99\\.0: .*\\n$`));
  });

  it('and on that one, or a newer, it starts', () => {
    const [gateway = ''] = files.filter((file) => file.endsWith('gateway.js'));
    for (const version of [`${needed}.0.0`, `${needed + 1}.0.0`]) expect(start(gateway, version).status).toBe(0);
  });
});
