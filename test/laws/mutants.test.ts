import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lawsFor, ruleLaws } from './laws.js';
import { loadModules, productFolder } from './modules.js';
import { type Mutant, mutants } from './mutants.js';
import { openPageCheck, type PageCheck } from './page-check.js';
import { checkWhoIsAsked, checkWorld } from './world-check.js';

/** What can kill a mutant. The seed is fixed: whether a mutant dies must not be left to chance. */
const checks: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  'the answer of one database': async (folder) => checkWorld(await loadModules(folder)),
  'who is asked': async (folder) => checkWhoIsAsked(await loadModules(folder)),
  'the pages of a database': (folder) => database.check(folder),
  ...Object.fromEntries(
    ruleLaws.map((rule) => [
      `laws of ${rule.rule}`,
      async (folder: string) => {
        const modules = await loadModules(folder);
        for (const [, holds] of lawsFor(rule)) holds(rule, modules, 7);
      },
    ]),
  ),
};

let database: PageCheck;
beforeAll(async () => {
  database = await openPageCheck();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const folder = mkdtempSync(path.join(tmpdir(), 'hub-mutants-'));
symlinkSync(path.resolve(productFolder, '../node_modules'), path.join(folder, 'node_modules'));
writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('Nothing is noticed of merging as it is', async () => {
  for (const check of Object.values(checks)) await check(productFolder);
});

describe('It is noticed when', () => {
  it.each(mutants.map((mutant, n) => [mutant.mistake, mutant, n] as const))('%s', async (_, mutant, n) => {
    const mutated = apply(mutant, path.join(folder, String(n)));
    const notNoticedBy: string[] = [];
    for (const name of mutant.killedBy) if (await holds(name, mutated)) notNoticedBy.push(name);
    expect(notNoticedBy).toEqual([]);
  });
});

function holds(name: string, mutated: string): Promise<boolean> {
  return checks[name]!(mutated).then(
    () => true,
    () => false,
  );
}

/** The compiled sources with the mistake in them. */
function apply({ file, find, replace }: Mutant, place: string): string {
  for (const part of ['gateway', 'schema', 'subgraphs/kit'])
    cpSync(path.join(productFolder, part), path.join(place, part), { recursive: true });
  const source = readFileSync(path.join(place, file), 'utf8');
  expect(source.split(find).length - 1).toBe(1);
  writeFileSync(
    path.join(place, file),
    source.replace(find, () => replace),
  );
  return place;
}
