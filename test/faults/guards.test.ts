import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';

interface End {
  fault: string;
  guard: string;
  withIt: boolean;
  withoutIt: boolean;
}

// In a process of its own: jest loads modules itself, and lets nobody change them in between.
const here = path.join(projectFolder, 'dist/test/faults');
const { stdout } = await promisify(execFile)(process.execPath, [path.join(here, 'fakes/without-guards.js')], {
  timeout: 60_000,
});
const ends: End[] = JSON.parse(stdout);

describe('A guard', () => {
  it.each(ends)('against $fault is needed: $guard', ({ withIt, withoutIt }) => {
    expect({ withIt, withoutIt }).toEqual({ withIt: true, withoutIt: false });
  });

  it('stands against every fault', () => {
    const files = readdirSync(here).flatMap((file) => /^(.*)\.test\.js$/.exec(file)?.[1] ?? []);
    const faults = files.filter((name) => name !== 'guards');
    expect(faults).toHaveLength(25);
    expect([...new Set(ends.map(({ fault }) => fault))].sort()).toEqual(faults.sort());
  });
});
