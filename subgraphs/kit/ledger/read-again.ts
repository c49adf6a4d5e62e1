import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Change } from '../context.js';
import { change } from './change.js';
import { Publication } from './publication.js';
import { announce } from './publish.js';
import type { PublishedKind, Reading } from './published-kind.js';
import { replaceRows } from './replace-rows.js';
import { run } from './run.js';

/**
 * Reads again, from the files kept, what an older reader has read, each publication in a transaction of its own. Ids and
 * versions stay: the owner published nothing. Returns how many there were.
 */
export async function readAgain(orm: MikroORM, kinds: Iterable<PublishedKind>): Promise<number> {
  let count = 0;
  for (const kind of kinds) {
    const outdated = await run(
      orm.em.fork(),
      sql<{ id: string }>`
        select id from ledger.publication
        where status = 'PUBLISHED' and kind = ${kind.name} and reader < ${kind.reader} order by sort_key, id`,
    );
    for (const { id } of outdated) await readOne(orm, kind, id);
    count += outdated.length;
  }
  return count;
}

async function readOne(orm: MikroORM, kind: PublishedKind, id: string): Promise<void> {
  const { municipality, subject, filename, source, rejected, synthetic } = await orm.em.fork().findOneOrFail(
    Publication,
    { id },
    {
      populate: ['source'],
    },
  );
  const reading = await kind.read({ municipality, filename, content: source, synthetic, allowPartial: rejected > 0 });
  const action = { action: 'readAgain', target: id, caller: null, requestId: null };
  await change(orm, action, (em, at) => {
    return bring(em, kind, { id, municipality, subject, current: id, synthetic, at }, reading);
  });
}

async function bring(
  em: EntityManager,
  { reader, tidy }: PublishedKind,
  publication: Parameters<Reading['bring']>[1],
  reading: Reading,
): Promise<Change<void>> {
  const { id } = publication;
  const audit = { publication: id, detail: { reader } };
  const brought = reading.isRefused ? null : await reading.bring(em, publication);
  if (brought === null || brought.isRefused) {
    // What holds is not taken away by a reader that understands less of it.
    await em.nativeUpdate(Publication, { id }, { reader });
    return { value: undefined, unchanged: true, audit };
  }
  const { rows, tables, issues = [], rejected = reading.rejected, finish } = brought;
  await replaceRows(em, tables);
  await tidy?.(em);
  await em.nativeUpdate(Publication, { id }, { reader, rows, rejected, issues: [...reading.issues, ...issues] });
  await finish?.(em);
  await announce(em, id);
  return { value: undefined, audit };
}
