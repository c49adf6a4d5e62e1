import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../database/index.js';
import type { ChangeResult } from './change.js';
import { change } from './change.js';
import { columnsFingerprint } from './columns-fingerprint.js';
import { Publication } from './publication.js';
import { announce } from './publish.js';
import type { ParsedFile, PublicationRef, PublishedKind } from './published-kind.js';
import { replaceRowsOf } from './replace-rows-of.js';

/**
 * Reads again, from the files kept, what an older parser has read, or one with other columns, each publication in a
 * transaction of its own. Ids and versions stay: the owner published nothing. Returns how many there were.
 */
export async function reparseOutdated(orm: MikroORM, kinds: Iterable<PublishedKind>): Promise<number> {
  let count = 0;
  for (const kind of kinds) {
    const fingerprint = columnsFingerprint(orm.em, kind);
    const outdated = await run(
      orm.em.fork(),
      sql<{ id: string }>`
        select id from ledger.publication
        where status = 'PUBLISHED' and kind = ${kind.name}
          and (parser_version < ${kind.parserVersion} or columns_fingerprint is distinct from ${fingerprint})
        order by sort_key, id`,
    );
    for (const { id } of outdated) await reparse(orm, kind, id);
    count += outdated.length;
  }
  return count;
}

async function reparse(orm: MikroORM, kind: PublishedKind, id: string): Promise<void> {
  const read = await parseStored(orm.em.fork(), kind, id);
  const action = { action: 'readAgain', target: id, caller: null, requestId: null };
  await change(orm, action, (em, at) => write(em, kind, read, at));
}

/**
 * Reads anew what an owner published of a kind, as a part of the change that took one of them away. Returns how many there
 * were. Where files teach each other, what the lost one taught must not live on in two that had it from there: so all are
 * forgotten first. Then each is read knowing those before it, and once more, knowing all others.
 */
export async function reparseOthers(
  em: EntityManager,
  kind: PublishedKind,
  municipality: string,
  changedAt: Date,
): Promise<number> {
  const others = await run(
    em,
    sql<{ id: string }>`
      select id from ledger.publication
      where municipality = ${municipality} and kind = ${kind.name} and status = 'PUBLISHED' order by sort_key, id`,
  );
  const read: ParsedPublication[] = [];
  for (const { id } of others) read.push(await parseStored(em, kind, id));
  const readable = read.filter(({ reading }) => !reading.isRefused);
  await kind.forgetLearnt?.(
    em,
    readable.map(({ publication }) => publication.id),
  );
  for (const parsed of readable) await write(em, kind, parsed, changedAt);
  if (readable.length > 1) for (const parsed of readable) await write(em, kind, parsed, changedAt);
  return readable.length;
}

interface ParsedPublication {
  publication: Omit<PublicationRef, 'changedAt'>;
  reading: ParsedFile;
}

/** What the file of a publication says. */
async function parseStored(em: EntityManager, kind: PublishedKind, id: string): Promise<ParsedPublication> {
  const parsed = await em.findOneOrFail(
    Publication,
    { id },
    { populate: ['source', 'identification'], disableIdentityMap: true },
  );
  const { municipality, subject, filename, source, rejected, synthetic, identification, recordedAt: at } = parsed;
  const file = { municipality, filename, content: source, synthetic, identification, allowPartial: rejected > 0 };
  const reading = await kind.parse(file);
  return { publication: { id, municipality, subject, at, current: id, synthetic }, reading };
}

async function write(
  em: EntityManager,
  kind: PublishedKind,
  { publication, reading }: ParsedPublication,
  changedAt: Date,
): Promise<ChangeResult<void>> {
  const { id } = publication;
  const { parserVersion } = kind;
  const reader = { parserVersion, columnsFingerprint: columnsFingerprint(em, kind) };
  const audit = { publication: id, detail: { parserVersion } };
  const plan = reading.isRefused ? null : await reading.plan(em, { ...publication, changedAt });
  if (plan === null || plan.isRefused) {
    // What holds is not taken away by a reader that understands less of it.
    await em.nativeUpdate(Publication, { id }, reader);
    return { value: undefined, unchanged: true, audit };
  }
  const { rows, tables, issues = [], rejected = reading.rejected, afterWrite } = plan;
  const title = reading.title ?? null;
  await replaceRowsOf(em, kind, tables);
  await kind.cleanUp?.(em);
  await em.nativeUpdate(
    Publication,
    { id },
    { ...reader, rows, rejected, title, issues: [...reading.issues, ...issues] },
  );
  await afterWrite?.(em);
  await announce(em, id);
  return { value: undefined, audit };
}
