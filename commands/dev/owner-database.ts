import path from 'node:path';
import type { Config, OwnerEntry } from '../config.js';
import { Failure } from './failure.js';
import { Passwords } from './passwords.js';
import { readRun } from './run-file.js';

/** The database of an owner: that of the environment, or the one that a running «npm start» has made for it. */
export function ownerDatabase({ dataFolder }: Config, { code, databaseUrl }: OwnerEntry): string {
  const url = process.env.DATABASE_URL || databaseUrl;
  if (url) return url;
  const postgres = readRun(dataFolder)?.postgres;
  const passwords = new Passwords(path.join(dataFolder, 'postgres', 'passwords.json'));
  if (postgres && passwords.has(code)) {
    return `postgres://${code}:${passwords.of(code)}@127.0.0.1:${postgres.port}/${code}`;
  }
  throw new Failure(
    `Expected the database of ${code} in DATABASE_URL, or «npm start» running with the data folder ${dataFolder}.`,
  );
}
