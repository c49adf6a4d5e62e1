/** Publishes a file through the endpoint: `npm run publish -- kizel order.docx`. */
import './node-version.js';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ownerCodePattern } from '../schema/contract/id.js';
import { endpoint, endpointHelp } from './dev/endpoint.js';
import { Failure, failureText } from './dev/failure.js';
import { badOptions } from './dev/options.js';
import { tableList, tableName, tables } from './dev/tables.js';
import { type Outcome, sendFile } from './publish/client.js';
import { guessKinds, isTable } from './publish/guess-kind.js';
import { isRefused, reportOf } from './publish/report.js';

const usage = `npm run publish -- владелец файл [ключи]

  владелец            код муниципалитета, например kizel
  файл                приказ или план: .docx, .txt; таблица: .xlsx, .csv, .json

  --kind ВИД          вид таблицы, если его не видно по шапке:
                      ${tableList('                      ')}
  --replace ИД        новая редакция этой публикации или этого акта (если по тексту этого не видно)
  --number НОМЕР, --date ГГГГ-ММ-ДД, --title НАЗВАНИЕ
                      реквизиты акта, если в тексте их нет или они прочитаны неверно
  --allow-partial     принять годные строки таблицы, остальные вернуть
  --dry-run           только проверить: ничего не записывается
  --expected-version N  отказаться, если опубликована уже другая версия
  --idempotency-key K ключ запроса: повторный запрос с ним не публикует дважды
  --token T           токен; по умолчанию переменная HUB_TOKEN
  --url АДРЕС         ${endpointHelp}

Код возврата: 0 – опубликовано или изменений нет, 1 – файл не принят, 2 – неверный вызов,
3 – служба недоступна или исход неизвестен, 4 – служба отказала (нет прав, другая версия, другой запрос с тем же ключом).`;

process.exitCode = await run().catch((error) => {
  process.stderr.write(`${failureText(error)}\n`);
  return 2;
});

async function run(): Promise<number> {
  const { owner, file, key, request } = await readArguments();
  if (owner === undefined) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const outcome = await sendFile(request);
  if ('receipt' in outcome && outcome.receipt.rejectedFile) await handBack(file, outcome.receipt.rejectedFile);
  return tell(owner, file, key, outcome);
}

/** Rows that were not taken go into a file beside the one that was sent. */
async function handBack(file: string, { filename, contentBase64 }: { filename: string; contentBase64: string }) {
  const target = path.join(path.dirname(file), path.basename(filename));
  await writeFile(target, Buffer.from(contentBase64, 'base64'));
  process.stdout.write(`Строки, которые не приняты: ${target}\n`);
}

function tell(owner: string, file: string, key: string, outcome: Outcome): number {
  if ('receipt' in outcome) {
    process.stdout.write(`${reportOf(owner, path.basename(file), outcome.receipt)}\n`);
    return isRefused(outcome.receipt) ? 1 : 0;
  }
  if ('refusal' in outcome) {
    process.stderr.write(`Отказано: ${outcome.refusal.code}. ${outcome.refusal.message}\n`);
    return 4;
  }
  if ('unreachable' in outcome) {
    process.stderr.write(`Служба недоступна, ничего не записано: ${outcome.unreachable}\n`);
    return 3;
  }
  process.stderr.write(
    `Исход неизвестен: ${outcome.unknown}\nПовторите ту же команду с ключом --idempotency-key ${key}: дважды она не опубликует.\n`,
  );
  return 3;
}

async function readArguments() {
  const { values, positionals } = parsed();
  if (values.help) return { owner: undefined, file: '', key: '', request: { url: '', input: {} } };
  const [owner, file, ...more] = positionals;
  if (owner === undefined || file === undefined || more.length > 0) throw new Failure(usage);
  if (!ownerCodePattern.test(owner)) throw new Failure(`Ожидается код муниципалитета, а не «${owner}».\n\n${usage}`);
  const version = values['expected-version'];
  if (version !== undefined && !/^\d{1,9}$/.test(version))
    throw new Failure(`--expected-version: ожидается номер, а не «${version}».`);
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`Файл «${file}» не прочитать: ${error.message}`);
  });
  // Made up where none is given, so that a request whose answer is lost can be repeated.
  const key = values['idempotency-key'] ?? randomUUID();
  const input = {
    municipality: owner,
    filename: path.basename(file),
    contentBase64: content.toString('base64'),
    dryRun: values['dry-run'],
    idempotencyKey: key,
    ...(version !== undefined && { expectedVersion: Number(version) }),
    ...(values['allow-partial'] && { allowPartial: true }),
    ...Object.fromEntries(Object.entries(saidOf(values)).filter(([, value]) => value !== undefined)),
  };
  const url = endpoint(values.url);
  const token = values.token ?? (process.env.HUB_TOKEN || undefined);
  const kind = await kindOf(values.kind, path.basename(file), content);
  return { owner, file, key, request: { url, token, kind, input } };
}

/** What is said of the act, for a document alone. */
function saidOf({ replace: replaces, number, date, title }: Record<string, string | boolean | undefined>) {
  if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(date))) {
    throw new Failure(`--date: ожидается дата как 2024-07-05, а не «${date}».`);
  }
  return { replaces, number, date, title };
}

/** Name of the kind of table in the schema; undefined for a document. Where it is not said, the heading tells. */
async function kindOf(option: string | undefined, filename: string, content: Buffer): Promise<string | undefined> {
  const list = `  ${tableList('  ')}`;
  if (option !== undefined) {
    const table = tables.find((one) => tableName(one) === option.toLowerCase().replaceAll('_', '-'));
    if (table) return table.name;
    throw new Failure(`--kind: вида таблиц «${option}» нет. Есть:\n${list}`);
  }
  if (!isTable(filename)) return undefined;
  const [table, second] = await guessKinds(filename, content);
  if (table && !second) {
    process.stdout.write(`По шапке это «${table.title}» (--kind ${tableName(table)}).\n`);
    return table.name;
  }
  throw new Failure(`По шапке не видно, что это за таблица. Укажите --kind:\n${list}`);
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        replace: { type: 'string' },
        number: { type: 'string' },
        date: { type: 'string' },
        title: { type: 'string' },
        'allow-partial': { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        'expected-version': { type: 'string' },
        'idempotency-key': { type: 'string' },
        token: { type: 'string' },
        url: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw badOptions(error, usage);
  }
}
