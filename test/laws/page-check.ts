import { deepStrictEqual } from 'node:assert/strict';
import { anonymous } from '../../schema/contract/caller.js';
import { compareText, sortKey } from '../../schema/contract/collation.js';
import { domains } from '../../subgraphs/domains.js';
import { Institution } from '../../subgraphs/institutions/model/institution.js';
import { migrate } from '../../subgraphs/kit/database/migrate.js';
import { Snapshot } from '../../subgraphs/kit/database/snapshot.js';
import type { Connection, PageArgs } from '../../subgraphs/kit/graphql/connection.js';
import type { Context } from '../../subgraphs/kit/graphql/context.js';
import { type List, type Order, page } from '../../subgraphs/kit/graphql/page.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { operationContext } from '../../subgraphs/kit/subgraph/operation-context.js';
import { loadFrom } from '../mutation/locate.js';
import { connectAsSuperuser, load } from '../oracle/load.js';
import { testDatabase } from '../postgres.js';

/** A database with institutions of which several have one name, read page by page. */
export interface PageCheck extends AsyncDisposable {
  /** Throws where pages, as the module in this folder makes them, are not the list cut in pieces. */
  check(folder: string): Promise<void>;
}

const names = ['Ёлка', 'елка', 'План', 'План', 'План', 'Zeta', '😀 сад', '\uffee сад'];
const institutions = names.map((name, n) => ({ id: `a:institution:${n}`, name, name_key: sortKey(name) }));

export async function openPageCheck(): Promise<PageCheck> {
  const database = await testDatabase();
  const orm = await openDatabase({ url: database.url, domains, poolSize: 1 });
  await migrate(orm);
  const client = await connectAsSuperuser(database.name);
  await load(client, orm, {
    'institutions.municipality': [owner],
    'institutions.institution': institutions.map(rowOf),
  });
  await client.end();
  const walk = (read: Page, descending: boolean, isBackward: boolean) =>
    Snapshot.run(orm, anonymous, (snapshot) =>
      readAll(read, operationContext(snapshot, domains, ['a']), descending, isBackward),
    );
  return {
    async check(folder) {
      const mutated = await loadFrom(folder, page);
      for (const descending of [false, true]) {
        const whole = institutions
          .toSorted((a, b) => compareText(a.name_key, b.name_key) || compareText(a.id, b.id))
          .map(({ id }) => id);
        const inOrder = descending ? whole.toReversed() : whole;
        const pages = [0, 2, 4, 6].map((from) => inOrder.slice(from, from + 2));
        deepStrictEqual(await walk(mutated, descending, false), pages);
        deepStrictEqual(await walk(mutated, descending, true), pages.toReversed());
      }
    },
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await database[Symbol.asyncDispose]();
    },
  };
}

type Page = typeof page;

/** Two rows at a time, as long as there are more. */
async function readAll(pageOf: Page, context: Context, descending: boolean, isBackward: boolean): Promise<string[][]> {
  const order: Order<Institution> = { name: 'o', key: 'nameKey', column: 'name_key', descending };
  const list: List<Institution> = { entity: Institution, order, where: [] };
  const read: string[][] = [];
  for (let from: string | null = null, more = true; more && read.length < 9; ) {
    const args: PageArgs = isBackward ? { first: 50, last: 2, before: from } : { first: 2, after: from };
    const { nodes, pageInfo }: Connection<Institution> = await pageOf(context, list, args);
    read.push(nodes.map(({ id }) => id));
    from = isBackward ? pageInfo.startCursor : pageInfo.endCursor;
    more = isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
  }
  return read;
}

const owner = { code: 'a', name: 'Город', kind: 'CITY_DISTRICT', region: 'Край' };

function rowOf({ name, ...row }: (typeof institutions)[number]) {
  const constant = { municipality: 'a', legal_form: 'BUDGETARY', status: 'OPERATING', groups: [], synthetic: true };
  return { ...row, ...constant, full_name: name, provenance: [] };
}
