/** `npm run test:unit`: the tests that need no database, found by what they import, so that there is no list to keep. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import all from './jest.config.js';

const { globalSetup, globalTeardown, ...config } = all;
const dist = path.join(import.meta.dirname, 'dist');
const imports = new Map();

export default {
  ...config,
  rootDir: 'dist',
  testMatch: globSync(`${dist}/test/**/*.test.js`).filter((file) => !reaches(file, `${dist}/test/postgres.js`)),
};

function reaches(file, target, seen = new Set()) {
  if (file === target) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some((each) => reaches(each, target, seen));
}

function importsOf(file) {
  if (!imports.has(file)) {
    const specifiers = [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?'(\.[^']+\.js)'/g)];
    const files = specifiers.map(([, specifier]) => path.join(path.dirname(file), specifier));
    // Tests of measures quote imports of files that are not there.
    imports.set(
      file,
      files.filter((each) => existsSync(each)),
    );
  }
  return imports.get(file);
}
