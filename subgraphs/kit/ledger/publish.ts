import { createHash } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../schema/id.js';
import type { ValueOf } from '../enums.js';
import type { Issue } from '../issue.js';
import { change } from './change.js';
import { type DomainEnum, Publication } from './publication.js';
import { run } from './run.js';

export interface Source {
  municipality: string;
  domain: ValueOf<typeof DomainEnum>;
  /** Natural key of what is published: the same key with other content is its next version. */
  subject: string;
  filename: string | null;
  content: string;
  publishedBy: string | null;
}

/** What a publication brought; `changed` is false when the same content was there already. */
export interface Receipt {
  publication: string;
  changed: boolean;
}

/**
 * Publishes in one transaction: the rows, the publication and the instance's new version appear together or not at
 * all. The same content again changes nothing. `write` stores the rows and says how many and what was odd.
 */
export async function publish(
  orm: MikroORM,
  source: Source,
  write: (em: EntityManager, publication: string) => Promise<{ rows: number; issues: Issue[] }>,
): Promise<Receipt> {
  const sha256 = sha256Of(source.content);
  return change<Receipt>(orm, async (em, recordedAt) => {
    const [latest] = await run(
      em,
      sql<{ id: string; version: number; sha256: string; status: string }>`
        select id, version, sha256, status from ledger.publication
        where municipality = ${source.municipality} and subject = ${source.subject}
        order by version desc limit 1`,
    );
    if (latest?.status === 'PUBLISHED' && latest.sha256 === sha256) {
      return { value: { publication: latest.id, changed: false }, unchanged: true };
    }

    const version = (latest?.version ?? 0) + 1;
    const local = `${source.subject}/${version}`;
    const id = formatId({ owner: source.municipality, kind: 'publication', local });
    if (latest) await em.nativeUpdate(Publication, { id: latest.id, status: 'PUBLISHED' }, { status: 'SUPERSEDED' });
    const { rows, issues } = await write(em, id);
    await em.insert(Publication, {
      id,
      municipality: source.municipality,
      domain: source.domain,
      version,
      status: 'PUBLISHED',
      sha256,
      filename: source.filename,
      recordedAt,
      publishedBy: source.publishedBy,
      rows,
      issues,
      supersedesId: latest?.id ?? null,
      subject: source.subject,
      source: source.content,
      sortKey: recordedAt.toISOString(),
    });
    return { value: { publication: id, changed: true } };
  });
}

export function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
