import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { type Answer, ask, owners, startSeededInstance } from '../instance.js';
import { type Region, startRegion } from '../region.js';

let region: Region;
let central: Instance;
beforeAll(async () => {
  // One after the other: each instance starts a planner of its own.
  central = await startSeededInstance(owners);
  region = await startRegion();
}, 180_000);
afterAll(() => Promise.all([region?.[Symbol.asyncDispose](), central?.close()]));

const inHub = (query: string, variables?: object) => ask(region.url, query, variables);
const inCentral = (query: string, variables?: object) => ask(`${central.server.url}/graphql`, query, variables);

interface Hit {
  id: string;
  kind: string;
  title: string;
  clause: string | null;
  line: number | null;
  excerpt: { text: string; isMatch: boolean }[];
  node: { id: string; __typename: string; number?: string };
}

const hits = `nodes { id kind title clause line synthetic excerpt { text isMatch } municipality { code name }
  node { id __typename ... on Measure { number } ... on LegalAct { number } ... on Institution { fullName } } }`;

async function search(text: string, more = '', first = 100): Promise<Hit[]> {
  const { data, errors } = await inHub(
    `query ($text: String!) { search(text: $text, first: ${first} ${more}) { ${hits} } }`,
    { text },
  );
  expect(errors).toBeUndefined();
  return data.search.nodes;
}

const marked = ({ excerpt }: Hit) => excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text);
const lineOf = ({ excerpt }: Hit) => excerpt.map(({ text }) => text).join('');

describe('One search over five owners', () => {
  it.each([
    'качество',
    'качество дошкольного образования',
    '«дошкольного образования»',
    '«Детский сад» 5',
    'приказ № 1219',
    '273-ФЗ',
    'N 26-01-06-659',
    '5 июля 2024 г.',
    'семья',
    'и',
  ])('is that of one database with everything: %s', async (text) => {
    const query = `query ($text: String!) {
      search(text: $text, first: 30) { totalCount edges { cursor } ${hits} pageInfo { hasNextPage endCursor } }
      some: search(text: $text, first: 500, kinds: [CLAUSE, MEASURE], municipalities: ["kizel", "volgograd"]) { totalCount ${hits} }
    }`;
    const [asked, whole] = [await inHub(query, { text }), await inCentral(query, { text })];
    expect(asked.errors).toBeUndefined();
    expect(asked.data).toEqual(whole.data);
    expect(asked.data.search.totalCount).toBeGreaterThan(0);
  });

  it.each([
    ['forwards', 'first', 'after', 'endCursor', 'hasNextPage'],
    ['backwards', 'last', 'before', 'startCursor', 'hasPreviousPage'],
  ])('is walked %s, page by page, each hit once', async (_, size, from, end, more) => {
    const whole = await search('мониторинг качества', '', 500);
    const met: Hit[] = [];
    for (let cursor: string | null = null; ; ) {
      const { data }: Answer = await inHub(
        `query ($from: String) { search(text: "мониторинг качества", ${size}: 7, ${from}: $from) { ${hits} pageInfo { ${end} ${more} } } }`,
        { from: cursor },
      );
      if (from === 'after') met.push(...data.search.nodes);
      else met.unshift(...data.search.nodes);
      cursor = data.search.pageInfo[end];
      if (!data.search.pageInfo[more]) break;
    }
    expect(met).toEqual(whole);
    expect(met.length).toBeGreaterThan(20);
  });

  it('finds things of each kind, with the thing itself', async () => {
    const types = { ACT: 'LegalAct', CLAUSE: 'LegalAct', MEASURE: 'Measure', INSTITUTION: 'Institution' };
    for (const [kind, type] of Object.entries(types)) {
      const ofKind = await search(kind === 'INSTITUTION' ? 'детские сады' : 'образования', `, kinds: [${kind}]`);
      expect(ofKind.length).toBeGreaterThan(0);
      for (const hit of ofKind) {
        expect(hit).toMatchObject({ kind, node: { id: hit.id, __typename: type } });
        expect(hit.clause !== null).toBe(kind === 'CLAUSE');
      }
    }
  });

  it('marks in a line of the text what was looked for, in whatever form', async () => {
    for (const hit of await search('дошкольное образование')) {
      expect(marked(hit).length).toBeGreaterThan(0);
      for (const word of marked(hit)) expect(word.toLowerCase()).toMatch(/^(дошкольн|образован)/);
      expect(lineOf(hit).length).toBeLessThanOrEqual(302);
    }
  });

  it('names the line of the text where it stands', async () => {
    const [act] = await search('в соответствии с концепцией', ', kinds: [ACT]');
    const { data } = await inHub('query ($id: ID!) { legalAct(id: $id) { text } }', { id: act!.id });
    const printed: string = data.legalAct.text.split(/\r\n|\n|\r/)[act!.line! - 1];
    expect(printed).toContain(lineOf(act!).replaceAll('…', ''));
    const [measure] = await search('дорожной карты', ', kinds: [MEASURE]');
    expect(measure!.line).toBeGreaterThan(0);
  });

  it('gives first what has the words together and in the title', async () => {
    const text = 'мониторинг качества дошкольного образования';
    const phrase = /мониторинг\S* качеств\S* дошкольн\S* образовани\S*/i;
    const titles = (await search(text)).filter(({ kind }) => kind !== 'CLAUSE').map(({ title }) => phrase.test(title));
    expect(titles).toContain(true);
    expect(titles.lastIndexOf(true)).toBeLessThan(titles.includes(false) ? titles.indexOf(false) : titles.length);
  });

  it('asks only the owners that are named', async () => {
    region.calls();
    await search('план', ', municipalities: ["kizel"]');
    expect(region.calls()).toEqual({ kemerovo: 0, kizel: 1, krasnodar: 0, petrozavodsk: 0, volgograd: 0 });
  });

  it.each(['', '  ', '«»', '№', '😀 – !'])('refuses a text without words: «%s»', async (text) => {
    const { data, errors } = await inHub('query ($text: String!) { search(text: $text) { totalCount } }', { text });
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toContain('BAD_ARGUMENT');
  });
});

describe('Texts to filter by', () => {
  it.each(['', ' ', '\t«»', '№', '!?'])('without a word are as none: «%s»', async (text) => {
    const query = (filter: string) => `query ($text: String) {
      measures(${filter}) { totalCount } legalActs(${filter}) { totalCount } institutions(${filter}) { totalCount }
    }`;
    const { data, errors } = await inHub(query('filter: { search: $text }'), { text });
    expect(errors).toBeUndefined();
    expect(data).toEqual((await inHub(query('first: 50').replace('($text: String)', ''))).data);
  });

  it.each(['', '  '])('of names, blank, are as none: «%s»', async (text) => {
    const query =
      'query ($text: String) { measures(filter: { responsible: $text }) { totalCount } organizations(filter: { named: $text }) { totalCount } }';
    const { data } = await inHub(query, { text });
    expect(data).toEqual((await inHub('{ measures { totalCount } organizations { totalCount } }')).data);
  });
});
