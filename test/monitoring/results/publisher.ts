import { sql } from 'kysely';
import { writeCsv } from '../../../subgraphs/documents/formats/csv/write-csv.js';
import type { TableValue } from '../../../subgraphs/documents/formats/rows/table-value.js';
import type { Instance } from '../../../subgraphs/instance.js';
import { type Answer, ask, owners, startSeededInstance } from '../../instance.js';
import { withdraw } from '../../publishing/client.js';
import { staffToken } from '../../tokens.js';

/** An instance of one owner, or of several, with institutions and a framework of a few indicators, all made up, and whoever publishes to it. */
export interface Publisher {
  instance: Instance;
  url: string;
  /** Short names of three institutions, in order, and their ids. */
  names: string[];
  ids: string[];
  publish(kind: string, rows: readonly TableValue[][], more?: object): Promise<Receipt>;
  publishBytes(kind: string, filename: string, content: Buffer, more?: object): Promise<Receipt>;
  withdraw(publication: string): Promise<Answer>;
  /** As staff of the first owner. */
  ask(query: string, variables?: object): Promise<Answer>;
  sql<R>(statement: string): Promise<R[]>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into receipts.
export type Receipt = any;

const receipt = `
  created updated unchanged removed rejected dryRun rejectedFile { filename contentBase64 }
  issues { code severity message line row field text suggestion }
  publication { id version status rows synthetic changes(first: 500) {
    totalCount nodes { kind type node label fields { field before after } } } }`;

/** `code, version, unit, scale, evidence, valid from, valid to` of the indicators; see `startPublisher`. */
const indicators: [string, number, string, string, string | null, string, string | null, string | null][] = [
  ['1.1', 1, 'Удовлетворённость родителей', 'FAMILY', null, 'PARENT_SURVEY', null, null],
  ['1.2', 1, 'Качество среды', 'CONDITIONS', 'MKDO', 'EXPERT,INTERNAL_VSOKO', null, null],
  ['1.3', 1, 'Доля педагогов с категорией', 'CONDITIONS', null, 'FEDERAL_STATISTICS', null, '2023-12-31'],
  ['1.3', 2, 'Доля педагогов с категорией', 'CONDITIONS', null, 'FEDERAL_STATISTICS', '2024-01-01', null],
];

export async function startPublisher(...codes: string[]): Promise<Publisher> {
  const held = codes.length > 0 ? codes : ['kizel'];
  const instance = await startSeededInstance(owners.filter(({ code }) => held.includes(code)));
  const url = `${instance.server.url}/graphql`;
  const token = await staffToken(held[0]!);
  const query = async <R>(statement: string) =>
    (await sql.raw<R>(statement).execute(instance.orm.em.fork().getKysely())).rows;
  const defined = held.flatMap((code) => indicators.map((indicator) => [code, ...indicator] as const));
  for (const [code, number, version, name, area, scale, evidence, from, to] of defined) {
    const quoted = (text: string | null) => (text === null ? 'null' : `'${text}'`);
    await query(`insert into indicators.indicator
      (id, municipality, code, version, name, area_code, unit, scale_code, evidence, valid_from, valid_to, provenance, code_key)
      values ('${code}:indicator:${number}/${version}', '${code}', '${number}', ${version}, '${name}', '${area}', '%',
        ${quoted(scale)}, '{${evidence}}', ${quoted(from)}, ${quoted(to)}, '[]', '${number} ${version}')`);
  }
  const known = await query<{ id: string; name: string }>(
    `select id, short_name as name from institutions.institution where municipality = '${held[0]}' order by name_key, id limit 8`,
  );
  const publishBytes = async (
    kind: string,
    filename: string,
    content: Buffer,
    more: { municipality?: string } = {},
  ) => {
    const { municipality = held[0]! } = more;
    const input = { municipality, kind, filename, contentBase64: content.toString('base64'), ...more };
    const mutation = `mutation ($input: PublishTableInput!) { publishTable(input: $input) { ${receipt} } }`;
    const { data, errors } = await ask(url, mutation, { input }, await staffToken(municipality));
    if (errors) throw new Error(JSON.stringify(errors));
    return data.publishTable;
  };
  return {
    instance,
    url,
    names: known.map(({ name }) => name),
    ids: known.map(({ id }) => id),
    publish: (kind, rows, more) => publishBytes(kind, 'table.csv', Buffer.from([...writeCsv(rows)].join('')), more),
    publishBytes,
    withdraw: (publication) => withdraw(url, publication),
    ask: (operation, variables) => ask(url, operation, variables, token),
    sql: query,
    close: () => instance.close(),
  };
}

export const roundsHead = [
  'Код раунда',
  'Название',
  'Год',
  'Начало',
  'Окончание',
  'Уровень',
  'Участвовало организаций',
  'Всего организаций',
];

export function roundRow(code: string, year: number): TableValue[] {
  return [code, `Мониторинг ${year} года`, year, `01.09.${year}`, `31.10.${year}`, 'муниципалитет', 3, 3];
}

/** Publishes rounds of these years, whose codes are `r` and the year. */
export function publishRounds({ publish }: Publisher, ...years: number[]): Promise<Receipt> {
  return publish('ROUNDS', [roundsHead, ...years.map((year) => roundRow(`r${year}`, year))]);
}
