import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SerializedResult } from '../../gateway/http/endpoint.js';
import { read, startEdge } from './kit.js';

const query = 'query A($value: String) { text(value: $value) } query B { thing { id } }';

describe('A query by GET', () => {
  it('is the query that a POST would bring', async () => {
    await using edge = await startEdge();
    const variables = { value: 'Кизел & «a+b» 100%' };
    const parameters = new URLSearchParams({
      query,
      variables: JSON.stringify(variables),
      operationName: 'A',
      other: '1',
    });
    const url = `${edge.server.url}/graphql?${parameters}`;
    const { status, json, headers } = await read(await fetch(url, { headers: { authorization: 'Bearer x' } }));
    expect({ status, json }).toEqual({ status: 200, json: { data: { text: 'ok' } } });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(edge.calls).toMatchObject([{ variables, authorization: 'Bearer x' }]);
    expect(edge.calls[0]!.operation.name!.value).toBe('A');
    await edge.post({ query, variables, operationName: 'A' });
    expect(edge.calls[1]!.digest).toBe(edge.calls[0]!.digest);
  });

  it('is checked once while it is known, and written answers pass', async () => {
    await using edge = await startEdge(() => new SerializedResult(Buffer.from('{"text":"x"}'), {}));
    for (const _ of [1, 2]) {
      const { json } = await read(await fetch(`${edge.server.url}/graphql?query={text}`));
      expect(json).toEqual({ data: { text: 'x' }, extensions: {} });
    }
    expect(edge.calls[1]!.variables).toBe(edge.calls[0]!.variables);
  });

  it('may leave parameters empty, as clients do', async () => {
    await using edge = await startEdge();
    const url = `${edge.server.url}/graphql?query=%7Btext%7D&variables=&operationName=&extensions=`;
    expect((await fetch(url)).status).toBe(200);
  });

  it.each<[string, string, number, string]>([
    ['no query', '', 400, 'BAD_REQUEST'],
    ['an empty query', '?query=', 400, 'BAD_REQUEST'],
    ['two queries', '?query={text}&query={thing{id}}', 400, 'BAD_REQUEST'],
    ['variables that are no JSON', '?query={text}&variables={', 400, 'BAD_REQUEST'],
    ['variables that are no object', '?query={text}&variables=[1]', 400, 'BAD_REQUEST'],
    ['variables with a key that is no key', '?query={text}&variables={"__proto__":{"x":1}}', 400, 'BAD_VARIABLE'],
    ['bytes that are no UTF-8', '?query={text}%ff', 400, 'BAD_REQUEST'],
    ['a sign that encodes nothing', '?query={text}%', 400, 'BAD_REQUEST'],
    ['text that is no GraphQL', '?query={', 400, 'SYNTAX_ERROR'],
    ['a mutation', '?query=mutation{change}', 405, 'METHOD_NOT_ALLOWED'],
    ['a mutation beside a query', '?query=query A{text} mutation B{change}&operationName=B', 405, 'METHOD_NOT_ALLOWED'],
    ['a subscription where there are none', '?query=subscription{x}', 400, 'OPERATION_INVALID'],
    [
      'the hash of a query',
      '?extensions={"persistedQuery":{"version":1,"sha256Hash":"a"}}',
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
  ])('is refused for %s', async (_, search, status, code) => {
    await using edge = await startEdge();
    const response = await fetch(`${edge.server.url}/graphql${search}`);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]!.extensions.code]).toEqual([status, code]);
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
    expect(edge.calls).toEqual([]);
  });

  it('is refused where the address is over the limit of headers, also on a connection where another was answered', async () => {
    await using edge = await startEdge();
    const socket = connect(edge.server.port, '127.0.0.1').setEncoding('utf8');
    const ask = async (path: string) => {
      socket.write(`GET /graphql?query={text}${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
      for (let text = ''; ; ) {
        text += (await once(socket, 'data'))[0];
        if (text.endsWith('}')) return text;
      }
    };
    expect(await ask('')).toMatch(/^HTTP\/1\.1 200 /);
    const refused = await ask(`%23${'x'.repeat(17_000)}`);
    expect(refused).toMatch(/^HTTP\/1\.1 431 /);
    expect(refused).toContain('HEADERS_TOO_LARGE');
  });

  it('that a client sends again as a POST after a mutation was refused changes nothing', async () => {
    await using edge = await startEdge();
    const mutation = 'mutation { change }';
    expect((await edge.post({ query: mutation })).status).toBe(200);
    expect((await fetch(`${edge.server.url}/graphql?query=${mutation}`)).status).toBe(405);
    expect(edge.calls.length).toBe(1);
  });
});
