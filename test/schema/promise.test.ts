import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readNotes, unnoted } from '../../commands/release/notes.js';
import { readPromise } from '../../commands/release/promise.js';
import { additions, brokenPromises } from '../../commands/schema/broken-promises.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';

const root = path.dirname(schemaFolder);
const { version, sdl: promised } = await readPromise(root);
const api = await readFile(path.join(schemaFolder, 'api.graphql'), 'utf8');

describe('What is promised of the API', () => {
  it('is kept', () => {
    expect(brokenPromises(promised, api)).toEqual([]);
  });

  it('was renewed by the last release', async () => {
    expect(version).toBe(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')).version);
  });

  it('is all that the API has, but for what notes in .changeset name for the next release', async () => {
    expect(unnoted(additions(promised, api), await readNotes(root))).toEqual([]);
  });

  it.each(['Query', 'Mutation', 'Subscription'])('covers %s', (type) => {
    const withoutIt = api.replace(new RegExp(`^type ${type} \\{.*?^\\}`, 'ms'), '').replace(/^schema \{.*?^\}/ms, '');
    expect(
      brokenPromises(promised, `${withoutIt}\ntype ${type === 'Query' ? 'Query' : 'Unused'} { none: Int }`),
    ).toContainEqual(expect.stringContaining(type));
  });
});

describe('A change of the public schema', () => {
  const sdl = `type Query { a(x: Int = 1, z: Int): String! b: E } enum E { ONE TWO } input I { f: Int = 1 }
    directive @operation(n: Int!) on QUERY | OBJECT`;
  const changed = (part: string, by: string) => sdl.replace(part, by);
  it.each([
    ['a field that is gone', changed('b: E', ''), ['Query.b was removed.']],
    ['a field that may now be null', changed('String!', 'String'), ['Query.a changed type from String! to String.']],
    ['an argument that is gone', changed(', z: Int', ''), ['Query.a arg z was removed.']],
    ['an argument that is now required', changed('z: Int', 'z: Int!'), [/^Query.a arg z has changed type/]],
    [
      'a new argument that is required',
      changed('z: Int', 'z: Int, y: Int!'),
      ['A required arg y on Query.a was added.'],
    ],
    ['an argument with another default', changed('x: Int = 1', 'x: Int = 2'), [/^Query.a\(x:\) has changed default/]],
    ['an argument without its default', changed('x: Int = 1', 'x: Int'), [/^Query.a\(x:\) has changed default/]],
    ['an argument with a default of late', changed('z: Int', 'z: Int = 1'), [/^Query.a\(z:\) has changed default/]],
    ['an input field with another default', changed('f: Int = 1', 'f: Int = 2'), [/^I.f has changed default/]],
    ['an enum value that is gone', changed('TWO', ''), ['TWO was removed from enum type E.']],
    [
      'a directive that is gone',
      changed('directive @operation(n: Int!) on QUERY | OBJECT', ''),
      [/operation was removed/],
    ],
    ['a directive without its argument', changed('(n: Int!)', ''), ['n was removed from operation.']],
    ['a directive with another argument', changed('n: Int!', 'n: ID!'), [/^@operation\(n:\) has changed type/]],
    ['a directive that stands elsewhere', changed('QUERY | OBJECT', 'FIELD'), [/^QUERY was removed/, /^OBJECT was/]],
  ])('that breaks clients is told: %s', (_, current, broken) => {
    expect(current).not.toBe(sdl);
    expect(brokenPromises(sdl, current)).toEqual(
      broken.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))),
    );
  });

  it.each([
    ['of what only the schema itself can hold', `${sdl} directive @rule(of: Int) on OBJECT`, sdl],
    ['that only adds', sdl, `${changed('b: E', 'b(n: Int): E c: Int').replace('TWO', 'TWO THREE')} type T { x: Int }`],
    ['by which a directive may be left empty', sdl, changed('n: Int!', 'n: Int')],
  ])('%s is no breach', (_, before, after) => {
    expect(brokenPromises(before, after)).toEqual([]);
  });

  it('is named part by part where it adds, a new type by its name alone', () => {
    const more = `${changed('b: E', 'b(n: Int): E c(x: Int): T').replace('TWO', 'TWO THREE').replace('f: Int', 'f: Int g: Int')}
      type T { x: Int } union U = T directive @late on FIELD directive @rule on OBJECT`;
    const expected = ['@late', 'E.THREE', 'I.g', 'Query.b(n:)', 'Query.c', 'T', 'U'];
    expect(additions(sdl, more)).toEqual(expected);
    expect(unnoted(expected, ['Adds `Query.c` and `T`.', 'Adds E.THREE, `I.g`.'])).toEqual([
      '@late',
      'E.THREE',
      'Query.b(n:)',
      'U',
    ]);
  });
});
