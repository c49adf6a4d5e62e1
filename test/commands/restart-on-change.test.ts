import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { restartOnChange } from '../../commands/dev/restart-on-change.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watch-'));
  await mkdir(path.join(folder, 'deep'));
  await writeFile(path.join(folder, 'deep/a.ts'), '0');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that runs until it is ended and tells which source it was made of. */
function watched() {
  const events: string[] = [];
  let heard = () => {};
  const tell = (event: string) => {
    events.push(event);
    heard();
  };
  const stopping = new AbortController();
  const source = path.join(folder, 'deep/a.ts');
  let content = '';
  const running = restartOnChange({
    folders: [folder],
    matters: (file) => file.endsWith('.ts'),
    async compile() {
      content = await readFile(source, 'utf8');
      if (content === 'broken') tell('broken');
      return content !== 'broken';
    },
    start() {
      const name = content;
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)']);
      child.stdout.once('data', () => tell(`runs ${name}`));
      child.once('exit', () => tell(`ended ${name}`));
      return child;
    },
    signal: stopping.signal,
  });
  return {
    until: async (event: string) => {
      while (!events.includes(event)) await new Promise<void>((resolve) => (heard = resolve));
      return events;
    },
    write: (text: string, file = 'deep/a.ts') => writeFile(path.join(folder, file), text),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

describe('What is run anew when a source changes', () => {
  it('ends before its next version starts, and at last when it is stopped', async () => {
    const { until, write, stop } = watched();
    await until('runs 0');
    await write('1');
    await until('runs 1');
    await stop();
    expect(await until('ended 1')).toEqual(['runs 0', 'ended 0', 'runs 1', 'ended 1']);
  });

  it('is not run while the sources do not compile, and again when they do', async () => {
    const { until, write, stop } = watched();
    await until('runs 0');
    await write('broken');
    await until('broken');
    await write('2');
    expect(await until('runs 2')).toEqual(['runs 0', 'ended 0', 'broken', 'runs 2']);
    await stop();
  });

  it('does not end because of a file that does not matter', async () => {
    const { until, write, stop } = watched();
    await until('runs 0');
    await write('text', 'deep/notes.md');
    await write('3');
    expect(await until('runs 3')).toEqual(['runs 0', 'ended 0', 'runs 3']);
    await stop();
  });
});
