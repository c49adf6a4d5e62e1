import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run, TemporaryTable } from '../../kit/database/index.js';
import { type PublicationRef, recordChanges, replaceRows } from '../../kit/publishing/index.js';
import { recordResultChanges } from '../imports/observations/result-changes.js';
import { ClusterAssignment } from '../model/cluster-assignment.js';
import { Deficit } from '../model/deficit.js';
import { Recommendation } from '../model/recommendation.js';
import { changedResultsOf } from './changed-results.js';
import { discloseClusters } from './profile/disclose-clusters.js';
import { refreshDerived } from './refresh-derived.js';

/** The observations that go. */
const purgedResult = new TemporaryTable('purged_result', {
  id: 'text collate "C"',
  source_row: 'integer',
  round_id: 'text collate "C"',
  indicator_id: 'text collate "C"',
  institution_id: 'text collate "C"',
  value: 'double precision',
  level_code: 'text collate "C"',
  status: 'text collate "C"',
  observed_at: 'date',
  synthetic: 'boolean',
});

/**
 * When an owner's list of institutions has changed: what was made up of institutions that are no longer in it goes, and
 * what was made up of the owner as a whole goes with the last made-up institution. It leaves no past: nobody measured it,
 * and rounds that were made up with it could never go.
 */
export async function purgeSynthetic(
  em: EntityManager,
  { id, municipality, changedAt }: PublicationRef,
): Promise<void> {
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
  await purgedResult.createFrom(
    em,
    sql`select r.id, r.source_row, r.round_id, r.indicator_id, r.institution_id, r.value, r.level_code, r.status,
          r.observed_at, r.synthetic
        from monitoring.observation r where ${ofNobody}`,
  );
  const m = purgedResult.as('m');
  await run(em, sql`delete from monitoring.observation r using ${m} where ${m.id} = r.id`);
  await recordResultChanges(
    em,
    id,
    sql`select ${m.id}, 'REMOVED' as change, ${m.source_row} as place, ${m.indicator_id}, ${m.institution_id},
          ${m.value} as b_value, ${m.level_code} as b_level_code, ${m.status} as b_status,
          ${m.observed_at} as b_observed_at, ${m.synthetic} as b_synthetic,
          null::float8 as a_value, null as a_level_code, null as a_status, null::date as a_observed_at,
          null::boolean as a_synthetic from ${m}`,
  );
  const purged = changedResultsOf(
    await run(
      em,
      sql<{ round: string; indicator: string }>`
        select distinct ${m.round_id} as round, ${m.indicator_id} as indicator from ${m}`,
    ),
  );
  await purgedResult.drop(em);
  await refreshDerived(em, purged, changedAt);
  await discloseClusters(em, { municipality, changedAt });
  // Where nothing is left, nothing can be told by what was once shown.
  await run(
    em,
    sql`delete from monitoring.disclosure d where d.round_id = any(${[...purged.rounds]}::text[])
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
