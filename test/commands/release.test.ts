import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeRelease } from '../../commands/release/release.js';

const note = (kind: string, text: string) => `---\n"a-hub": ${kind}\n---\n\n${text}\n`;
const api = 'type Query {\n  a: Int\n  b: Int\n}\n';
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'release-'));
  const files = {
    'package.json': JSON.stringify({ name: 'a-hub', version: '1.2.3', private: true }),
    'package-lock.json': JSON.stringify({ name: 'a-hub', version: '1.2.3', packages: { '': { version: '1.2.3' } } }),
    '.changeset/config.json': await readFile('.changeset/config.json', 'utf8'),
    '.changeset/README.md': 'Notes.',
    '.changeset/b.md': note('minor', 'Adds `Query.b`: the second letter.'),
    'schema/api.graphql': api,
    'schema/promised.graphql': '# Promised by version 1.2.3; renewed.\n\ntype Query {\n  a: Int\n}\n',
  };
  await Promise.all(['.changeset', 'schema'].map((folder) => mkdir(path.join(root, folder))));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(path.join(root, name), text)));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const read = (name: string) => readFile(path.join(root, name), 'utf8');

describe('A release', () => {
  it('gives package and lockfile the next number, writes the notes into the changelog and promises all of the API', async () => {
    expect(await writeRelease(root)).toBe('1.3.0');
    const lockfile = JSON.parse(await read('package-lock.json'));
    expect([JSON.parse(await read('package.json')).version, lockfile.version, lockfile.packages[''].version]).toEqual([
      '1.3.0',
      '1.3.0',
      '1.3.0',
    ]);
    expect(await read('CHANGELOG.md')).toMatch(
      /## 1\.3\.0\n\n### Minor Changes\n\n- .*Adds `Query\.b`: the second letter\./,
    );
    expect(await read('schema/promised.graphql')).toBe(
      `# Promised by version 1.3.0; \`npm run release\` renews it.\n\n${api}`,
    );
    expect(await readdir(path.join(root, '.changeset'))).toEqual(['README.md', 'config.json']);
  });

  it.each([
    ['without a note', '.changeset/b.md', undefined, 'expected a note in .changeset, got none'],
    [
      'with an addition that no note names',
      '.changeset/b.md',
      note('minor', 'Adds a letter.'),
      /additions.*\nQuery\.b$/,
    ],
    [
      'that breaks a promise',
      'schema/api.graphql',
      'type Query { b: Int }',
      /1\.2\.3 promised.*\nQuery\.a was removed/,
    ],
  ])('%s is refused, and nothing is written', async (_, name, text, message) => {
    await (text === undefined ? rm(path.join(root, name)) : writeFile(path.join(root, name), text));
    await expect(writeRelease(root)).rejects.toThrow(message);
    expect(JSON.parse(await read('package.json')).version).toBe('1.2.3');
    expect(await read('schema/promised.graphql')).toContain('1.2.3');
  });
});
