import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { ownersOf } from '../../gateway/hub/plan/owners.js';
import { Follower } from '../../gateway/hub/subscriptions/follow.js';
import { directiveDefinitions } from '../../schema/contract/directives.js';
import type { StreamEvent } from '../../schema/contract/events.js';

const sdl = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") { query: Query subscription: Subscription }
  directive @link(url: String) repeatable on SCHEMA
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  enum join__Graph { A @join__graph(name: "a", url: "") }
  ${directiveDefinitions}
  type Query { n: Int }
  type Subscription { publicationAdded(municipalities: [ID!] @hub__owner): Publication! }
  type Publication { id: ID! }
`;

/** An owner whose connections are played from a script, one after the other; the last one stays open. */
async function owner(connections: ((response: ServerResponse) => void)[]) {
  const lastIds: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    lastIds.push(request.headers['last-event-id'] as string | undefined);
    const play = connections[lastIds.length - 1];
    request.resume();
    if (play) play(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    lastIds,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const open = (response: ServerResponse, ...texts: string[]) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const text of texts) response.write(text);
};
const event = (id: string, node: string) =>
  `event: next\nid: ${id}\ndata: ${JSON.stringify({ data: { publicationAdded: { id: node } } })}\n\n`;
const publication = (number: number) => `a:publication:x/${number}`;

/** Follows until so many publications have come. */
async function follow(url: string, count: number) {
  const reports: string[] = [];
  const follower = new Follower(readSchema(sdl), ownersOf([{ code: 'a', url }]), {
    connectTimeoutMs: 1000,
    idleMs: 100,
    retryMs: { first: 1, most: 5 },
    report: ({ code }) => reports.push(code),
  });
  const ending = new AbortController();
  const nodes: string[] = [];
  let last: StreamEvent | undefined;
  const request = { field: 'publicationAdded', args: {}, after: null, requestId: 'x', signal: ending.signal };
  for await (const one of follower.follow(request)) {
    if (one.node) nodes.push(one.node);
    last = one;
    if (nodes.length >= count) break;
  }
  ending.abort();
  await follower.close();
  return { nodes, reports, position: last!.position };
}

describe('The stream of an owner, as the hub follows it', () => {
  const good = (response: ServerResponse) => open(response, event('a:3', publication(3)));
  const first = 'id: a:1\n\n';

  it.each<[string, (response: ServerResponse) => void, string[]]>([
    [
      'breaks in the middle of an event',
      (response) => {
        open(response, first, event('a:2', publication(2)).slice(0, 30));
        setImmediate(() => response.destroy());
      },
      ['OWNER_UNREACHABLE'],
    ],
    ['goes silent', (response) => open(response, first), ['OWNER_UNREACHABLE']],
    [
      'ends as if all were said',
      (response) => {
        open(response, first);
        response.end();
      },
      [],
    ],
    ['refuses', (response) => void response.writeHead(503).end('{}'), ['OWNER_UNREACHABLE']],
    [
      'answers with a page',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      ['OWNER_UNREACHABLE'],
    ],
    [
      'tells of another owner’s publication',
      (response) => open(response, first, event('b:2,a:1', 'b:publication:x/2')),
      ['OWNERSHIP_VIOLATION'],
    ],
    [
      'tells of a thing that is no publication',
      (response) => open(response, first, event('a:2', 'a:measure:2')),
      ['OWNERSHIP_VIOLATION'],
    ],
    [
      'sends what is no JSON',
      (response) => open(response, first, 'event: next\nid: a:2\ndata: {\n\n'),
      ['OWNER_INVALID'],
    ],
    [
      'sends an event without an end',
      (response) => open(response, first, `data: ${'x'.repeat(100_000)}`),
      ['OWNER_UNREACHABLE'],
    ],
  ])('that %s is begun anew from where it was', async (_, play, reports) => {
    await using bad = await owner([play, good]);
    const result = await follow(bad.url, 1);
    expect(result).toEqual({ nodes: [publication(3)], reports, position: 'a:3' });
    expect([undefined, 'a:1']).toContain(bad.lastIds[1]);
  });

  it('that comes twice is told once', async () => {
    await using twice = await owner([
      (response) => {
        open(response, 'id: a:1\n\n', event('a:2', publication(2)));
        response.end();
      },
      (response) =>
        open(response, event('a:2', publication(2)), event('a:3', publication(3)), event('a:4', publication(4))),
    ]);
    const { nodes } = await follow(twice.url, 3);
    expect(nodes).toEqual([2, 3, 4].map(publication));
    expect(twice.lastIds).toEqual([undefined, 'a:2']);
  });
});
