import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { page } from '../../subgraphs/kit/graphql/page.js';
import { productFolder, writeMutated } from '../mutation/locate.js';
import { lawsFor, ruleLaws } from './laws.js';
import { loadModules, product } from './modules.js';
import { mutants } from './mutants/all.js';
import { asked, laws, pages, world } from './mutants/mutant.js';
import { openPageCheck, type PageCheck } from './page-check.js';
import { checkWhoIsAsked, checkWorld } from './world-check.js';

/** What can kill a mutant. The seed is fixed: whether a mutant dies must not be left to chance. */
const checks: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  [world]: async (folder) => checkWorld(await loadModules(folder)),
  [asked]: async (folder) => checkWhoIsAsked(await loadModules(folder)),
  [pages]: (folder) => database.check(folder),
  ...Object.fromEntries(
    ruleLaws.map((rule) => [
      laws(rule.rule),
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
  it.each(mutants.map((mutant, n) => [mutant.mistake, mutant, n] as const))('%s', async (_mistake, mutant, n) => {
    const mutated = path.join(folder, String(n));
    await writeMutated(mutant, [...Object.values(product), page], mutated);
    const notNoticedBy: string[] = [];
    for (const name of mutant.killedBy) if (await holds(name, mutated)) notNoticedBy.push(name);
    expect(notNoticedBy).toEqual([]);
  });
});

async function holds(name: string, mutated: string): Promise<boolean> {
  try {
    await checks[name]!(mutated);
    return true;
  } catch (error) {
    // A mutant that cannot run at all says nothing of what notices it.
    for (let cause = error as Error | undefined; cause; cause = cause.cause as Error | undefined)
      if (cause.name === 'ReferenceError' || cause.name === 'SyntaxError') throw error;
    return false;
  }
}
