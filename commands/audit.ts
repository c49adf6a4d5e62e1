/** The audit log: `npm run audit -- verify [owner]`, `npm run audit -- list [owner]`. */
import './node-version.js';
import { parseArgs } from 'node:util';
import { messageOf } from '../schema/errors/unknown-error.js';
import { verifyAudit } from '../subgraphs/kit/publishing/index.js';
import { readAudit } from './audit/log.js';
import { type Config, type OwnerEntry, readConfig } from './config.js';
import { Failure } from './dev/failure.js';
import { badOptions } from './dev/options.js';
import { ownerDatabase } from './dev/owner-database.js';
import { isLocal } from './dev/owners-file.js';

const usage = `npm run audit -- verify [владелец]   проверить журнал: цел ли он, и если нет, где нарушен
npm run audit -- list [владелец]     показать журнал

Без владельца – журналы всех, чьи базы здесь. База берётся из DATABASE_URL или у запущенного «npm start».
Код возврата: 0 – журнал цел, 1 – нарушен, 2 – неверный вызов, 3 – база недоступна.
Хеш последней записи стоит записать отдельно: по нему видно, что журнал не составлен заново.`;

process.exitCode = await run().catch((error) => {
  process.stderr.write(`${messageOf(error)}\n`);
  return error instanceof Failure ? 2 : 3;
});

async function run(): Promise<number> {
  const [action, code, ...more] = readArguments();
  if ((action !== 'verify' && action !== 'list') || more.length > 0) throw new Failure(usage);
  const config = readConfig();
  const owners = code === undefined ? config.owners.filter(isLocal) : [ownerOf(config, code)];
  const databases = new Map(owners.map((owner) => [ownerDatabase(config, owner), owner.code]));
  let isWhole = true;
  for (const [databaseUrl, name] of databases) {
    isWhole = (await (action === 'verify' ? verify : list)(name, databaseUrl)) && isWhole;
  }
  return isWhole ? 0 : 1;
}

function readArguments(): string[] {
  try {
    return parseArgs({ allowPositionals: true }).positionals;
  } catch (error) {
    throw badOptions(error, usage);
  }
}

function ownerOf({ owners }: Config, code: string): OwnerEntry {
  const owner = owners.find((one) => one.code === code);
  if (owner) return owner;
  throw new Failure(`Ожидается код владельца (${owners.map((one) => one.code).join(', ')}), а не «${code}».`);
}

async function verify(code: string, databaseUrl: string): Promise<boolean> {
  const { lines, hash, fault } = await readAudit(databaseUrl, verifyAudit);
  const text = fault ? `журнал нарушен: ${fault.what}` : `журнал цел, записей ${lines}, последний хеш ${hash}`;
  process.stdout.write(`${code}: ${text}\n`);
  return fault === null;
}

async function list(code: string, databaseUrl: string): Promise<boolean> {
  await readAudit(databaseUrl, async (log) => {
    for (let lines = await log.after(0); lines.length > 0; lines = await log.after(lines.at(-1)!.seq)) {
      for (const { seq, at, subject, role, action, target, outcome, detail } of lines) {
        const who = [role, subject].filter(Boolean).join(' ') || 'сама служба';
        process.stdout.write(`${code} ${[seq, at, who, action, target ?? '–', outcome, detail].join('  ')}\n`);
      }
    }
  });
  return true;
}
