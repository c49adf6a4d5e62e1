import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';

// Plain JavaScript beside the sources: it runs before anything is compiled.
const { areInstalled } = await import(path.join(projectFolder, 'commands/setup/packages.mjs'));

describe('what runs before every npm command', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/mac': { version: '1.0.0', optional: true },
  };

  it.each([
    ['nothing is there', null, false],
    ['the very versions are there', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version is there', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['a package is missing', { 'node_modules/mac': { version: '1.0.0' } }, false],
    [
      'there is more than is wanted',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } },
      true,
    ],
  ])('installs unless the locked versions are there: %s', async (_title, installed, expected) => {
    await using clone = await temporary();
    await clone.write('package-lock.json', JSON.stringify({ packages: locked }));
    if (installed) await clone.write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
    expect(areInstalled(clone.folder)).toBe(expected);
  });

  it('has a lockfile with the packages of all platforms, without which newer versions of npm ci refuse it', async () => {
    const { packages } = JSON.parse(await readFile(path.join(projectFolder, 'package-lock.json'), 'utf8'));
    const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(
      ([place, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter(
          (name) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`],
        ),
    );
    expect(missing).toEqual([]);
  });

  it('compiles what was deleted, drops what has no source, and lets one command at a time do so', async () => {
    await using clone = await smallClone();
    await clone.write('src/kept.ts', 'export const kept: number = 1;\n');
    await clone.write('src/gone.ts', 'export const gone: number = 1;\n');
    expect(await setup(clone.folder)).toMatchObject({ code: 0 });
    await expect(clone.read('dist/src/gone.js')).resolves.toContain('gone = 1');

    await rm(path.join(clone.folder, 'src/gone.ts'));
    await rm(path.join(clone.folder, 'dist/src/kept.js'));
    const both = await Promise.all([setup(clone.folder), setup(clone.folder)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    await expect(clone.read('dist/src/kept.js')).resolves.toContain('kept = 1');
    await expect(clone.read('dist/src/gone.js')).rejects.toThrow('ENOENT');
  });

  it('compiles only where something has changed since it compiled without an error', async () => {
    await using clone = await smallClone();
    const compiles = async () => (await setup(clone.folder)).output.includes('Compiling');
    await clone.write('src/a.ts', 'export const a: number = 1;\n');
    expect(await compiles()).toBe(true);
    expect(await compiles()).toBe(false);
    await clone.write('src/a.ts', "export const a: number = '';\n");
    expect([await compiles(), await compiles()]).toEqual([true, true]);
    await clone.write('src/a.ts', 'export const a: number = 2;\n');
    expect([await compiles(), await compiles()]).toEqual([true, false]);
    await clone.write('src/b.ts', 'export const b = 1;\n');
    expect(await compiles()).toBe(true);
    await clone.write('src/node_modules/other/c.ts', 'export const c = 1;\n');
    expect(await compiles()).toBe(false);
  });

  it('goes on where a killed command has left its turn', async () => {
    await using clone = await smallClone();
    await clone.write('src/a.ts', 'export const a = 1;\n');
    const killed = spawn(process.execPath, ['--version']);
    await once(killed, 'exit');
    await clone.write('dist/.setup', String(killed.pid));
    expect(await setup(clone.folder)).toMatchObject({ code: 0 });
    await expect(clone.read('dist/.setup')).rejects.toThrow('ENOENT');
  });

  it('fails where the sources do not compile, and says where', async () => {
    await using clone = await smallClone();
    await clone.write('src/wrong.ts', "export const wrong: number = '';\n");
    const { code, output } = await setup(clone.folder);
    expect(code).toBe(1);
    expect(output).toMatch(/src\/wrong\.ts\(1,14\): error TS2322.*The sources do not compile\.\n$/s);
  });
});

/** A clone with the packages of this one, and sources that compile in no time. */
async function smallClone() {
  const clone = await temporary();
  const link = (name: string) => symlink(path.join(projectFolder, name), path.join(clone.folder, name));
  await Promise.all(['node_modules', 'package.json', 'package-lock.json'].map(link));
  await cp(path.join(projectFolder, 'commands/setup'), path.join(clone.folder, 'commands/setup'), { recursive: true });
  await cp(path.join(projectFolder, 'commands/setup.mjs'), path.join(clone.folder, 'commands/setup.mjs'));
  const { compilerOptions } = JSON.parse(await readFile(path.join(projectFolder, 'tsconfig.json'), 'utf8'));
  await clone.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
  return clone;
}

async function setup(folder: string): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [path.join(folder, 'commands/setup.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output: out + errors };
}

async function temporary() {
  const folder = await mkdtemp(path.join(tmpdir(), 'hub-setup-'));
  return {
    folder,
    read: (name: string) => readFile(path.join(folder, name), 'utf8'),
    async write(name: string, content: string) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
