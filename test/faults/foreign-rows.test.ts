import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../schema/contract/cursor.js';
import { type Missing, query, region } from './expectations.js';
import { altered, type Script } from './misbehave.js';

const row = (id: string, order = 'measures.TITLE') => ({
  cursor: encodeCursor({ order, descending: false, keys: ['мера', id] }),
  node: { id, title: 'SECRET' },
});

/** An answer with these rows. */
function pageOf(...rows: { cursor: string; node: object }[]): Script {
  return altered((answer) => {
    const body = JSON.parse(answer);
    body.data.measures.nodes = rows.map(({ node }) => node);
    body.data.measures._h_edges = rows.map(({ cursor }) => ({ _h_cursor: cursor }));
    return JSON.stringify(body);
  });
}
const replaced = (from: string, to: string) => altered((answer) => answer.replace(from, to));

const cases: Missing[] = [
  ['a row of another owner', 'OWNERSHIP_VIOLATION', replaced('"b:measure:1"', '"a:measure:1"')],
  ['a row of an owner that nobody knows', 'OWNERSHIP_VIOLATION', replaced('"b:measure:1"', '"x:measure:1"')],
  [
    'a cursor of another owner',
    'OWNERSHIP_VIOLATION',
    pageOf({ ...row('a:measure:1'), node: { id: 'b:measure:1', title: 'SECRET' } }),
  ],
  ['an id that is none', 'OWNER_INVALID', replaced('b:measure:1', 'measure-1')],
  [
    'more rows than were asked',
    'OWNER_INVALID',
    pageOf(...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => row(`b:measure:${n}`))),
  ],
  ['rows out of order', 'OWNER_INVALID', pageOf(row('b:measure:2'), row('b:measure:1'))],
  ['a row twice', 'OWNER_INVALID', pageOf(row('b:measure:1'), row('b:measure:1'))],
  ['rows without cursors', 'OWNER_INVALID', pageOf({ ...row('b:measure:1'), cursor: 'garbage' })],
  ['rows by another order', 'OWNER_INVALID', pageOf(row('b:measure:1', 'measures.DUE'))],
];

describe('An owner that sends', () => {
  const region_ = region();

  it.each(cases)('%s is named, and nothing of its answer is used', (...[, code, script, more]: Missing) =>
    region_.missesB(code, script, more),
  );

  it('a sum twice is left out of all that was asked, though the rest of its answer is sound', async () => {
    const { hub } = region_;
    const again = '"summary":[{"count":1,"area":"PROCESS","_h_municipality":null,"_h_month":null},';
    hub.owners.b.script = replaced('"summary":[', again);
    const { data, errors, extensions } = await hub.ask(
      '{ summary(groupBy: [AREA]) { area count } measures { totalCount } }',
    );
    expect(data).toEqual({ summary: [{ area: 'PROCESS', count: 8 }], measures: { totalCount: 8 } });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
    expect(extensions.coverage.status).toBe('PARTIAL');
    expect(hub.logged).toMatchObject([{ owner: 'b', msg: expect.stringContaining('stands twice') }]);
  });

  it('word of others in its coverage speaks for itself alone', async () => {
    const { hub } = region_;
    hub.owners.b.script = replaced('"sources":[', '"sources":[{"municipality":"a","state":"TIMEOUT","version":9},');
    const { extensions } = await hub.ask(query);
    expect(extensions.coverage).toMatchObject({ status: 'COMPLETE', asked: 3 });
    expect(extensions.coverage.sources.map(({ version }: { version: number }) => version)).toEqual([7, 7, 7]);
  });
});
