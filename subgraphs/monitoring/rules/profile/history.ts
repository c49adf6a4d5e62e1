import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import type { CellPart } from './public-cell.js';

/** The results of one indicator in one round by one kind of evidence, of which something was shown. */
interface Shown {
  round_id: string;
  indicator_id: string;
  evidence: string;
  last_at: string;
  has_changed: boolean;
}

/** What the public was shown of the results before: what of it is still so, and how those that changed were shown. */
export class ShownBefore {
  static async of(em: EntityManager, changed: ChangedResults): Promise<ShownBefore> {
    return new ShownBefore(await shownBefore(em, changed));
  }

  private constructor(private readonly disclosures: readonly Shown[]) {}

  /** The families of which something was shown, as a table `f`. */
  get families(): RawBuilder<unknown> {
    const column = <T>(of: (one: Shown) => T) => this.disclosures.map(of);
    return sql`unnest(
      ${column(({ round_id }) => round_id)}::text[], ${column(({ indicator_id }) => indicator_id)}::text[],
      ${column(({ evidence }) => evidence)}::text[], ${column(({ last_at }) => last_at)}::timestamptz[],
      ${column(({ has_changed }) => has_changed)}::boolean[]
    ) f(round_id, indicator_id, evidence, last_at, has_changed)`;
  }

  /** Shows what did not change since it was last shown as it was. */
  async keepUnchanged(em: EntityManager): Promise<void> {
    await run(
      em,
      sql`
        update monitoring.profile_cell c set is_public = d.status is not null, shown_status = d.shown_status,
          shown_type = d.shown_type, shown_from = d.shown_from, shown_to = d.shown_to, shows_values = coalesce(d.shows_values, false),
          other_types = coalesce(d.other_types, '{}')
        from monitoring.profile_cell old join ${this.families} using (round_id, indicator_id, evidence)
        left join monitoring.disclosure d on d.shown_at = f.last_at and ${sameCell(sql`d`, sql`old`)}
        where c.ctid = old.ctid and not old.whole and not f.has_changed`,
    );
  }

  /**
   * Of those that changed, by family. Each institution has a trace: as what it was shown, and at which of the times with
   * the same value. All that was shown is made of sums of institutions with the same trace.
   */
  async parts(em: EntityManager): Promise<ReadonlyMap<string, readonly CellPart[]>> {
    if (!this.disclosures.some(({ has_changed }) => has_changed)) return new Map();
    // How many rows three columns choose together is guessed far too low, and loops over all of them would never end.
    await run(em, sql`set local enable_nestloop = off`);
    await run(em, sql`set local work_mem = '64MB'`);
    const rows = await run(em, partsOf(this.families));
    for (const setting of ['enable_nestloop', 'work_mem']) await run(em, sql`set local ${sql.ref(setting)} to default`);
    return Map.groupBy(
      rows.map(({ status, synthetic, type, level, size, ...row }) => ({
        ...row,
        size: Number(size),
        place: status === null ? null : { synthetic: synthetic!, status, type, level },
      })),
      ({ family }) => family,
    );
  }
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

interface PartRow {
  family: string;
  past: string | null;
  since: string | null;
  synthetic: boolean | null;
  status: string | null;
  type: string | null;
  level: string | null;
  size: string;
}

/** The name of a family, from its columns in a table. */
export function familyOf(table: string): RawBuilder<string> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql`jsonb_build_array(${column('round_id')}, ${column('indicator_id')}, ${column('evidence')})::text`;
}

function partsOf(families: RawBuilder<unknown>): RawBuilder<PartRow> {
  const family = sql`round_id, indicator_id, evidence`;
  return sql<PartRow>`
    with version as (
      select ${family}, institution_id, status, institution_type, level_code,
        o.synthetic or coalesce(b.synthetic, false) as synthetic, value, recorded_at, superseded_at
      from (
        select ${family}, institution_id, status, institution_type, level_code, synthetic, value, recorded_at,
          'infinity'::timestamptz as superseded_at
        from monitoring.observation
        union all
        select ${family}, institution_id, status, institution_type, level_code, synthetic, value, recorded_at, superseded_at
        from monitoring.past_observation
      ) o join ${families} using (${family}) left join monitoring.institution_bit b using (institution_id)
      where f.has_changed and institution_id is not null
    ), view as (
      select v.*, d.shown_status, d.shown_type, d.shown_from, d.shown_to, d.shown_at as at,
        case when d.shows_values then min(d.shown_at) filter (where d.shows_values) over (
          partition by v.round_id, v.indicator_id, v.evidence, v.institution_id, v.value
        ) end as since
      from version v join monitoring.disclosure d on ${sameCell(sql`d`, sql`v`)}
        and v.recorded_at <= d.shown_at and v.superseded_at > d.shown_at
    ), trace as (
      select ${family}, institution_id, md5(string_agg(
        jsonb_build_array(at, synthetic, shown_status, shown_type, shown_from, shown_to, since)::text, ' ' order by at
      )) as past
      from view group by ${family}, institution_id
    ), valued as (
      select ${family}, institution_id, coalesce(value::text, '') as text, min(since) as since
      from view group by ${family}, institution_id, coalesce(value::text, '')
    ), present as (
      select ${family}, institution_id, status, institution_type, level_code, synthetic, valued.since
      from (
        select *, coalesce(value::text, '') as text from version where superseded_at = 'infinity'
      ) v left join valued using (${family}, institution_id, text)
    ), part as (
      select ${family}, past, status, institution_type, level_code, synthetic, since, count(*) as size
      from trace full join present using (${family}, institution_id)
      group by ${family}, past, status, institution_type, level_code, synthetic, since
    )
    select ${familyOf('part')} as family, past, since::text, synthetic, status, institution_type as type,
      level_code as level, size from part`;
}

/** Do both speak of the same cell? Written so that they can be found by a hash. */
function sameCell(a: RawBuilder<unknown>, b: RawBuilder<unknown>): RawBuilder<unknown> {
  const cell = (of: RawBuilder<unknown>) => sql`(
    ${of}.round_id, ${of}.indicator_id, ${of}.evidence, ${of}.status, ${of}.synthetic, coalesce(${of}.institution_type, ''),
    coalesce(${of}.level_code, '')
  )`;
  return sql`${cell(a)} = ${cell(b)}`;
}
