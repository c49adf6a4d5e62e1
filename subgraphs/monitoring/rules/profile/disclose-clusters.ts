import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import type { PublicationRef } from '../../../kit/publishing/index.js';
import type { CellLabel, CellPart, CellPlace, PublicCell } from './public-cell.js';
import { releaseCells } from './release.js';

/** An institution's cluster in a round, and as what the public was shown it, time after time. */
interface Assigned {
  round: string;
  institution: string;
  /** Null where it has none any more. */
  id: string | null;
  level: string | null;
  synthetic: boolean | null;
  /** What was shown at each time as text; null where nothing was. */
  past: string | null;
  /** What was shown of it the last time. */
  last: string | null;
}

/**
 * Decides what the public is told of the clusters of an owner, as of results (`release`): beside all that it was told
 * before. A round has at most as many rows as institutions, so all is read and written at once.
 */
export async function discloseClusters(
  em: EntityManager,
  { municipality, changedAt }: Pick<PublicationRef, 'municipality' | 'changedAt'>,
): Promise<void> {
  const assigned = await run(em, assignedOf(municipality));
  const labels = [...Map.groupBy(assigned, ({ round }) => round).values()].map((own) => ({ own, told: labelsOf(own) }));
  await run(em, sql`delete from monitoring.shown_cluster where municipality = ${municipality}`);
  await store(
    em,
    municipality,
    sql`monitoring.shown_cluster`,
    null,
    labels.flatMap(({ told: entries }) => [...entries]),
  );
  // The same once more would tell nothing.
  const others = labels.filter(({ own, told: entries }) => own.some((one) => textOf(entries.get(one)) !== one.last));
  await store(
    em,
    municipality,
    sql`monitoring.cluster_disclosure`,
    changedAt,
    others.flatMap(({ told: entries }) => [...entries]),
  );
}

function assignedOf(municipality: string) {
  return sql<Assigned>`
    with times as (
      select round_id, max(shown_at) as last_at from monitoring.cluster_disclosure where municipality = ${municipality}
      group by round_id
    ), shown as (
      select d.round_id, d.institution_id,
        string_agg(d.shown_at::text || ' ' || d.label, '; ' order by d.shown_at) as past,
        max(d.label) filter (where d.shown_at = t.last_at) as last
      from monitoring.cluster_disclosure d join times t using (round_id) where d.municipality = ${municipality}
      group by d.round_id, d.institution_id
    ), assigned as (
      select * from monitoring.cluster_assignment where municipality = ${municipality}
    )
    select round_id as round, institution_id as institution, a.id, a.level_code as level, a.synthetic, s.past, s.last
    from assigned a full join shown s using (round_id, institution_id)
    order by round_id, institution_id`;
}

function labelsOf(assigned: readonly Assigned[]): Map<Assigned, CellLabel> {
  const placeOf = ({ id, level, synthetic }: Assigned): CellPlace | null =>
    id === null ? null : { synthetic: synthetic!, status: 'REPORTED', type: null, level };
  const present = assigned.flatMap((one) => {
    const place = placeOf(one);
    return place ? [{ one, place }] : [];
  });
  const members = Map.groupBy(present, ({ place }) => JSON.stringify(place));
  const cells = new Map<PublicCell, Assigned[]>();
  for (const own of members.values()) {
    const { place } = own[0]!;
    cells.set(
      { ...place, size: own.length, min: null, max: null },
      own.map(({ one }) => one),
    );
  }
  const wasShown = assigned.some(({ past }) => past !== null);
  const parts = wasShown
    ? assigned.map((one): CellPart => ({ past: one.past, place: placeOf(one), since: null, size: 1 }))
    : [];
  const labels = releaseCells([...cells.keys()], parts);
  return new Map(
    [...cells].flatMap(([cell, own]) => {
      const label = labels.get(cell);
      return label ? own.map((one) => [one, label] as const) : [];
    }),
  );
}

function textOf(label: CellLabel | undefined): string | null {
  return label ? JSON.stringify([label.synthetic, label.from, label.to]) : null;
}

async function store(
  em: EntityManager,
  municipality: string,
  table: ReturnType<typeof sql>,
  at: Date | null,
  entries: readonly (readonly [Assigned, CellLabel])[],
): Promise<void> {
  const column = <T>(of: (assigned: Assigned, label: CellLabel) => T) => entries.map(([one, label]) => of(one, label));
  const rows = sql`unnest(
    ${column(({ round }) => round)}::text[], ${column(({ institution }) => institution)}::text[],
    ${column((_, { from }) => from)}::text[], ${column((_, { to }) => to)}::text[],
    ${column((_, label) => textOf(label))}::text[]
  ) r(round_id, institution_id, shown_from, shown_to, label)`;
  if (at === null) {
    await run(
      em,
      sql`insert into ${table} (municipality, round_id, institution_id, shown_from, shown_to)
          select ${municipality}, round_id, institution_id, shown_from, shown_to from ${rows}`,
    );
  } else {
    await run(
      em,
      sql`insert into ${table} (municipality, round_id, institution_id, label, shown_at)
          select ${municipality}, round_id, institution_id, label, ${at} from ${rows}`,
    );
  }
}
