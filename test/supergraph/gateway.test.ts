import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from 'graphql';
import type { Endpoint } from '../../gateway/http/endpoint.js';
import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { type HttpServer, serve } from '../../gateway/http/server/server.js';
import { compose } from './federation.js';

const command = fileURLToPath(new URL('../../commands/gateway.js', import.meta.url));

/** Starts the command and resolves with the URL that it prints, or with its exit code and what its log says of it. */
async function start(
  ...args: string[]
): Promise<{ child: ChildProcess; url: string; log: string; code: number | null }> {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  let url = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.stdout.setEncoding('utf8').once('data', (text: string) => {
      url = text.trim();
      resolve(null);
    });
  });
  return { child, url, log, code };
}

describe('npm run gateway', () => {
  let folder: string;
  let subgraphs: HttpServer[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gateway-'));
    const { sdl, schemas } = compose({
      one: {
        typeDefs: 'type Query { trees: [Tree!]! } type Tree @key(fields: "id") { id: ID! }',
        resolvers: { Query: { trees: () => [{ id: 1 }, { id: 2 }] } },
      },
      two: {
        typeDefs: 'type Tree @key(fields: "id") { id: ID! seenBy: String }',
        resolvers: {
          Tree: {
            __resolveReference: (tree: object) => tree,
            seenBy: (_: object, __: object, { who }: { who: string }) => who,
          },
        },
      },
    });
    subgraphs = await Promise.all(
      Object.values(schemas).map(async (schema) => {
        const endpoint: Endpoint = {
          schema,
          execute: async ({ document, variables: variableValues, authorization: who }) =>
            execute({ schema, document, variableValues, contextValue: { who } }),
        };
        return serve({ routes: { '/graphql': await graphqlRoute(endpoint) } });
      }),
    );
    const names = Object.keys(schemas);
    const supergraph = names.reduce(
      (text, name, at) => text.replace(`http://${name}.invalid`, subgraphs[at]!.url),
      sdl,
    );
    await writeFile(path.join(folder, 'supergraph.graphql'), supergraph);
    await writeFile(path.join(folder, 'broken.graphql'), 'type Query {');
  });
  afterAll(async () => {
    await Promise.all(subgraphs.map((each) => each.close()));
    await rm(folder, { recursive: true });
  });

  it('serves a supergraph over HTTP subgraphs, passes the caller’s authorization on, and ends on SIGTERM', async () => {
    const { child, url } = await start('--supergraph', path.join(folder, 'supergraph.graphql'), '--port', '0');
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
        body: JSON.stringify({ query: '{ trees { id seenBy } }' }),
      });
      expect(await response.json()).toEqual({
        data: {
          trees: [
            { id: '1', seenBy: 'Bearer t' },
            { id: '2', seenBy: 'Bearer t' },
          ],
        },
      });
    } finally {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      expect(await exited).toBe(0);
    }
  });

  it.each([
    ['no file', [], 'Expected --supergraph FILE, the schema that a composition has written.'],
    ['a port that is none', ['--supergraph', 'x', '--port', 'x'], 'Expected --port 0 to 65535, got x.'],
    ['a file that is not there', ['--supergraph', 'absent.graphql'], 'absent.graphql cannot be served: ENOENT'],
    ['a file that is no schema', ['--supergraph', 'broken.graphql'], 'broken.graphql cannot be served: Syntax Error'],
  ])('says in one line what is wrong: %s', async (_, args, message) => {
    const { log, code } = await start(...args.map((arg) => (arg.endsWith('.graphql') ? path.join(folder, arg) : arg)));
    expect(code).toBe(1);
    const { level, program, msg } = JSON.parse(log) as Record<string, string>;
    expect([level, program]).toEqual(['fatal', 'gateway']);
    expect(msg!.replace(`${folder}/`, '')).toMatch(new RegExp(`^${message}`));
  });
});
