import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../schema/errors.js';
import type { Change } from '../context.js';
import { recordChanges } from './changes.js';
import { Publication } from './publication.js';
import { announce, countsOf, sumOf } from './publish.js';
import type { PublishedKind } from './published-kind.js';
import { readAnew } from './read-again.js';
import { replaceRows } from './replace-rows.js';
import { run } from './run.js';

/**
 * Takes a publication back, as a part of a change: its rows leave the data, its file, its history and the reason stay.
 * What went is added to its changes. What others of the owner understood only through it, they understand no longer.
 */
export async function withdraw(
  em: EntityManager,
  at: Date,
  kinds: ReadonlyMap<string, PublishedKind>,
  id: string,
  reason: string,
): Promise<Change<string>> {
  if (reason.trim() === '' || reason.length > longestReason) {
    throw new HubError('BAD_ARGUMENT', {
      reason: 'LENGTH',
      argument: 'reason',
      from: 1,
      to: longestReason,
      got: reason.trim() === '' ? 0 : reason.length,
    });
  }
  const [publication] = await run(
    em,
    sql<Withdrawn>`
      select municipality, subject, status, kind, synthetic from ledger.publication where id = ${id}`,
  );
  if (!publication) throw new HubError('BAD_ARGUMENT', { reason: 'NO_PUBLICATION', got: id });
  const { municipality, subject, status, synthetic } = publication;
  if (status !== 'PUBLISHED') throw new HubError('PUBLICATION_NOT_CURRENT', { reason: 'STATUS', got: status });

  const kind = kinds.get(publication.kind)!;
  const ref = { id, municipality, subject, at, changedAt: at, current: id, synthetic };
  const replaced = await replaceRows(em, await kind.none(ref, em));
  await kind.tidy?.(em);
  await em.nativeUpdate(Publication, { id }, { status: 'WITHDRAWN', withdrawnAt: at, withdrawnReason: reason });
  await recordChanges(em, id, replaced.changes);
  const counts = sumOf(countsOf(replaced), await kind.takeBack?.(em, ref));
  const readAgain = kind.forget ? await readAnew(em, kind, municipality, at) : 0;
  await announce(em, id);
  return { value: id, audit: { publication: id, detail: { reason, ...counts, ...(readAgain > 0 && { readAgain }) } } };
}

interface Withdrawn {
  municipality: string;
  subject: string;
  status: string;
  kind: string;
  synthetic: boolean;
}

const longestReason = 1000;
