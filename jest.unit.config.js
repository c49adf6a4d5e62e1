/**
 * `npm run test:unit`: the quick tests, found by what they import, so that there is no list to keep. They open no database
 * and no socket, start no process, draw nothing at random, and read no file that was made to hurt.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import all from './jest.config.js';

const { globalSetup, globalTeardown, ...config } = all;
const dist = path.join(import.meta.dirname, 'dist');
const slow =
  /^(?:node:(?:child_process|http|net|worker_threads)|undici|pg|fast-check|@mikro-orm\/postgresql|\/.*\/test\/postgres\.js)$/;
const imports = new Map();

export default {
  ...config,
  rootDir: 'dist',
  testMatch: globSync(`${dist}/test/**/*.test.js`).filter(
    (file) => !/hostile|mutated/.test(path.basename(file)) && !isSlow(file),
  ),
};

function isSlow(file, seen = new Set()) {
  if (slow.test(file)) return true;
  if (seen.has(file) || !file.startsWith('/')) return false;
  seen.add(file);
  return importsOf(file).some((each) => isSlow(each, seen));
}

/** Files of the project by their whole path, packages by their name. */
function importsOf(file) {
  if (!imports.has(file)) {
    const specifiers = [
      ...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'\n]*'([^'\n]+)';$|\bimport\('([^'\n]+)'\)/gm),
    ];
    const targets = specifiers.map(([, fixed, late]) => fixed ?? late);
    const files = targets.map((target) => (target.startsWith('.') ? path.join(path.dirname(file), target) : target));
    imports.set(
      file,
      files.filter((each) => !each.startsWith('/') || existsSync(each)),
    );
  }
  return imports.get(file);
}
