import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { introspectionFromSchema } from 'graphql';
import { schemaFiles } from '../../commands/schema/generate.js';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { readSupergraph } from '../../gateway/supergraph/schema/supergraph-schema.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';

const committed = (name: string) => readFile(path.join(schemaFolder, name), 'utf8');

describe('The committed schema', () => {
  it.each(Object.entries(schemaFiles()))(
    '%s is what the code generates (npm run schema writes it)',
    async (name, text) => {
      expect(await committed(name)).toBe(text);
    },
  );
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
