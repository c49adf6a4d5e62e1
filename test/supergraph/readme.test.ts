import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';
import { compose, overTheWire } from './federation.js';
import { ask } from './readme-example.js';

const textOf = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

const subgraphs = {
  books: {
    typeDefs: 'type Query { books: [Book!]! } type Book @key(fields: "id") { id: ID! title: String! }',
    resolvers: { Query: { books: () => [{ id: '1', title: 'Emma' }] } },
  },
  shelves: {
    typeDefs: 'type Query { shelves: Int! } type Book @key(fields: "id") { id: ID! shelf: String! }',
    resolvers: { Book: { __resolveReference: ({ id }: { id: string }) => ({ id, shelf: `A${id}` }) } },
  },
};

describe('The example of the README', () => {
  it('is the one that is run here', () => {
    const [, block] = /```ts\n([\s\S]*?)```/.exec(textOf('gateway/supergraph/README.md')) ?? [];
    const example = textOf('test/supergraph/readme-example.ts');
    expect(block).toBe(example.replace('../../gateway/supergraph/index.js', './index.js'));
  });

  it('answers from several subgraphs', async () => {
    const { sdl, schemas } = compose(subgraphs);
    const result = await ask(sdl, schemas, '{ books { title shelf } }');
    expect(overTheWire(result)).toEqual({ data: { books: [{ title: 'Emma', shelf: 'A1' }] } });
  });

  it('tells what is not valid', async () => {
    const { sdl, schemas } = compose(subgraphs);
    const { errors } = await ask(sdl, schemas, '{ books { price } }');
    expect(errors?.map((error) => error?.message)).toEqual(['Cannot query field "price" on type "Book".']);
  });
});
