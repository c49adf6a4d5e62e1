import { type OwnerEntry, readConfig } from '../commands/config.js';
import { type Synthetic, seed } from '../seeds/seed.js';
import { domains } from '../subgraphs/domains.js';
import { type Instance, type InstanceOptions, startInstance } from '../subgraphs/instance.js';
import { migrate } from '../subgraphs/kit/database/migrate.js';
import { openDatabase } from '../subgraphs/kit/subgraph/open-database.js';
import { type NamedTemplate, testDatabase } from './postgres.js';
import { accept } from './tokens.js';

/** The owners that the project comes with. */
export const owners: readonly OwnerEntry[] = readConfig({}).owners;

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; municipality?: string } }[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  extensions?: any;
}

/** Asks an endpoint one operation over HTTP; with a token, as whoever it names. */
export async function ask(url: string, query: string, variables?: object, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/**
 * An instance with these owners' orders and institutions published, on a database of its own; it accepts the tokens of
 * `test/tokens.ts`.
 */
export async function startSeededInstance(
  held: readonly OwnerEntry[],
  database: InstanceOptions['database'] = {},
  options: Pick<InstanceOptions, 'authenticate' | 'graphql'> = {},
  synthetic: Synthetic = 'INSTITUTIONS',
): Promise<Instance> {
  const codes = held.map(({ code }) => code);
  const own = await testDatabase({ template: seededDatabase(held, synthetic) });
  const instance = await startInstance({
    owners: codes,
    databaseUrl: own.url,
    database,
    authenticate: accept(),
    ...options,
  });
  const close = async () => {
    await instance.close();
    await own[Symbol.asyncDispose]();
  };
  return { ...instance, close, [Symbol.asyncDispose]: close };
}

/** A database with what these owners published, made once in a test run. */
export function seededDatabase(held: readonly OwnerEntry[], synthetic: Synthetic = 'INSTITUTIONS'): NamedTemplate {
  const name = `seeded ${synthetic} ${held.map(({ code, institutions }) => `${code} ${institutions}`).join(' ')}`;
  return { name, prepare: (url) => seedDatabase(url, held, synthetic) };
}

async function seedDatabase(url: string, held: readonly OwnerEntry[], synthetic: Synthetic): Promise<void> {
  const orm = await openDatabase({ url, domains });
  await migrate(orm);
  for (const owner of held) await seed(orm, owner, synthetic);
  await orm.close(true);
}
