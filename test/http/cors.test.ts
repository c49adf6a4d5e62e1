import { describe, expect, it } from '@jest/globals';
import { type Edge, startEdge } from './kit.js';

const page = 'https://board.example';
const named = { server: { corsOrigins: [page, 'http://127.0.0.1:3000'] } };

function preflight(edge: Edge, origin: string, path = '/graphql'): Promise<Response> {
  return fetch(edge.server.url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

const crossOrigin = ({ headers }: Response) => [...headers].filter(([name]) => name.startsWith('access-control'));

describe('A page of an origin that is named', () => {
  it('may ask: the preflight says what', async () => {
    await using edge = await startEdge(undefined, named);
    const response = await preflight(edge, page);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('access-control-allow-origin')).toBe(page);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST, GET');
    expect(response.headers.get('access-control-allow-headers')).toMatch(/^authorization, content-type, /);
    expect(response.headers.get('vary')).toContain('origin');
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    expect(edge.calls).toEqual([]);
  });

  it.each([
    ['an answer', 200, { body: '{"query":"{text}"}' }],
    ['a refusal', 400, { body: '{"query":"{"}' }],
    ['a refusal before anything is read', 405, { method: 'PUT', body: '{}' }],
  ])('reads %s', async (_, status, init) => {
    await using edge = await startEdge(undefined, named);
    const headers = { origin: page, 'content-type': 'application/json' };
    const response = await fetch(`${edge.server.url}/graphql`, { method: 'POST', headers, ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(page);
    expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it('reads what is served beside GraphQL', async () => {
    await using edge = await startEdge(undefined, named);
    expect((await preflight(edge, page, '/health/live')).headers.get('access-control-allow-methods')).toBe('GET, HEAD');
    const response = await fetch(`${edge.server.url}/health/live`, { headers: { origin: page } });
    expect(response.headers.get('access-control-allow-origin')).toBe(page);
  });
});

describe('A page of another origin', () => {
  it.each([
    'https://other.example',
    'https://board.example.other.example',
    'https://board.example:8443',
    'http://board.example',
    'https://BOARD.example',
    'null',
    '*',
  ])('is not let in: %s', async (origin) => {
    await using edge = await startEdge(undefined, named);
    const response = await preflight(edge, origin);
    expect([response.status, crossOrigin(response)]).toEqual([405, []]);
    const answer = await fetch(`${edge.server.url}/graphql?query={text}`, { headers: { origin } });
    expect([answer.status, crossOrigin(answer)]).toEqual([200, []]);
    expect(answer.headers.get('vary')).toContain('origin');
  });

  it('is not let in where none is named', async () => {
    await using edge = await startEdge();
    const response = await preflight(edge, page);
    expect([response.status, crossOrigin(response)]).toEqual([405, []]);
    expect(response.headers.get('vary')).not.toContain('origin');
  });

  it('that asks without a preflight what needs one is refused as ever', async () => {
    await using edge = await startEdge(undefined, named);
    const options = (headers: Record<string, string>) =>
      fetch(`${edge.server.url}/graphql`, { method: 'OPTIONS', headers }).then(({ status }) => status);
    expect(await options({ origin: page })).toBe(405);
    expect(await options({ 'access-control-request-method': 'POST' })).toBe(405);
  });
});
