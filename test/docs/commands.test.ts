import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const pages = globSync(['*.md', 'docs/**/*.md', '.changeset/README.md']);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const tests = globSync('test/**/*.test.ts');

describe('Commands', () => {
  it.each(pages)('that %s names are there, and so are the tests that it runs', (page) => {
    const text = readFileSync(page, 'utf8');
    const names = [...text.matchAll(/\bnpm run (?:-\S+ )*([a-z][\w:-]*)/g)].map(([, name]) => `${name}`);
    const paths = [...text.matchAll(/\b(?:npm (?:test|run test:\w+) -- |jest\.js -i )(test\/[\w/-]+)/g)].map(
      ([, path]) => `${path}`,
    );
    expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(paths.filter((path) => !tests.some((file) => file.startsWith(path)))).toEqual([]);
  });
});
