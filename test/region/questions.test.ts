import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareText, sortKey } from '../../schema/contract/collation.js';
import { type Answer, ask, owners } from '../instance.js';
import { type Region, startRegion } from '../region.js';

let region: Region;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(async () => region?.[Symbol.asyncDispose]());

const answer = (operation: string, variables?: object): Promise<Answer> => ask(region.url, operation, variables);
const everybody = { kemerovo: 1, kizel: 1, krasnodar: 1, petrozavodsk: 1, volgograd: 1 };
const only = (code: string) => ({ kemerovo: 0, kizel: 0, krasnodar: 0, petrozavodsk: 0, volgograd: 0, [code]: 1 });
const nobody = { kemerovo: 0, kizel: 0, krasnodar: 0, petrozavodsk: 0, volgograd: 0 };

async function wholeAnswer(operation: string, variables?: object): Promise<Answer['data']> {
  const { data, errors, extensions } = await answer(operation, variables);
  expect(errors).toBeUndefined();
  expect(extensions.coverage.status).toBe('COMPLETE');
  return data;
}

describe('A null of the client', () => {
  it('is no value for a page', async () => {
    const operation = `query($n: Int, $c: String) {
      page: measures(first: $n, after: $c, last: $n, before: $c, orderBy: null) { totalCount nodes { id } } }`;
    const { page } = await wholeAnswer(operation, { n: null, c: null });
    expect([page.totalCount, page.nodes.length]).toEqual([136, 50]);
    expect(await wholeAnswer('{ page: measures { totalCount nodes { id } } }')).toEqual({ page });
  });
});

describe('The regional centre asks one operation', () => {
  it('how many rows has every plan, by municipality', async () => {
    region.calls();
    const { data, extensions } = await answer(`{
      municipalities { code name measures { totalCount } actionPlans { totalCount } }
      coverage { status asked answered sources { municipality state version } }
    }`);
    expect(data.municipalities.map((row: never) => Object.values(row))).toEqual([
      ['kemerovo', 'Кемеровский муниципальный округ', { totalCount: 0 }, { totalCount: 0 }],
      ['kizel', 'Город Кизел', { totalCount: 10 }, { totalCount: 1 }],
      ['krasnodar', 'Город Краснодар', { totalCount: 11 }, { totalCount: 1 }],
      ['petrozavodsk', 'Петрозаводский городской округ', { totalCount: 92 }, { totalCount: 1 }],
      ['volgograd', 'Волгоградская область', { totalCount: 23 }, { totalCount: 1 }],
    ]);
    expect(data.coverage).toMatchObject({ status: 'COMPLETE', asked: 5, answered: 5 });
    expect(data.coverage.sources).toHaveLength(5);
    expect(extensions.coverage.sources[0]).toMatchObject({ municipality: 'kemerovo', state: 'ANSWERED', version: 2 });
    expect(region.calls()).toEqual(everybody);
  });

  it('all measures of all owners in the order of the documents, 20 at a time to the end', async () => {
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let after: string | null = null; ; ) {
      const { measures }: Answer['data'] = await wholeAnswer(
        `query($after: String) { measures(first: 20, after: $after) {
           totalCount nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(measures.totalCount).toBe(136);
      expect(measures.edges.at(-1).cursor).toBe(measures.pageInfo.endCursor);
      sizes.push(measures.nodes.length);
      seen.push(...measures.nodes.map(({ id }: { id: string }) => id));
      after = measures.pageInfo.endCursor;
      if (!measures.pageInfo.hasNextPage) break;
    }
    expect(sizes).toEqual([20, 20, 20, 20, 20, 20, 16]);
    expect(new Set(seen).size).toBe(136);
    const bySource = seen.map((id) => id.split(':')[0]);
    expect(bySource).toEqual(bySource.toSorted());

    const backwards: string[] = [];
    for (let before: string | null = null; ; ) {
      const { measures }: Answer['data'] = await wholeAnswer(
        `query($before: String) { measures(last: 50, before: $before) {
           nodes { id } pageInfo { hasPreviousPage startCursor } } }`,
        { before },
      );
      backwards.unshift(...measures.nodes.map(({ id }: { id: string }) => id));
      before = measures.pageInfo.startCursor;
      if (!measures.pageInfo.hasPreviousPage) break;
    }
    expect(backwards).toEqual(seen);
  });

  it("the measures of Petrozavodsk's subsection II.5 only, of that owner alone", async () => {
    region.calls();
    const { measures } = await wholeAnswer(`{
      measures(municipalities: ["petrozavodsk"], filter: { section: ["II", "5"] }) {
        totalCount nodes { number section { path title } municipality { code } } }
    }`);
    expect(measures.nodes.map(({ number }: { number: string }) => number)).toEqual([
      '5.1',
      '5.2',
      '5.3',
      '5.4',
      '5.5',
      '5.6',
      '5.7',
    ]);
    expect(measures.totalCount).toBe(7);
    expect(region.calls()).toEqual(only('petrozavodsk'));
  });

  it('a municipality with its acts, their basis, plans, sections and measures', async () => {
    region.calls();
    const { municipality } = await wholeAnswer(`{
      municipality(code: "volgograd") { name legalActs { nodes {
        kind number date issuer basis { raw } issues { code }
        plans { title periodSource period { start end } sections { path title measureCount }
          measures { totalCount nodes { number title section { path } } } }
      } } }
    }`);
    const [act] = municipality.legalActs.nodes;
    expect(act).toMatchObject({ kind: 'ROADMAP', number: null, date: null, issuer: null, basis: [] });
    expect(act.plans[0].period).toEqual({ start: '2021-12-01', end: '2022-12-31' });
    expect(act.plans[0].sections.map(({ measureCount }: { measureCount: number }) => measureCount)).toEqual([
      6, 5, 3, 9,
    ]);
    expect(act.plans[0].measures.totalCount).toBe(23);
    expect(region.calls()).toEqual(only('volgograd'));
  });

  it('everything in which МАУ ДПО ЦРО takes part', async () => {
    const { measures } = await wholeAnswer(`{
      measures(first: 500, filter: { responsible: "МАУ ДПО ЦРО" }) { totalCount nodes { responsibleText municipality { code } } }
    }`);
    const owners = new Set(measures.nodes.map((row: { municipality: { code: string } }) => row.municipality.code));
    expect([...owners]).toEqual(['petrozavodsk']);
    for (const { responsibleText } of measures.nodes) expect(responsibleText).toContain('МАУ ДПО ЦРО');
    const all = await wholeAnswer('{ measures(first: 500) { nodes { responsibleText } } }');
    const naming = all.measures.nodes.filter((row: { responsibleText: string | null }) =>
      row.responsibleText?.includes('МАУ ДПО ЦРО'),
    );
    expect(measures.totalCount).toBe(naming.length);
  });

  it('the acts that cite 273-ФЗ, and the law itself as one thing that two owners cite', async () => {
    const { legalActs, law } = await wholeAnswer(`{
      legalActs(filter: { cites: "273-ФЗ" }) { nodes { number basis { article act { id } } } }
      law: legalAct(id: ":act:federal-law-273-фз-2012-12-29") {
        kind number date title municipality { code } citedBy { number municipality { code } } }
    }`);
    expect(legalActs.nodes.map(({ number }: { number: string }) => number)).toEqual(['231', '697']);
    expect(law).toEqual({
      kind: 'FEDERAL_LAW',
      number: '273-ФЗ',
      date: '2012-12-29',
      title: 'Об образовании в Российской Федерации',
      municipality: null,
      citedBy: [
        { number: '231', municipality: { code: 'kemerovo' } },
        { number: '697', municipality: { code: 'petrozavodsk' } },
      ],
    });
  });

  it('who else cites what an act cites: all owners, though the act is of one', async () => {
    const { legalActs } = await wholeAnswer(`{
      legalActs(municipalities: ["kemerovo"], filter: { kinds: [ORDER] }) {
        nodes { basis { act { number citedBy { number } } } } }
    }`);
    expect(legalActs.nodes[0].basis[0].act).toEqual({
      number: '273-ФЗ',
      citedBy: [{ number: '231' }, { number: '697' }],
    });
  });

  it('words in Russian, in any form', async () => {
    const find = async (search: string) =>
      (
        await wholeAnswer(
          'query($search: String) { measures(first: 500, filter: { search: $search }) { nodes { title municipality { code } } } }',
          { search },
        )
      ).measures.nodes;
    const rows = await find('адресная рекомендация');
    expect(new Set(rows.map((row: { municipality: { code: string } }) => row.municipality.code))).toEqual(
      new Set(['petrozavodsk', 'volgograd']),
    );
    expect((await find('семинары семьи')).length).toBeGreaterThan(0);
    expect(await find('квантовая хромодинамика')).toEqual([]);
  });

  it('institutions of two municipalities by name, alphabetically across both, ё as е', async () => {
    region.calls();
    const { institutions } = await wholeAnswer(`{
      institutions(municipalities: ["kizel", "kemerovo"], orderBy: NAME_ASC, first: 200) {
        totalCount nodes { shortName fullName municipality { code } synthetic provenance { method } } }
    }`);
    const names = institutions.nodes.map((row: { shortName: string; fullName: string }) =>
      sortKey(row.shortName ?? row.fullName),
    );
    expect(names).toEqual(names.toSorted(compareText));
    expect(institutions.totalCount).toBe(names.length);
    const codes: string[] = institutions.nodes.map((row: { municipality: { code: string } }) => row.municipality.code);
    const turns = codes.filter((code, i) => i > 0 && code !== codes[i - 1]).length;
    expect(turns).toBeGreaterThan(5);
    for (const row of institutions.nodes)
      expect([row.synthetic, row.provenance[0].method]).toEqual([true, 'SYNTHETIC']);
    expect(region.calls()).toEqual({ ...nobody, kizel: 1, kemerovo: 1 });
  });

  it("one thing by its id, of one owner's alone", async () => {
    region.calls();
    const { node } = await wholeAnswer(
      '{ node(id: "kizel:measure:order-76-2021-06-30/1/2.1") { __typename id ... on Measure { title } } }',
    );
    expect(node).toMatchObject({ __typename: 'Measure', title: expect.stringContaining('муниципальных экспертов') });
    expect(region.calls()).toEqual(only('kizel'));
  });

  it('the areas and scales that all share, each once', async () => {
    const { qualityAreas, scales } = await wholeAnswer(`{
      qualityAreas { code labelRu confirmed usedBy { code } measures { totalCount } }
      scales { code levels { code rank } }
    }`);
    expect(qualityAreas).toHaveLength(9);
    expect(scales.map((scale: { code: string; levels: [] }) => [scale.code, scale.levels.length])).toEqual([
      ['KRASNODAR_CLUSTER', 4],
      ['MKDO', 5],
      ['PERCENT', 0],
      ['YES_NO', 2],
    ]);
  });
});

describe('An owner that fails leaves the rest complete', () => {
  const operation =
    '{ municipalities { code measures { totalCount } } measures(first: 5) { totalCount nodes { id } } }';

  it.each([
    ['cut off', 'cut', 'UNREACHABLE', 'OWNER_UNREACHABLE'],
    ['silent', 'dead', 'TIMEOUT', 'OWNER_TIMEOUT'],
  ] as const)('%s: named, and back without a restart of the hub', async (_, state, source, code) => {
    const whole = await wholeAnswer(operation);
    const line = region.lines.get('petrozavodsk')!;
    line.state = state;
    const started = performance.now();
    const { status, data, errors, extensions } = await answer(`query @deadline(ms: 1500) ${operation}`);
    expect(performance.now() - started).toBeLessThan(3000);
    line.state = 'up';

    expect(status).toBe(200);
    expect(data.municipalities).toEqual(
      whole.municipalities.filter((row: { code: string }) => row.code !== 'petrozavodsk'),
    );
    expect(data.measures.totalCount).toBe(44);
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code, municipality: 'petrozavodsk' } }]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 5, answered: 4 });
    expect(
      extensions.coverage.sources.find((one: { municipality: string }) => one.municipality === 'petrozavodsk'),
    ).toMatchObject({
      state: source,
      error: code,
    });
    expect(await wholeAnswer(operation)).toEqual(whole);
  });

  it('an operation that must be complete is refused instead', async () => {
    const line = region.lines.get('kizel')!;
    line.state = 'cut';
    const { data, errors, extensions } = await answer('query @complete { municipalities { code } }');
    line.state = 'up';
    expect(data).toBeNull();
    expect(errors!.map(({ extensions }) => extensions.code)).toContain('INCOMPLETE');
    expect(extensions.coverage.status).toBe('PARTIAL');
  });

  it('all of them: an error, never an empty list', async () => {
    for (const line of region.lines.values()) line.state = 'cut';
    const { status, data, errors } = await answer('{ measures { totalCount } }');
    for (const line of region.lines.values()) line.state = 'up';
    expect([status, data]).toEqual([502, null]);
    expect(errors![0]!.extensions.code).toBe('ALL_OWNERS_FAILED');
  });
});

it('The owners are the five that the project comes with', () => {
  expect(owners.map(({ code }) => code).toSorted()).toEqual(Object.keys(everybody));
});
