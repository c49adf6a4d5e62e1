import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { smallestGroup } from './disclosure.js';

/**
 * Hides what of these rounds would tell, beside all that was ever shown of them, how the results of few institutions
 * changed; then remembers what is shown now. What did not change since it was last shown stays as it was.
 */
export async function hideWhatTellsChanges(em: EntityManager, rounds: readonly string[], at: Date): Promise<void> {
  const shown = asTable(await shownBefore(em, rounds));
  await run(
    em,
    sql`
      update monitoring.profile_cell c set is_public = d.status is not null, shown_level = d.shown_level
      from monitoring.profile_cell old join ${shown} using (round_id, indicator_id, evidence)
      left join monitoring.disclosure d on d.shown_at = f.last_at and ${sameCell(sql`d`, sql`old`)}
      where c.ctid = old.ctid and not old.whole and not f.has_changed`,
  );
  // Each time something is shown less finely or not at all, so this ends.
  while ((await hideOnce(em, shown)) > 0);
  await run(
    em,
    sql`
      insert into monitoring.disclosure
      select round_id, indicator_id, evidence, status, institution_type, level_code, shown_level, ${at}
      from monitoring.profile_cell c left join ${shown} using (round_id, indicator_id, evidence)
      where c.round_id = any(${[...rounds]}::text[]) and is_public and not whole and coalesce(f.has_changed, true)`,
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

function shownBefore(em: EntityManager, rounds: readonly string[]): Promise<Shown[]> {
  const ofRounds = sql`round_id = any(${[...rounds]}::text[])`;
  return run(
    em,
    sql<Shown>`
      with shown as (
        select round_id, indicator_id, evidence, max(shown_at) as last_at from monitoring.disclosure
        where ${ofRounds} group by round_id, indicator_id, evidence
      ), change as (
        select round_id, indicator_id, evidence, max(recorded_at) as at from monitoring.observation
        where ${ofRounds} and exists (select from shown) group by round_id, indicator_id, evidence
        union all
        select round_id, indicator_id, evidence, max(superseded_at) from monitoring.past_observation
        where ${ofRounds} and exists (select from shown) group by round_id, indicator_id, evidence
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
 * Each institution has a trace: in which groups it was shown, and which of the times with the same value. All that was
 * shown is made of sums of institutions with the same trace. Where those that share a past part into groups now of which
 * one is too small, that one is hidden; where it is the one that left, all that the others are in.
 */
async function hideOnce(em: EntityManager, shown: RawBuilder<unknown>): Promise<number> {
  const hidden = await run(
    em,
    sql`
      with version as (
        select round_id, indicator_id, evidence, institution_id, status, institution_type, level_code, value,
          recorded_at, 'infinity'::timestamptz as superseded_at
        from monitoring.observation o join ${shown} using (round_id, indicator_id, evidence)
        where f.has_changed and institution_id is not null
        union all
        select round_id, indicator_id, evidence, institution_id, status, institution_type, level_code, value,
          recorded_at, superseded_at
        from monitoring.past_observation o join ${shown} using (round_id, indicator_id, evidence)
        where f.has_changed and institution_id is not null
      ), view as (
        select v.*, d.shown_level, d.shown_at as at
        from version v join monitoring.disclosure d on ${sameCell(sql`d`, sql`v`)}
          and v.recorded_at <= d.shown_at and v.superseded_at > d.shown_at
        union all
        select v.*, c.shown_level, 'infinity'
        from version v join monitoring.profile_cell c on ${sameCell(sql`c`, sql`v`)}
          and v.superseded_at = 'infinity' and c.is_public and not c.whole
      ), place as (
        select round_id, indicator_id, evidence, institution_id, at, status, institution_type,
          jsonb_build_array(status, institution_type, shown_level, min(at) over (
            partition by round_id, indicator_id, evidence, institution_id, value
          )) as place
        from view
      ), trace as (
        select round_id, indicator_id, evidence, institution_id,
          jsonb_agg(jsonb_build_array(at, place) order by at) filter (where at < 'infinity') as past,
          max(place::text) filter (where at = 'infinity') as present,
          max(status) filter (where at = 'infinity') as status,
          max(institution_type) filter (where at = 'infinity') as institution_type
        from place group by round_id, indicator_id, evidence, institution_id
      ), part as (
        select round_id, indicator_id, evidence, past, present, status, institution_type,
          count(*) < ${sql.lit(smallestGroup)} as is_small
        from trace group by round_id, indicator_id, evidence, past, present, status, institution_type
      ), telling as (
        select distinct round_id, indicator_id, evidence, status, institution_type
        from (
          select *, bool_or(is_small and present is null) over (partition by round_id, indicator_id, evidence, past) as few_left
          from part
        ) p where present is not null and (is_small or (past is not null and few_left))
      )
      update monitoring.profile_cell c set shown_level = null, is_public = t.has_levels
      from (
        select c.ctid as cell, bool_or(c.shown_level is not null) over (
          partition by c.round_id, c.indicator_id, c.evidence, c.status, c.institution_type
        ) as has_levels
        from monitoring.profile_cell c join telling t on not c.whole and c.is_public
          and (c.round_id, c.indicator_id, c.evidence, c.status) = (t.round_id, t.indicator_id, t.evidence, t.status)
          and c.institution_type is not distinct from t.institution_type
      ) t
      where c.ctid = t.cell returning 1`,
  );
  return hidden.length;
}

/** Do both speak of the same cell? */
function sameCell(a: RawBuilder<unknown>, b: RawBuilder<unknown>): RawBuilder<unknown> {
  const row = (table: RawBuilder<unknown>) =>
    sql`(${table}.round_id, ${table}.indicator_id, ${table}.evidence, ${table}.status)`;
  return sql`${row(a)} = ${row(b)} and ${a}.institution_type is not distinct from ${b}.institution_type
    and ${a}.level_code is not distinct from ${b}.level_code`;
}
