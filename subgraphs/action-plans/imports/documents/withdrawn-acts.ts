import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { issue } from '../../../documents/index.js';
import { type Mention, mentionsInWords, mentionsOf, run } from '../../../kit/database/index.js';
import type { Issue } from '../../../kit/graphql/index.js';
import type { PublicationRef } from '../../../kit/publishing/index.js';
import { MonitoringProgramme } from '../../../monitoring/model/programme.js';
import { LegalAct } from '../../model/legal-act.js';

/** What a publication no longer brings, and what stays all the same. */
export interface KeptActs {
  acts: LegalAct[];
  programmes: MonitoringProgramme[];
  issues: Issue[];
}

/** Programmes `p` that a round of monitoring was held by, or whose acts one rests on. */
const programmeNeeded = sql`exists (
  select from monitoring.monitoring_round n where n.programme_id = p.id or n.basis_id in (p.basis_id, p.order_id))`;

/** Acts `a` that a round rests on, or that a programme does that is needed, and the orders that approved them. */
const actNeeded = sql`exists (
  select from action_plans.legal_act own
  where (own.id = a.id or own.approved_by_id = a.id) and (
    exists (select from monitoring.monitoring_round n where n.basis_id = own.id)
    or exists (
      select from monitoring.monitoring_programme p where own.id in (p.basis_id, p.order_id) and ${programmeNeeded})))`;

/**
 * Acts and programmes that rounds of monitoring rest on, of those that the publication in force has and the next one, which
 * brings these acts, has not: they stay, withdrawn, as what they were. Their measures and instructions go.
 */
export async function keepNeeded(
  em: EntityManager,
  { current, changedAt }: Pick<PublicationRef, 'current' | 'changedAt'>,
  stays: readonly string[],
): Promise<KeptActs> {
  const acts = await run(
    em,
    sql<{ id: string }>`
      select a.id from action_plans.legal_act a
      where a.provenance -> 0 ->> 'publication' = ${current} and a.id <> all(${[...stays]}::text[]) and ${actNeeded}`,
  );
  const programmes = await run(
    em,
    sql<{ id: string }>`
      select p.id from monitoring.monitoring_programme p join action_plans.legal_act a on a.id = p.order_id
      where a.provenance -> 0 ->> 'publication' = ${current} and p.basis_id <> all(${[...stays]}::text[])
        and ${programmeNeeded}`,
  );
  const of = (rows: readonly { id: string }[]) => ({ id: { $in: rows.map(({ id }) => id) } });
  const keptActs = await em.find(LegalAct, of(acts), {
    populate: ['clauses', 'text', 'issues', 'provenance'],
    orderBy: { id: 'asc' },
    disableIdentityMap: true,
  });
  const keptProgrammes = await em.find(MonitoringProgramme, of(programmes), {
    populate: ['clauses', 'provenance'],
    orderBy: { id: 'asc' },
    disableIdentityMap: true,
  });
  return {
    // The body may leave with the document: what it is called stands in the act.
    acts: keptActs.map((act) => withdrawn(new LegalAct(), act, changedAt, { issuerId: null })),
    programmes: keptProgrammes.map((one) =>
      withdrawn(new MonitoringProgramme(), one, changedAt, { coordinatorId: null }),
    ),
    issues: [
      ...(await told(em, 'act', keptActs, (act) => `Акта ${nameOf(act)}`)),
      ...(await told(em, 'programme', keptProgrammes, ({ title }) => `Программы мониторинга «${title}»`)),
    ],
  };
}

/** Takes away what was kept for rounds that rest on it no longer. */
export async function tidyWithdrawnActs(em: EntityManager): Promise<void> {
  await run(
    em,
    sql`delete from monitoring.monitoring_programme p where p.withdrawn_at is not null and not ${programmeNeeded}`,
  );
  await run(em, sql`delete from action_plans.legal_act a where a.withdrawn_at is not null and not ${actNeeded}`);
}

function withdrawn<T extends { withdrawnAt: Date | null }>(blank: T, row: T, at: Date, more: Partial<T>): T {
  return Object.assign(blank, row, { withdrawnAt: row.withdrawnAt ?? at, ...more });
}

async function told<T extends { id: string }>(
  em: EntityManager,
  kind: string,
  rows: readonly T[],
  name: (row: T) => string,
): Promise<Issue[]> {
  const mentions = await mentionsOf(
    em,
    kind,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const references: readonly Mention[] = mentions.get(row.id) ?? [];
    const why =
      references.length > 0
        ? `на него опираются: ${mentionsInWords(references)}`
        : 'на него опирается то, по чему проводились раунды мониторинга';
    const message = `${name(row)} больше нет, но ${why}. Текст сохранён как отозванный.`;
    return issue('STILL_NEEDED', 'WARNING', message);
  });
}

function nameOf({ number, date, title }: LegalAct): string {
  const nameParts = [number && `№ ${number}`, date && `от ${date.split('-').reverse().join('.')}`].filter(Boolean);
  return nameParts.length > 0 ? nameParts.join(' ') : `«${title}»`;
}
