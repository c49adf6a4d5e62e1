import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { introspectionFromSchema } from 'graphql';
import { readSchema } from '../../gateway/hub/schema.js';
import { readSupergraph } from '../../gateway/supergraph/schemas.js';
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

describe('The directives that clients see', () => {
  const supergraph = schemaFiles()['supergraph.graphql']!;

  it.each([
    ['the hub', readSchema(supergraph).schema],
    ['an instance', readSupergraph(supergraph).publicSchema],
  ])('say at %s what they and their arguments mean', (_, schema) => {
    const { directives } = introspectionFromSchema(schema).__schema;
    const mute = directives.flatMap(({ name, description, args }) => [
      ...(description ? [] : [name]),
      ...args.filter((each) => !each.description).map((each) => `${name}(${each.name}:)`),
    ]);
    expect(directives.map(({ name }) => name)).toEqual(expect.arrayContaining(['complete', 'deadline', 'stale']));
    expect(mute).toEqual([]);
  });

  // Hive Gateway reads a directive of such a name as an instruction to itself, whoever has declared it.
  it('have no name that a router takes for its own', () => {
    const taken = ['merge', 'key', 'computed', 'canonical', 'source', 'resolveTo', 'additionalField', 'hoist'];
    taken.push('transport', 'extraSchemaDefinitionDirective', 'httpOperation', 'pubsubOperation', 'pubsubPublish');
    const names = readSchema(supergraph)
      .schema.getDirectives()
      .map(({ name }) => name);
    expect(names.filter((name) => taken.includes(name))).toEqual([]);
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
    [
      'a directive of operations that is gone',
      `type Query { a(x: Int): String! b: E } enum E { ONE TWO }`,
      ['operation was removed.'],
      'directive @operation on QUERY | OBJECT',
    ],
  ])('that breaks clients is named: %s', (_, current, broken, more = '') => {
    expect(brokenPromises(promised + more, current)).toEqual(broken);
  });

  it('of what only the schema itself can hold is no breach', () => {
    expect(brokenPromises(`${promised} directive @rule(of: Int) on OBJECT`, promised)).toEqual([]);
  });

  it('that only adds is no breach', () => {
    expect(
      brokenPromises(promised, `type Query { a(x: Int, y: Int): String! b: E c: Int } enum E { ONE TWO THREE }`),
    ).toEqual([]);
  });
});
