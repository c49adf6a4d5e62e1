import type pg from 'pg';
import type { GraphQLOptions } from '../../gateway/http/graphql/graphql-route.js';
import { defaultLimits } from '../../gateway/http/graphql/limits.js';
import { domains } from '../../subgraphs/domains.js';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { migrate } from '../../subgraphs/kit/database/migrate.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { type Answer, ask } from '../instance.js';
import { testDatabase } from '../postgres.js';
import { accept, sign } from '../tokens.js';
import { serveHubs, trees } from './hubs.js';
import { connectAsSuperuser, load } from './load.js';
import { owners, type Partition } from './partition.js';
import { type Rows, together } from './rows/rows.js';

/** With whose eyes an operation is asked. */
export const callers = {
  region: await sign({ role: 'region', owners: ['*'], sub: 'regional centre' }),
  nobody: undefined,
  staff: await sign({ role: 'municipality', owner: 'a-1', sub: 'staff of a-1' }),
  head: await sign({ role: 'institution', owner: 'm', institution: 'm:institution:0', sub: 'head' }),
};
export type CallerName = keyof typeof callers;

export interface Question {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: CallerName;
  /** For what it may be refused. */
  readonly spoiled: ReadonlySet<string>;
  /** Which of the trees of hubs is asked. @default the first, one hub over all */
  readonly tree?: number;
}

/** Five owners' instances with hubs over them, and one instance with all of their data: started once, filled again and again. */
export interface Stage extends AsyncDisposable {
  fill(partition: Partition): Promise<void>;
  askHub(question: Question): Promise<Answer>;
  askOne(question: Question): Promise<Answer>;
}

export async function openStage(): Promise<Stage> {
  const places = new Map<string, Place>();
  for (const owner of owners) places.set(owner, await openPlace([owner]));
  // It takes as much as the hub's clients may ask; an owner takes more, because a hub adds to what it is asked.
  const one = await openPlace(owners, { limits: defaultLimits });
  const hubs = new AsyncDisposableStack();
  const urlOf = ({ instance }: Place) => `${instance.server.url}/graphql`;
  const tops: string[] = [];
  for (const tree of trees) tops.push(await serveHubs(tree, (owner) => urlOf(places.get(owner)!), hubs));
  const askAt = (url: string, { text, variables, caller }: Question) => ask(url, text, variables, callers[caller]);
  return {
    async fill(partition) {
      for (const owner of owners) await places.get(owner)!.fill(partition.get(owner)!);
      await one.fill(together(owners.map((owner) => partition.get(owner)!)));
    },
    askHub: (question) => askAt(tops[question.tree ?? 0]!, question),
    askOne: (question) => askAt(urlOf(one), question),
    async [Symbol.asyncDispose]() {
      await hubs.disposeAsync();
      for (const place of [...places.values(), one]) await place[Symbol.asyncDispose]();
    },
  };
}

interface Place extends AsyncDisposable {
  readonly instance: Instance;
  fill(rows: Rows): Promise<void>;
}

/** An instance on an empty database. */
async function openPlace(held: readonly string[], graphql: GraphQLOptions = {}): Promise<Place> {
  const database = await testDatabase({ template: { name: 'oracle, empty', prepare } });
  const client: pg.Client = await connectAsSuperuser(database.name);
  const instance = await startInstance({
    owners: held,
    databaseUrl: database.url,
    authenticate: accept(),
    graphql,
    database: { poolSize: 3 },
  });
  return {
    instance,
    fill: (rows) => load(client, instance.orm, rows),
    async [Symbol.asyncDispose]() {
      await client.end();
      await instance.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function prepare(url: string): Promise<void> {
  const orm = await openDatabase({ url, domains });
  await migrate(orm);
  await orm.close(true);
}
