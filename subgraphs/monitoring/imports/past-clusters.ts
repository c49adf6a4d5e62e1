import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/database/index.js';
import type { PublicationRef } from '../../kit/publishing/index.js';
import { ClusterAssignment } from '../model/cluster-assignment.js';

interface Known {
  id: string;
  levelCode: string;
  synthetic: boolean;
  publication: string;
  provenance: ClusterAssignment['provenance'];
  /** The row as it is stored. */
  row: object;
}

/**
 * What of these rows is to be stored, and the stored rows whose place they take. What says the same as before stays what
 * the publication before brought: the later one can go without it. A file that is read again must not bring back
 * what a later one has replaced.
 */
export async function besideKnown(
  em: EntityManager,
  { id, current }: PublicationRef,
  rows: readonly ClusterAssignment[],
): Promise<{ kept: ClusterAssignment[]; superseded: object[] }> {
  const ids = rows.map((row) => row.id);
  const assignments = await run(
    em,
    sql<Known>`
      select id, level_code as "levelCode", synthetic, provenance -> 0 ->> 'publication' as publication, provenance,
        to_jsonb(c) as row
      from monitoring.cluster_assignment c where id = any(${ids}::text[])`,
  );
  const before = new Map(assignments.map((one) => [one.id, one]));
  const superseded: object[] = [];
  const remainder = rows.flatMap((row): ClusterAssignment[] => {
    const previous = before.get(row.id);
    if (!previous || previous.publication === current) return [row];
    if (current === id) return [];
    if (previous.levelCode === row.levelCode && previous.synthetic === row.synthetic) {
      return [Object.assign(row, { provenance: previous.provenance })];
    }
    superseded.push(previous.row);
    return [row];
  });
  return { kept: remainder, superseded };
}

/** Keeps rows whose place was taken: they hold again when that publication is withdrawn. */
export async function remember(
  em: EntityManager,
  { id, changedAt }: PublicationRef,
  rows: readonly object[],
): Promise<void> {
  await run(
    em,
    sql`insert into monitoring.past_cluster_assignment
        select r.*, ${changedAt}::timestamptz, ${id}
        from jsonb_populate_recordset(null::monitoring.cluster_assignment, ${JSON.stringify(rows)}::jsonb) r`,
  );
}

/** What held before a publication, said last by one that is not withdrawn, in the place that its round has now. */
export async function heldBefore(em: EntityManager, { id }: PublicationRef): Promise<ClusterAssignment[]> {
  const rows = await run(
    em,
    sql<ClusterAssignment>`
      select distinct on (p.id) p.id, p.municipality, p.round_id as "roundId", p.institution_id as "institutionId",
        p.level_code as "levelCode", p.synthetic, p.provenance, r.sort_key as "sortKey"
      from monitoring.cluster_assignment c
      join monitoring.past_cluster_assignment p on p.id = c.id
      join ledger.publication l
        on l.id = p.provenance -> 0 ->> 'publication' and l.status = 'PUBLISHED' and l.id <> ${id}
      join monitoring.monitoring_round r on r.id = p.round_id
      where c.provenance -> 0 ->> 'publication' = ${id}
      order by p.id, p.superseded_at desc`,
  );
  return rows.map((row) => Object.assign(new ClusterAssignment(), row));
}
