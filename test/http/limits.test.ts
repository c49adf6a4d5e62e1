import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { documentChecker } from '../../gateway/http/graphql/document-cache.js';
import { checkSize, defaultLimits, type Limits } from '../../gateway/http/graphql/limits.js';
import { hostile, nested, times } from './hostile-operations.js';
import { schema, startEdge } from './kit.js';

describe('an operation is refused before it costs anything', () => {
  it.each(hostile)('%s', async (_, query, code, message) => {
    await using edge = await startEdge();
    const { status, json, text } = await edge.post({ query });
    expect({
      status,
      codes: json.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code),
    }).toEqual({
      status: 400,
      codes: [code],
    });
    expect(json.errors[0].message).toContain(message);
    expect(json).not.toHaveProperty('data');
    expect(text).not.toMatch(/node_modules|\.js:|at Object/);
    expect(edge.calls).toEqual([]);
    expect(edge.logged).toEqual([]);
  });

  it.each(hostile)('%s: within 50 ms of CPU', (_, query) => {
    const cost = () => {
      const check = documentChecker(schema, defaultLimits, true);
      const before = process.cpuUsage();
      check(query);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    // The least of three: what else the machine does, and compiling the code at its first use, is no part of it.
    expect(Math.min(cost(), cost(), cost())).toBeLessThan(50);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a page as a variable', 'query ($n: Int) { things(first: $n) { things(first: $n) { id } } }', { n: 400 }],
    [
      'a page as the default of a variable',
      'query ($n: Int = 400) { things(first: $n) { things(first: $n) { id } } }',
      {},
    ],
  ])('too many rows: %s', async (_, query, variables) => {
    await using edge = await startEdge();
    const { status, json } = await edge.post({ query, variables });
    expect(status).toBe(400);
    expect(json.errors[0].message).toContain('Expected at most 100000 rows, got 160400.');
    expect(edge.calls).toEqual([]);
    const smaller = await edge.post({ query, variables: { n: 300 } });
    expect(smaller.status).toBe(200);
  });
});

describe('an operation at the limits passes', () => {
  it.each([
    ['the introspection of graphql-js', getIntrospectionQuery({ inputValueDeprecation: true, oneOf: false })],
    ['50 aliases', `{ thing { ${times(50, (i) => `a${i}: id`)} } }`],
    ['20 root fields', `{${'text '.repeat(20)}}`],
    ['15 levels', nested(14, '{ thing ', '{ id }')],
    [
      'a join across all domains',
      '{ thing { parts { things { parts { parts { things { parts { parts { name } } } } } } } } }',
    ],
  ])('%s', async (_, query) => {
    await using edge = await startEdge();
    const { status, json } = await edge.post({ query });
    expect({ status, errors: json.errors }).toEqual({ status: 200, errors: undefined });
    expect(edge.calls).toHaveLength(1);
  });

  it('and each limit can be set', () => {
    const document = parse('{ a: text @include(if: true) thing { id } }');
    const limits: [keyof Limits, number][] = [
      ['depth', 1],
      ['nesting', 1],
      ['selections', 2],
      ['aliases', 0],
      ['directives', 0],
      ['rootFields', 1],
      ['definitions', 0],
      ['repeats', 0],
    ];
    expect(() => checkSize(document, defaultLimits)).not.toThrow();
    for (const [name, limit] of limits) {
      expect(() => checkSize(document, { ...defaultLimits, [name]: limit })).toThrow(`Expected at most ${limit} `);
    }
  });
});

describe('with introspection off', () => {
  it.each([
    ['the schema', '{ __schema { types { name } } }', /introspection has been disabled/],
    ['a type', '{ __type(name: "Thing") { name } }', /introspection has been disabled/],
    [
      'a type in a fragment',
      '{ ...F } fragment F on Query { __type(name: "Thing") { name } }',
      /introspection has been disabled/,
    ],
    ['a field almost right', '{ thing { secretNam } }', /Cannot query field "secretNam"/],
    ['an argument almost right', '{ text(valu: "x") }', /Unknown argument "valu"/],
    ['a type almost right', '{ thing { ... on Thin { id } } }', /Unknown type "Thin"/],
    ['an input field almost right', '{ text(filter: { nam: "x" }) }', /"nam" is not defined/],
    ['an input field almost right in a variable', 'query ($f: Filter) { text(filter: $f) }', /"nam" is not defined/],
  ])('%s is not told', async (_, query, message) => {
    await using edge = await startEdge(undefined, { graphql: { introspection: false } });
    const { status, json, text } = await edge.post({ query, variables: { f: { nam: 'x' } } });
    expect(status).toBe(400);
    expect(json.errors[0].message).toMatch(message);
    expect(text).not.toMatch(/Did you mean|secretName/);
    expect(edge.calls).toEqual([]);
  });

  it('__typename is still answered', async () => {
    await using edge = await startEdge(undefined, { graphql: { introspection: false } });
    expect((await edge.post({ query: '{ __typename }' })).status).toBe(200);
  });
});
