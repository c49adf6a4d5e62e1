import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphqlRoute } from '../../../gateway/http/graphql/graphql-route.js';
import { serve } from '../../../gateway/http/server/server.js';
import { createHub } from '../../../gateway/hub/hub.js';
import { schemaFolder } from '../../../schema/contract/schema-folder.js';
import type { TableValue } from '../../../subgraphs/documents/formats/rows/table-value.js';
import { ask } from '../../instance.js';
import { accept, claimsOf, sign } from '../../tokens.js';
import { type Publisher, publishRounds, startPublisher } from './publisher.js';

const codes = ['kemerovo', 'kizel'];
let separate: Publisher[];
let central: Publisher;
let hubUrl: string;
let region: string;
let beforeCorrections: string;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  separate = await Promise.all(codes.map((code) => startPublisher(code)));
  central = await startPublisher(...codes);
  const supergraphSdl = readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8');
  const hub = createHub({ supergraphSdl, owners: codes.map((code, i) => ({ code, url: separate[i]!.url })) });
  const server = await serve({ routes: { '/graphql': await graphqlRoute(hub, { authenticate: accept() }) } });
  closing.push(
    () => server.close(),
    () => hub.close(),
    ...[...separate, central].map((one) => () => one.close()),
  );
  hubUrl = `${server.url}/graphql`;
  region = await sign(claimsOf.region);
  for (const [i, code] of codes.entries()) {
    for (const to of [separate[i]!, central]) {
      const years = code === 'kizel' ? [2022, 2023] : [2023, 2024];
      await publishRounds({ ...to, publish: (kind, rows) => to.publish(kind, rows, { municipality: code }) }, ...years);
      expect(await to.publish('OBSERVATIONS', resultsOf(i, years), { municipality: code })).toMatchObject({
        issues: [],
      });
    }
  }
  beforeCorrections = new Date().toISOString();
  for (const [i, code] of codes.entries()) {
    const rows = [head, ['r2023', separate[i]!.names[0]!, '1.1', 99, ''], ['r2023', 'в целом', '1.3', 7, '']];
    for (const to of [separate[i]!, central]) await to.publish('OBSERVATIONS', rows, { municipality: code });
  }
});
afterAll(async () => {
  for (const close of closing) await close();
});

const head: TableValue[] = ['Раунд', 'Организация', 'Код показателя', 'Значение', 'Источник'];

function resultsOf(owner: number, years: number[]): TableValue[][] {
  const rows = years.flatMap((year) =>
    separate[owner]!.names.slice(0, 4).flatMap((name, at) => [
      [`r${year}`, name, '1.1', 10 * at + owner, ''],
      [`r${year}`, name, '1.2', `L${1 + ((at + owner) % 5)}`, 'ВСОКО'],
      [`r${year}`, name, '1.3', at === 2 ? '' : `${at},5`, ''],
    ]),
  );
  return [head, ...rows];
}

const nodes = `nodes { id value status evidence year level { code } round { code } indicator { code version }
  institution { shortName } municipality { code } }`;

/** Questions, and the same asked in SQL of the one database that holds everything: the ids in order. */
const questions: [string, string, string][] = [
  ['all results', '(first: 500)', `true order by sort_key, id`],
  ['the last ones first', '(orderBy: ROUND_DESC, first: 500)', `true order by sort_key desc, id desc`],
  ['by indicator', '(orderBy: INDICATOR_ASC, first: 500)', `true order by indicator_key, id`],
  ['by institution', '(orderBy: INSTITUTION_DESC, first: 500)', `true order by institution_key desc, id desc`],
  [
    'of an area and a year',
    '(filter: { areas: [CONDITIONS], years: [2023] }, first: 500)',
    `area_code = 'CONDITIONS' and year = 2023 order by sort_key, id`,
  ],
  [
    'on two levels',
    '(filter: { levels: ["MKDO/L1", "MKDO/L2"] })',
    `level_code in ('MKDO/L1', 'MKDO/L2') order by sort_key, id`,
  ],
  [
    'of legal forms, where something is missing',
    '(filter: { institutionTypes: [AUTONOMOUS, BUDGETARY], statuses: [MISSING] })',
    `institution_type in ('AUTONOMOUS', 'BUDGETARY') and status = 'MISSING' order by sort_key, id`,
  ],
  ['of one owner', '(municipalities: ["kizel"], first: 500)', `municipality = 'kizel' order by sort_key, id`],
];

describe('Results of several owners', () => {
  it.each(questions)('are the same from the hub, from one database, and by SQL: %s', async (_, args, condition) => {
    const operation = `{ observations${args} { totalCount ${nodes} } }`;
    const [fromHub, fromOne] = await Promise.all([hubUrl, central.url].map((url) => ask(url, operation, {}, region)));
    expect(fromHub!.errors).toBeUndefined();
    expect(fromHub!.extensions.coverage.status).toBe('COMPLETE');
    expect(fromHub!.data).toEqual(fromOne!.data);
    const rows = await central.sql<{ id: string }>(`select id from monitoring.observation where ${condition}`);
    expect(rows.length).toBeGreaterThan(0);
    const { totalCount, nodes: found } = fromHub!.data.observations;
    expect(found.map(({ id }: { id: string }) => id)).toEqual(rows.map(({ id }) => id));
    expect(totalCount).toBe(rows.length);
  });

  it.each(['ROUND_ASC', 'INDICATOR_DESC', 'INSTITUTION_ASC'])('come page by page in the order %s', async (order) => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await ask(
        hubUrl,
        `query ($after: String) { observations(orderBy: ${order}, first: 7, after: $after) {
          nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
        region,
      );
      seen.push(...data.observations.nodes.map(({ id }: { id: string }) => id));
      if (!data.observations.pageInfo.hasNextPage) break;
      after = data.observations.pageInfo.endCursor;
    }
    const { data } = await ask(
      central.url,
      `{ observations(orderBy: ${order}, first: 500) { nodes { id } } }`,
      {},
      region,
    );
    expect(seen).toEqual(data.observations.nodes.map(({ id }: { id: string }) => id));
  });

  it('are read as they were recorded before a correction', async () => {
    const values = async (url: string, token?: string, at = beforeCorrections) => {
      const fields = '{ totalCount nodes { id value } }';
      const { data } = await ask(
        url,
        `query ($at: DateTime!) { then: observations(asRecordedOn: $at, first: 500) ${fields} now: observations(first: 500) ${fields} }`,
        { at },
        token,
      );
      return data;
    };
    const fromHub = await values(hubUrl, region);
    expect(fromHub).toEqual(await values(central.url, region));
    expect([fromHub.then.totalCount, fromHub.now.totalCount]).toEqual([48, 50]);
    const differing = fromHub.then.nodes.filter(
      ({ id, value }: { id: string; value: number }) =>
        fromHub.now.nodes.find((one: { id: string }) => one.id === id).value !== value,
    );
    expect(differing.map(({ value }: { value: number }) => value)).toEqual([0, 1]);
    // Who may not see the values of an institution may not see what they were either.
    const forAll = await values(hubUrl);
    expect([forAll.then.totalCount, forAll.now.totalCount]).toEqual([0, 2]);
    const { then, now } = await values(hubUrl, region, new Date().toISOString());
    expect(then).toEqual(now);
  });

  it('are read so for one institution too', async () => {
    const one = await ask(
      hubUrl,
      `query ($id: ID!, $at: DateTime!) { institution(id: $id) {
        then: observations(asRecordedOn: $at, filter: { rounds: ["kizel:round:r2023"] }) { nodes { value } }
        now: observations(filter: { rounds: ["kizel:round:r2023"] }) { nodes { value } } } }`,
      { id: separate[1]!.ids[0], at: beforeCorrections },
      region,
    );
    const { then, now } = one.data.institution;
    expect([then.nodes[0], now.nodes[0]]).toEqual([{ value: 1 }, { value: 99 }]);
  });
});
