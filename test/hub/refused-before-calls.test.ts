import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../schema/contract/cursor.js';
import type { ErrorCode } from '../../schema/errors/catalogue.js';
import { hubOverThree } from './three-owners.js';

const three = hubOverThree();

describe('what is refused before any call', () => {
  const cursor = encodeCursor({ order: 'x', descending: false, keys: ['a:measure:1'] });
  const cases: [title: string, code: ErrorCode, query: string, variables?: Record<string, unknown>][] = [
    ['an unknown owner', 'UNKNOWN_MUNICIPALITY', '{ measures(municipalities: ["moscow"]) { totalCount } }'],
    [
      'an unknown owner beside a known one, in a variable',
      'UNKNOWN_MUNICIPALITY',
      'query ($m: [ID!]) { measures(municipalities: $m) { totalCount } }',
      { m: ['a', 'x'] },
    ],
    ['an id of an unknown owner', 'UNKNOWN_MUNICIPALITY', '{ measure(id: "moscow:measure:1") { id } }'],
    ['an id that is none', 'BAD_ID', '{ measure(id: "garbage") { id } }'],
    ['an id without its parts', 'BAD_ID', '{ node(id: "a:1") { id } }'],
    ['an empty id', 'BAD_ID', 'query ($id: ID!) { node(id: $id) { id } }', { id: '' }],
    ['a page of none', 'BAD_PAGE_SIZE', '{ measures(first: 0) { totalCount } }'],
    ['a page below nothing', 'BAD_PAGE_SIZE', '{ measures(first: -1) { totalCount } }'],
    ['a page over the limit', 'BAD_PAGE_SIZE', 'query ($n: Int) { measures(first: $n) { totalCount } }', { n: 501 }],
    [
      'a page over the limit in a default',
      'BAD_PAGE_SIZE',
      'query ($n: Int = 1000000) { measures(first: $n) { totalCount } }',
    ],
    ['a nested page over the limit', 'BAD_PAGE_SIZE', '{ municipalities { measures(first: 501) { totalCount } } }'],
    [
      'a page over the limit that only a second step would ask',
      'BAD_PAGE_SIZE',
      '{ measures { nodes { areas { measures(first: 501) { totalCount } } } } }',
    ],
    ['a cursor that is none', 'BAD_CURSOR', '{ measures(after: "garbage") { totalCount } }'],
    [
      'an altered cursor',
      'BAD_CURSOR',
      'query ($c: String) { measures(after: $c) { totalCount } }',
      { c: `${cursor.slice(0, -4)}AAAA` },
    ],
    ['a nested altered cursor', 'BAD_CURSOR', '{ areas { measures(after: "x") { totalCount } } }'],
    ['a deadline of no time', 'BAD_ARGUMENT', 'query @deadline(ms: 0) { measures { totalCount } }'],
    [
      'a mutation of two owners',
      'BAD_ARGUMENT',
      'mutation { rename(input: { municipality: "a", measure: "b:measure:1", title: "x" }) { id } }',
    ],
    [
      'a mutation of a shared thing',
      'UNKNOWN_MUNICIPALITY',
      'mutation { rename(input: { municipality: ":", measure: "b:measure:1", title: "x" }) { id } }',
    ],
  ];
  it.each(cases)('%s: %s', async (...[, code, query, variables]) => {
    const answer = await three.hub.ask(query, variables);
    expect(answer.errors).toMatchObject([{ extensions: { code } }]);
    expect(Object.values(answer.data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(answer.extensions.coverage).toEqual({ status: 'EMPTY', asked: 0, answered: 0, sources: [] });
    expect(three.calls()).toBe('0 0 0');
  });

  it('a cursor of another order is refused by the owners, and that is the answer', async () => {
    const { data, errors, extensions } = await three.hub.ask(
      'query ($c: String) { measures(after: $c, orderBy: DUE_DESC) { totalCount } }',
      {
        c: encodeCursor({ order: 'measures.TITLE', descending: false, keys: ['x', 'a:measure:1'] }),
      },
    );
    expect(data).toBeNull();
    expect(errors![0]).toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
    expect(extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });
});
