import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { type ChangedResults, isAmong } from '../results/changed-results.js';
import { smallestGroup } from './disclosure.js';

/**
 * Hides what of these results would tell, beside all that was ever shown of them, how the results of few institutions
 * changed; then remembers what is shown now. What did not change since it was last shown stays as it was.
 */
export async function hideWhatTellsChanges(em: EntityManager, changed: ChangedResults, at: Date): Promise<void> {
  const shown = asTable(await shownBefore(em, changed));
  await run(
    em,
    sql`
      update monitoring.profile_cell c set is_public = d.status is not null, shown_level = d.shown_level
      from monitoring.profile_cell old join ${shown} using (round_id, indicator_id, evidence)
      left join monitoring.disclosure d on d.shown_at = f.last_at and ${sameCell(sql`d`, sql`old`)}
      where c.ctid = old.ctid and not old.whole and not f.has_changed`,
  );
  // How many rows three columns choose together is guessed far too low, and loops over all of them would never end.
  await run(em, sql`set local enable_nestloop = off`);
  await run(em, sql`set local work_mem = '64MB'`);
  await countTraces(em, shown);
  for (const setting of ['enable_nestloop', 'work_mem']) await run(em, sql`set local ${sql.ref(setting)} to default`);
  // Each time something is shown less finely or not at all, so this ends.
  while (await hideOnce(em));
  await run(em, sql`drop table trace_part`);
  await run(
    em,
    sql`
      insert into monitoring.disclosure
      select round_id, indicator_id, evidence, status, institution_type, level_code, shown_level, ${at}, synthetic
      from monitoring.profile_cell c left join ${shown} using (round_id, indicator_id, evidence)
      where ${isAmong(changed, 'c')} and is_public and not whole and coalesce(f.has_changed, true)`,
  );
}

/** The results of one indicator in one round by one kind of evidence, of which something was shown. */
interface Shown {
  round_id: string;
  indicator_id: string;
  evidence: string;
  last_at: string;
  has_changed: boolean;
}

function shownBefore(em: EntityManager, changed: ChangedResults): Promise<Shown[]> {
  const ofChanged = isAmong(changed);
  return run(
    em,
    sql<Shown>`
      with shown as (
        select round_id, indicator_id, evidence, max(shown_at) as last_at from monitoring.disclosure
        where ${ofChanged} group by round_id, indicator_id, evidence
      ), change as (
        select round_id, indicator_id, evidence, max(recorded_at) as at from monitoring.observation
        where ${ofChanged} and exists (select from shown) group by round_id, indicator_id, evidence
        union all
        select round_id, indicator_id, evidence, max(superseded_at) from monitoring.past_observation
        where ${ofChanged} and exists (select from shown) group by round_id, indicator_id, evidence
      )
      select round_id, indicator_id, evidence, last_at::text, bool_or(coalesce(change.at > last_at, false)) as has_changed
      from shown left join change using (round_id, indicator_id, evidence)
      group by round_id, indicator_id, evidence, last_at`,
  );
}

function asTable(shown: readonly Shown[]): RawBuilder<unknown> {
  const column = <T>(of: (one: Shown) => T) => shown.map(of);
  return sql`unnest(
    ${column(({ round_id }) => round_id)}::text[], ${column(({ indicator_id }) => indicator_id)}::text[],
    ${column(({ evidence }) => evidence)}::text[], ${column(({ last_at }) => last_at)}::timestamptz[],
    ${column(({ has_changed }) => has_changed)}::boolean[]
  ) f(round_id, indicator_id, evidence, last_at, has_changed)`;
}

/**
 * Each institution has a trace: in which groups it was shown, and at which of the times with the same value. All that
 * was shown is made of sums of institutions with the same trace. Table `trace_part` counts those with the same past by the
 * cell they are in now, if any, and since when with the same value.
 */
async function countTraces(em: EntityManager, shown: RawBuilder<unknown>): Promise<void> {
  const family = sql`round_id, indicator_id, evidence`;
  await run(
    em,
    sql`
      create temporary table trace_part on commit drop as
      with version as (
        select ${family}, institution_id, status, institution_type, level_code, o.synthetic or coalesce(b.synthetic, false) as synthetic, value,
          recorded_at, superseded_at
        from (
          select ${family}, institution_id, status, institution_type, level_code, synthetic, value, recorded_at,
            'infinity'::timestamptz as superseded_at
          from monitoring.observation
          union all
          select ${family}, institution_id, status, institution_type, level_code, synthetic, value, recorded_at, superseded_at
          from monitoring.past_observation
        ) o join ${shown} using (${family}) left join monitoring.institution_bit b using (institution_id)
        where f.has_changed and institution_id is not null
      ), view as (
        select v.*, d.shown_level, d.shown_at as at, min(d.shown_at) over (
          partition by v.round_id, v.indicator_id, v.evidence, v.institution_id, v.value
        ) as since
        from version v join monitoring.disclosure d on ${sameCell(sql`d`, sql`v`)}
          and v.recorded_at <= d.shown_at and v.superseded_at > d.shown_at
      ), trace as (
        select ${family}, institution_id,
          md5(string_agg(jsonb_build_array(at, status, institution_type, shown_level, synthetic, since)::text, ' ' order by at)) as past
        from view group by ${family}, institution_id
      ), valued as (
        select ${family}, institution_id, coalesce(value::text, '') as text, min(at) as since
        from view group by ${family}, institution_id, coalesce(value::text, '')
      ), present as (
        select ${family}, institution_id, status, institution_type, level_code, synthetic, valued.since
        from (
          select *, coalesce(value::text, '') as text from version where superseded_at = 'infinity'
        ) v left join valued using (${family}, institution_id, text)
      )
      select ${family}, past, status, institution_type, level_code, synthetic, since, count(*) as size
      from trace full join present using (${family}, institution_id)
      group by ${family}, past, status, institution_type, level_code, synthetic, since`,
  );
  await run(em, sql`analyze trace_part`);
}

/**
 * Where those that share a past part into groups now of which one is too small, that one is hidden; where it is the one
 * that left, all that the others are in. What has levels loses them first. Says whether anything was hidden.
 */
async function hideOnce(em: EntityManager): Promise<boolean> {
  const frame = sql`round_id, indicator_id, evidence, status, institution_type, synthetic`;
  const hidden = await run(
    em,
    sql`
      with place as (
        select p.round_id, p.indicator_id, p.evidence, p.past, c.status, c.institution_type, c.synthetic, c.shown_level,
          case when c.is_public then p.since end as since, c.is_public is not null as is_shown, sum(size) as size
        from trace_part p left join monitoring.profile_cell c on ${sameCell(sql`c`, sql`p`)} and c.is_public and not c.whole
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
      ), telling as (
        select distinct ${frame} from (
          select *, size < ${sql.lit(smallestGroup)} as is_small,
            bool_or(not is_shown and size < ${sql.lit(smallestGroup)})
              over (partition by round_id, indicator_id, evidence, past) as few_left
          from place
        ) p where is_shown and (is_small or (past is not null and few_left))
      )
      update monitoring.profile_cell c set shown_level = null, is_public = t.has_levels
      from (
        select c.ctid as cell, bool_or(c.shown_level is not null) over (
          partition by c.round_id, c.indicator_id, c.evidence, c.status, c.institution_type, c.synthetic
        ) as has_levels
        from monitoring.profile_cell c join telling t on not c.whole and c.is_public
          and (c.round_id, c.indicator_id, c.evidence, c.status, c.synthetic, coalesce(c.institution_type, ''))
            = (t.round_id, t.indicator_id, t.evidence, t.status, t.synthetic, coalesce(t.institution_type, ''))
      ) t
      where c.ctid = t.cell returning 1`,
  );
  return hidden.length > 0;
}

/** Do both speak of the same cell? Written so that they can be found by a hash. */
function sameCell(a: RawBuilder<unknown>, b: RawBuilder<unknown>): RawBuilder<unknown> {
  const cell = (of: RawBuilder<unknown>) => sql`(
    ${of}.round_id, ${of}.indicator_id, ${of}.evidence, ${of}.status, ${of}.synthetic, coalesce(${of}.institution_type, ''),
    coalesce(${of}.level_code, '')
  )`;
  return sql`${cell(a)} = ${cell(b)}`;
}
