import type { EntityClass } from '@mikro-orm/core';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { reducerVersion } from '../../documents/index.js';
import { columnOf, entityTable, run, runForOne, transaction } from '../database/index.js';
import { searchKinds } from './entry.js';
import { type Searchable, type SearchEntry, searchables } from './searchable.js';
import { vectorsOf } from './vectors.js';

/**
 * Brings the index to what the rows say that changed since the last time, as a part of the change that changed them: so
 * the search finds what the data hold, whatever wrote them.
 */
export async function indexChanged(em: EntityManager): Promise<void> {
  const changed = await run(em, sql<{ type: string; id: string }>`delete from search.changed returning type, id`);
  for (const [type, rows] of Map.groupBy(changed, ({ type }) => type)) {
    const searchable = searchables.get(type);
    if (!searchable) throw new Error(`Nothing says how the search finds «${type}».`);
    const ids = rows.map(({ id }) => id);
    for (let start = 0; start < ids.length; start += searchable.atOnce) {
      await index(em, searchable, ids.slice(start, start + searchable.atOnce));
    }
  }
}

/**
 * Indexes what is not yet indexed as this program does it: after its update, all there is. Run at the start of an instance.
 * The data stay the same and get no version, but a new stamp, since other answers come of them.
 */
export async function indexAgain(orm: MikroORM): Promise<void> {
  const state = await runForOne(
    orm.em.fork(),
    sql<{ version: string; isWaiting: boolean }>`
      select version, exists (select from search.changed) as "isWaiting" from search.reducer`,
  );
  const isOutdated = state.version !== reducerVersion;
  if (!isOutdated && !state.isWaiting) return;
  await transaction(orm, async (em) => {
    await run(em, sql`update ledger.data_version set stamp = default`);
    if (isOutdated)
      for (const [type, { entity }] of searchables) {
        await run(
          em,
          sql`insert into search.changed (type, id) select ${type}, id from ${tableOf(em, entity)} on conflict do nothing`,
        );
      }
    await indexChanged(em);
    await run(em, sql`update search.reducer set version = ${reducerVersion}`);
  });
}

async function index<T extends object>(
  em: EntityManager,
  { entity, columns, entries }: Searchable<T>,
  ids: readonly string[],
): Promise<void> {
  const stored = entityTable(em.getMetadata().get(entity));
  const read = [...new Set(['id', 'municipality', ...columns])];
  const list = sql.join(read.map((name) => sql`${sql.ref(`r.${columnOf(stored, name)}`)} as ${sql.id(name)}`));
  const rows = await run(
    em,
    sql<T & Row>`select ${list} from ${tableOf(em, entity)} r where r.id = any(${[...ids]}::text[]) order by r.id`,
  );
  await run(em, sql`delete from search.entry where node_id = any(${[...ids]}::text[])`);
  const indexed = rows.flatMap((row) => entries(row).map((entry) => rowOf(row, entry)));
  await run(
    em,
    sql`insert into search.entry select * from json_populate_recordset(null::search.entry, ${JSON.stringify(indexed)}::json)`,
  );
}

function tableOf(em: EntityManager, entity: EntityClass<object>): RawBuilder<unknown> {
  return entityTable(em.getMetadata().get(entity)).table;
}

interface Row {
  id: string;
  municipality: string;
  institutionId?: string | null;
}

function rowOf({ id, municipality, institutionId = null }: Row, entry: SearchEntry): Record<string, unknown> {
  const { kind, part, clause = null, title, isNamedOnly = false, texts, line = null, synthetic = false } = entry;
  const vectors = vectorsOf(isNamedOnly ? null : title, texts);
  return {
    id: part === undefined ? id : `${id}#${part}`,
    municipality,
    institution_id: institutionId,
    node_id: id,
    kind,
    title,
    clause,
    synthetic,
    first_line: line,
    texts: isNamedOnly ? texts : [title, ...texts],
    title_words: vectors.title,
    words: vectors.words,
    parts: vectors.parts,
    order_key: orderKey(entry),
  };
}

/** Cursors carry it, so it is short: those that are alike so far come in the order of their ids. */
function orderKey({ kind, title, nameKey = sortKey(title) }: SearchEntry): string {
  return `${Object.keys(searchKinds.values).indexOf(kind)}/${[...nameKey].slice(0, 100).join('')}`;
}
