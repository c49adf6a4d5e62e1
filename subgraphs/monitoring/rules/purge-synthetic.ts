import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/database/index.js';
import { type PublicationRef, recordChanges, replaceRows } from '../../kit/publishing/index.js';
import { nothingStated, statedOf } from '../imports/observations/observation-columns.js';
import { recordResultChanges } from '../imports/observations/result-changes.js';
import { ClusterAssignment } from '../model/cluster-assignment.js';
import { Deficit } from '../model/deficit.js';
import { Recommendation } from '../model/recommendation.js';
import { discloseClusters } from './profile/disclose-clusters.js';
import { afterResults } from './refresh-derived.js';

/**
 * When an owner's list of institutions has changed: what was made up of institutions that are no longer in it goes, and
 * what was made up of the owner as a whole goes with the last made-up institution. It leaves no past: nobody measured it,
 * and rounds that were made up with it could never go.
 */
export async function forgetMadeUp(em: EntityManager, { id, municipality, changedAt }: PublicationRef): Promise<void> {
  await run(em, sql`set local statement_timeout = '5min'`);
  const ofNobody = sql`r.synthetic and r.municipality = ${municipality} and case
    when r.institution_id is null then not exists (
      select from institutions.institution n where n.municipality = ${municipality} and n.synthetic and n.closed_at is null)
    else not exists (
      select from institutions.institution n where n.id = r.institution_id and n.closed_at is null) end`;
  const entered = sql`r.rule_id is null and r.synthetic and r.municipality = ${municipality} and not exists (
    select from institutions.institution n
    where n.municipality = ${municipality} and n.closed_at is null
      and (n.id = any(r.institution_ids) or (r.institution_ids = '{}' and n.synthetic)))`;
  const { changes } = await replaceRows(em, [
    { entity: ClusterAssignment, rows: [], of: sql`(${ofNobody})`, label: 'institutionId' },
    { entity: Deficit, rows: [], of: sql`(${entered})`, label: 'statement' },
    { entity: Recommendation, rows: [], of: sql`(${ofNobody})`, label: 'text' },
  ]);
  await recordChanges(em, id, changes);
  for (const table of ['past_observation', 'past_cluster_assignment']) {
    await run(em, sql`delete from ${sql.table(`monitoring.${table}`)} r where ${ofNobody}`);
  }
  await run(
    em,
    sql`create temporary table made_up on commit drop as select r.* from monitoring.observation r where ${ofNobody}`,
  );
  await run(em, sql`delete from monitoring.observation r using made_up m where m.id = r.id`);
  await recordResultChanges(
    em,
    id,
    sql`select id, 'REMOVED' as change, source_row as place, indicator_id, institution_id, ${statedOf('made_up', 'b_')},
          ${nothingStated('a_')} from made_up`,
  );
  const [gone] = await run(
    em,
    sql<{ rounds: string[] | null; indicators: string[] | null }>`
      select array_agg(distinct round_id) as rounds, array_agg(distinct indicator_id) as indicators from made_up`,
  );
  await run(em, sql`drop table made_up`);
  await afterResults(em, { rounds: gone?.rounds ?? [], indicators: gone?.indicators ?? [] }, changedAt);
  await discloseClusters(em, { municipality, changedAt });
  // Where nothing is left, nothing can be told by what was once shown.
  await run(
    em,
    sql`delete from monitoring.disclosure d where d.round_id = any(${gone?.rounds ?? []}::text[])
          and not exists (select from monitoring.observation o where o.round_id = d.round_id)
          and not exists (select from monitoring.past_observation o where o.round_id = d.round_id)`,
  );
  await run(
    em,
    sql`delete from monitoring.cluster_disclosure d where d.municipality = ${municipality}
          and not exists (select from monitoring.cluster_assignment o where o.round_id = d.round_id)
          and not exists (select from monitoring.past_cluster_assignment o where o.round_id = d.round_id)`,
  );
}
