/** Writes the rows of any query as a table: `npm run export -- measures.graphql --format xlsx`. */
import './node-version.js';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import { endpoint, endpointHelp } from './dev/endpoint.js';
import { Failure, failureText } from './dev/failure.js';
import { badOptions } from './dev/options.js';
import { askAll, NoAnswer } from './export/ask.js';
import { planExport } from './export/plan.js';
import { coverageRows, doubtsOf, queryRows } from './export/report.js';
import { isCut, sheetCells, syntheticColumn } from './export/rows.js';
import { writeExport } from './export/write.js';

const usage = `npm run export -- запрос.graphql [ключи]

  запрос.graphql      файл с одним запросом одного списка; «-» – со стандартного ввода

  --variables JSON    переменные запроса
  --format ФОРМАТ     xlsx (по умолчанию) или csv
  --out ФАЙЛ          куда записать; по умолчанию по имени запроса
  --explode ПОЛЕ      строка на каждый элемент этого списка, например responsible
  --token T           токен; по умолчанию переменная HUB_TOKEN
  --url АДРЕС         ${endpointHelp}

Страницы списка читаются до конца. Значения списка внутри строки стоят в одной ячейке через «; ».
Рядом с данными – кто ответил, на какой момент, и сам запрос: листы «Покрытие» и «Запрос», у csv файл …-coverage.csv.

Код возврата: 0 – выгружено всё, 1 – выгружено не всё (сказано в «Покрытии»), 2 – неверный вызов или запрос,
3 – служба недоступна, 4 – служба отказала.`;

const away = new Set(['ALL_OWNERS_FAILED', 'DATABASE_UNAVAILABLE', 'NOT_READY', 'DEADLINE_EXCEEDED']);

process.exitCode = await run().catch((error) => {
  if (error instanceof NoAnswer) {
    process.stderr.write(`${error.code ? `Отказано: ${error.code}. ` : 'Служба недоступна: '}${error.message}\n`);
    return error.code && !away.has(error.code) ? 4 : 3;
  }
  process.stderr.write(`${failureText(error)}\n`);
  return 2;
});

async function run(): Promise<number> {
  const { values, positionals } = parsed();
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Failure(usage);
  const format = formatOf(values.format);
  const url = endpoint(values.url);
  const variables = variablesOf(values.variables);
  const schema = buildSchema(await readFile(path.join(schemaFolder, 'api.graphql'), 'utf8'), { assumeValid: true });
  const plan = planExport(schema, await read(file));
  const exported = await askAll(plan, url, values.token ?? (process.env.HUB_TOKEN || undefined), variables);

  const cut = exported.rows.filter(isCut).length;
  const doubts = doubtsOf(exported, cut);
  const names = [...plan.columns.map(({ name }) => name), syntheticColumn];
  const cells = exported.rows.flatMap((row) => sheetCells(row, plan.columns, values.explode ?? null));
  const files = await writeExport(values.out ?? `${plan.name}.${format}`, format, {
    rows: [names, ...cells],
    coverage: coverageRows(exported, doubts),
    query: queryRows({ query: plan.query, variables, url }, exported),
  });
  process.stdout.write(`Строк: ${cells.length}. Записано: ${files.join(', ')}\n`);
  for (const doubt of doubts) process.stderr.write(`Не полностью: ${doubt}\n`);
  return doubts.length > 0 ? 1 : 0;
}

function parsed() {
  try {
    const option = { type: 'string' } as const;
    const options = { variables: option, format: option, out: option, explode: option, token: option, url: option };
    return parseArgs({ allowPositionals: true, options: { ...options, help: { type: 'boolean', default: false } } });
  } catch (error) {
    throw badOptions(error, usage);
  }
}

function formatOf(text = 'xlsx'): 'csv' | 'xlsx' {
  if (text === 'csv' || text === 'xlsx') return text;
  throw new Failure(`--format: ожидается csv или xlsx, а не «${text}».`);
}

function variablesOf(json = '{}'): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw new Failure(`--variables: ожидается объект JSON, а не «${json}».`);
}

function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new Failure(`Файл «${file}» не прочитать: ${error.message}`);
  });
}
