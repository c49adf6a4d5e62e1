import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';

let instance: Instance;
const url = () => `${instance.server.url}/graphql`;

beforeAll(async () => {
  const petrozavodsk = owners.find(({ code }) => code === 'petrozavodsk')!;
  instance = await startSeededInstance([petrozavodsk]);
});
afterAll(() => instance?.close());

describe('One instance', () => {
  it('answers what its published order says, each thing with its line', async () => {
    const { data } = await ask(
      url(),
      `{
      legalActs { nodes {
        kind number date title issuer controller signatory { name acting } period { start end }
        basis { kind number date article resolved line act { id } }
        instructions { number addressee scope }
        plans { kind periodSource period { start end } columns { role } sections { path measureCount } }
      } }
      measures(filter: { section: ["II", "5"] }) { totalCount nodes {
        number ordinal title responsibleText participants form plannedResults section { path title }
        educationLevels deadline { text } provenance { method line lineEnd quote act }
      } }
    }`,
    );
    expect(data).toMatchSnapshot();
  });

  it('says whose data it gave, of which version', async () => {
    const { extensions } = await ask(url(), '{ coverage { status asked answered } }');
    expect(extensions.coverage).toMatchObject({
      status: 'COMPLETE',
      sources: [{ municipality: 'petrozavodsk', state: 'ANSWERED', version: 2 }],
    });
  });

  it.each([
    ['another owner by code', '{ municipality(code: "kizel") { name } }', 'UNKNOWN_MUNICIPALITY'],
    ['another owner in a list', '{ measures(municipalities: ["kizel"]) { totalCount } }', 'UNKNOWN_MUNICIPALITY'],
    ["another owner's id", '{ legalAct(id: "kizel:act:order-76-2021-06-30") { title } }', 'UNKNOWN_MUNICIPALITY'],
    ['an id that is none', '{ node(id: "nonsense") { id } }', 'BAD_ID'],
    ['an id of another kind', '{ legalAct(id: "petrozavodsk:measure:1") { title } }', 'BAD_ID'],
    ['an altered cursor', '{ measures(after: "AAAA") { totalCount } }', 'BAD_CURSOR'],
    ['no rows at all', '{ measures(first: 0) { totalCount } }', 'BAD_PAGE_SIZE'],
    ['a page of less than nothing', '{ measures(first: -1) { totalCount } }', 'BAD_PAGE_SIZE'],
    ['a page of a million', '{ measures(first: 1000000) { totalCount } }', 'BAD_PAGE_SIZE'],
    ['a field that is not there', '{ measurez { totalCount } }', 'OPERATION_INVALID'],
    ['half an operation', '{ measures {', 'SYNTAX_ERROR'],
  ])('asked for %s, refuses with a code of the catalogue', async (_, operation, code) => {
    const { errors } = await ask(url(), operation);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it.each([
    ['a literal', '{ page: measures(first: null, orderBy: null, after: null) { nodes { id } } }'],
    [
      'a variable',
      `query($n: Int, $o: MeasureOrder, $c: String) {
        page: measures(first: $n, after: $c, last: $n, before: $c, orderBy: $o) { nodes { id } } }`,
    ],
  ])('takes null as %s for no value where there is a default', async (_, operation) => {
    const { data } = await ask(url(), '{ page: measures { nodes { id } } }');
    expect(data.page.nodes.length).toBeGreaterThan(5);
    expect(await ask(url(), operation, { n: null, o: null, c: null })).toMatchObject({ data });
  });

  it.each([
    ['an argument', 'query($v: Date = "2025-01-01") { measureSummary(groupBy: [STATE], asOf: $v) { count } }'],
    ['an argument below', 'query($v: ID = "petrozavodsk:act:x") { qualityAreas { code } legalAct(id: $v) { id } }'],
    ['a condition', 'query($v: Boolean = true) { qualityAreas { code labelRu @skip(if: $v) } }'],
    ['a deadline', 'query($v: Int = 5000) @deadline(ms: $v) { scales { code } }'],
  ])('refuses a null for %s that may not be null, with its name', async (_, operation) => {
    const { data, errors } = await ask(url(), operation, { v: null });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ message: expect.stringContaining('$v'), extensions: { code: 'BAD_VARIABLE' } }]);
    expect((await ask(url(), operation)).errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain(
      'INTERNAL',
    );
  });

  it('takes its deadline from the default of a variable', async () => {
    const { data, errors } = await ask(url(), 'query($ms: Int = 5000) @deadline(ms: $ms) { scales { code } }');
    expect([errors, data.scales.length > 0]).toEqual([undefined, true]);
  });

  it('refuses a cursor of another order', async () => {
    const { data } = await ask(url(), '{ institutions(first: 1) { pageInfo { endCursor } } }');
    const after = data.institutions.pageInfo.endCursor;
    const { errors } = await ask(url(), 'query($after: String) { measures(after: $after) { totalCount } }', { after });
    expect(errors![0]!.extensions.code).toBe('BAD_CURSOR');
  });

  it('finds nothing under an id of its own that is not there', async () => {
    const { data } = await ask(
      url(),
      `{
      node(id: "petrozavodsk:measure:none") { id }
      legalAct(id: "petrozavodsk:act:none") { title }
      institution(id: "petrozavodsk:institution:none") { fullName }
    }`,
    );
    expect(data).toEqual({ node: null, legalAct: null, institution: null });
  });

  it('walks a connection row by row, each row once', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Awaited<ReturnType<typeof ask>> = await ask(
        url(),
        'query($after: String) { measures(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...page.data.measures.nodes.map(({ id }: { id: string }) => id));
      after = page.data.measures.pageInfo.endCursor;
      more = page.data.measures.pageInfo.hasNextPage;
    }
    expect(seen).toHaveLength(92);
    expect(new Set(seen).size).toBe(92);
  });

  it('serves each subgraph to other routers, entities by key included', async () => {
    const subgraphs = `${instance.server.url}/subgraphs`;
    const { data } = await ask(
      `${subgraphs}/action-plans`,
      'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Municipality { measures { totalCount } } } }',
      {
        representations: [{ __typename: 'Municipality', code: 'petrozavodsk' }],
      },
    );
    expect(data).toEqual({ _entities: [{ measures: { totalCount: 92 } }] });
    for (const name of ['institutions', 'indicators', 'monitoring', 'action-plans']) {
      const { data } = await ask(`${subgraphs}/${name}`, '{ _service { sdl } }');
      expect(data._service.sdl).toContain('type Query');
    }
  });

  it('tells its health and version', async () => {
    const get = async (path: string) => (await fetch(`${instance.server.url}${path}`)).json();
    expect(await get('/health/live')).toEqual({ status: 'live' });
    expect(await get('/health/ready')).toEqual({ status: 'ready' });
    expect(await get('/version')).toMatchObject({ owners: ['petrozavodsk'], version: 2 });
  });
});

describe('Filters of measures', () => {
  const count = async (filter: string) =>
    (await ask(url(), `{ measures(filter: ${filter}) { totalCount } }`)).data.measures.totalCount;

  it.each([
    ['a whole section', '{ section: ["II"] }', 41],
    ['a subsection', '{ section: ["II", "5"] }', 7],
    ['the level of education that row or section name', '{ educationLevel: PRESCHOOL }', 7],
    ['words of any form', '{ search: "дошкольных образований" }', 3],
    ['an issue', '{ issue: CELL_EMPTY }', 11],
  ])('keep to %s', async (_, filter, expected) => {
    expect(await count(filter)).toBe(expected);
  });

  it('find an organisation by whole words, however quoted or cased', async () => {
    const rows = (await ask(url(), '{ measures(first: 500) { nodes { responsibleText } } }')).data.measures.nodes;
    const expected = rows.filter((row: { responsibleText: string }) =>
      row.responsibleText.includes('МАУ ДПО ЦРО'),
    ).length;
    expect(expected).toBeGreaterThan(40);
    expect(await count('{ responsible: "МАУ ДПО ЦРО" }')).toBe(expected);
    expect(await count('{ responsible: "мау дпо «ЦРО»" }')).toBe(expected);
    expect(await count('{ responsible: "МАУ ДПО ЦР" }')).toBe(0);
    expect(await count('{ responsible: "%" }')).toBe(0);
  });
});
