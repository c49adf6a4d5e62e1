import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { brokenPromises } from '../../schema/changes.js';
import { schemaFolder } from '../../schema/folder.js';
import { schemaFiles } from '../../schema/generate.js';

const committed = (name: string) => readFile(path.join(schemaFolder, name), 'utf8');

describe('The committed schema', () => {
  it.each(Object.entries(schemaFiles()))(
    '%s is what the code generates (npm run schema writes it)',
    async (name, text) => {
      expect(await committed(name)).toBe(text);
    },
  );

  it('breaks nothing that the last version promised to clients', async () => {
    expect(brokenPromises(await committed('promised.graphql'), await committed('api.graphql'))).toEqual([]);
  });
});

describe('A change of the public schema', () => {
  const promised = `type Query { a(x: Int): String! b: E } enum E { ONE TWO }`;
  it.each([
    ['a field that is gone', `type Query { a(x: Int): String! } enum E { ONE TWO }`, ['Query.b was removed.']],
    [
      'a field that may now be null',
      `type Query { a(x: Int): String b: E } enum E { ONE TWO }`,
      ['Query.a changed type from String! to String.'],
    ],
    [
      'an argument that is now required',
      `type Query { a(x: Int, y: Int!): String! b: E } enum E { ONE TWO }`,
      ['A required arg y on Query.a was added.'],
    ],
    [
      'an enum value that is gone',
      `type Query { a(x: Int): String! b: E } enum E { ONE }`,
      ['TWO was removed from enum type E.'],
    ],
  ])('that breaks clients is named: %s', (_, current, broken) => {
    expect(brokenPromises(promised, current)).toEqual(broken);
  });

  it('that only adds is no breach', () => {
    expect(
      brokenPromises(promised, `type Query { a(x: Int, y: Int): String! b: E c: Int } enum E { ONE TWO THREE }`),
    ).toEqual([]);
  });
});
