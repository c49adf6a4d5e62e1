import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { lawsFor, ruleLaws } from './laws.js';
import { loadModules, type Modules, productFolder } from './modules.js';
import { type Mutant, mutants } from './mutants.js';
import { checkWhoIsAsked, checkWorld } from './world-check.js';

/** What can kill a mutant. The seed is fixed: whether a mutant dies must not be left to chance. */
const checks: Readonly<Record<string, (modules: Modules) => Promise<void>>> = {
  'the answer of one database': checkWorld,
  'who is asked': checkWhoIsAsked,
  ...Object.fromEntries(
    ruleLaws.map((rule) => [
      `laws of ${rule.rule}`,
      async (modules: Modules) => {
        for (const [, holds] of lawsFor(rule)) holds(rule, modules, 7);
      },
    ]),
  ),
};

const folder = mkdtempSync(path.join(tmpdir(), 'hub-mutants-'));
symlinkSync(path.resolve(productFolder, '../node_modules'), path.join(folder, 'node_modules'));
writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('Nothing is noticed of merging as it is', async () => {
  const product = await loadModules(productFolder);
  for (const check of Object.values(checks)) await check(product);
});

describe('It is noticed when', () => {
  it.each(mutants.map((mutant, n) => [mutant.mistake, mutant, n] as const))('%s', async (_, mutant, n) => {
    const modules = await loadModules(apply(mutant, path.join(folder, String(n))));
    const notNoticedBy: string[] = [];
    for (const name of mutant.killedBy) if (await holds(name, modules)) notNoticedBy.push(name);
    expect(notNoticedBy).toEqual([]);
  });
});

function holds(name: string, modules: Modules): Promise<boolean> {
  return checks[name]!(modules).then(
    () => true,
    () => false,
  );
}

/** The compiled sources with the mistake in them. */
function apply({ file, find, replace }: Mutant, place: string): string {
  for (const part of ['gateway', 'schema', 'subgraphs/kit'])
    cpSync(path.join(productFolder, part), path.join(place, part), { recursive: true });
  const source = readFileSync(path.join(place, file), 'utf8');
  expect(source.split(find)).toHaveLength(2);
  writeFileSync(
    path.join(place, file),
    source.replace(find, () => replace),
  );
  return place;
}
