import { deepStrictEqual } from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { compareText, sortKey } from '../../schema/collation.js';
import { domains } from '../../subgraphs/domains.js';
import { Institution } from '../../subgraphs/institutions/model.js';
import { anonymous } from '../../subgraphs/kit/caller.js';
import type { Connection } from '../../subgraphs/kit/connection.js';
import { operationContext } from '../../subgraphs/kit/operation-context.js';
import { migrate, openDatabase } from '../../subgraphs/kit/orm.js';
import type { List, Order } from '../../subgraphs/kit/page.js';
import { Snapshot } from '../../subgraphs/kit/snapshot.js';
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
  return {
    async check(folder) {
      const module = pathToFileURL(`${folder}/subgraphs/kit/page.js`).href;
      const { page }: typeof import('../../subgraphs/kit/page.js') = await import(module);
      for (const descending of [false, true]) {
        const whole = institutions
          .toSorted((a, b) => compareText(a.name_key, b.name_key) || compareText(a.id, b.id))
          .map(({ id }) => id);
        const order: Order<Institution> = { name: 'o', key: 'nameKey', column: 'name_key', descending };
        const pages = await Snapshot.run(orm, anonymous, async (snapshot) => {
          const context = operationContext(snapshot, domains, ['a']);
          const read: string[][] = [];
          for (let after: string | null = null, more = true; more && read.length < 9; ) {
            const list: List<Institution> = { entity: Institution, order, where: [] };
            const next: Connection<Institution> = await page(context, list, { first: 2, after });
            read.push(next.nodes.map(({ id }) => id));
            after = next.pageInfo.endCursor;
            more = next.pageInfo.hasNextPage;
          }
          return read;
        });
        const expected = descending ? whole.toReversed() : whole;
        deepStrictEqual(
          pages,
          [0, 2, 4, 6].map((from) => expected.slice(from, from + 2)),
        );
      }
    },
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await database[Symbol.asyncDispose]();
    },
  };
}

const owner = { code: 'a', name: 'Город', kind: 'CITY_DISTRICT', region: 'Край' };

function rowOf({ name, ...row }: (typeof institutions)[number]) {
  const constant = { municipality: 'a', legal_form: 'BUDGETARY', status: 'OPERATING', groups: [], synthetic: true };
  return { ...row, ...constant, full_name: name, provenance: [] };
}
