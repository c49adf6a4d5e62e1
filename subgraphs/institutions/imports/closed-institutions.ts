import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { issue } from '../../documents/index.js';
import { type Mention, mentionsInWords, mentionsOf, run } from '../../kit/database/index.js';
import type { Issue } from '../../kit/graphql/index.js';
import type { PublicationRef } from '../../kit/publishing/index.js';
import { Institution } from '../model/institution.js';

/** Institutions that are told one by one: whoever publishes the wrong list has more of them than anybody reads. */
const mostTold = 20;

/**
 * Institutions of the owner that are not among these rows although results or reports name them: they stay, closed, so that
 * what names them can still be read. What is made up goes with its made-up institution, as before.
 */
export async function closeNeeded(
  em: EntityManager,
  { municipality, changedAt }: PublicationRef,
  rows: readonly Institution[],
): Promise<{ closed: Institution[]; issues: Issue[]; dependants: string | null }> {
  const absentees = await run(
    em,
    sql<Pick<Institution, 'id' | 'synthetic'>>`
      select id, synthetic from institutions.institution
      where municipality = ${municipality} and id <> all(${rows.map(({ id }) => id)}::text[])`,
  );
  const mentions = await mentionsOf(
    em,
    'institution',
    absentees.map(({ id }) => id),
  );
  const mentionsById = new Map<string, Mention[]>();
  const losses: Mention[] = [];
  for (const { id, synthetic } of absentees) {
    const all = mentions.get(id) ?? [];
    const real = all.filter(({ count, madeUp }) => !synthetic || count > madeUp);
    if (real.length > 0)
      mentionsById.set(id, synthetic ? real.map((one) => ({ ...one, count: one.count - one.madeUp })) : all);
    if (synthetic) losses.push(...all.map((one) => ({ ...one, count: one.madeUp })).filter(({ count }) => count > 0));
  }
  const survivors = await em.find(
    Institution,
    { id: { $in: [...mentionsById.keys()] } },
    { populate: ['groups', 'provenance'], orderBy: { nameKey: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const closures = survivors.map((institution) =>
    Object.assign(new Institution(), institution, {
      status: 'CLOSED',
      closedAt: institution.closedAt ?? changedAt,
    } as const),
  );
  const leavers = survivors.filter(({ closedAt }) => closedAt === null);
  return { closed: closures, issues: told(leavers, mentionsById), dependants: inWords(losses) };
}

function told(leavers: readonly Institution[], mentionsById: ReadonlyMap<string, readonly Mention[]>): Issue[] {
  const single = leavers.slice(0, mostTold).map(({ id, fullName }) => {
    const message = `Организации «${fullName}» в списке больше нет, но на неё ссылаются: ${mentionsInWords(mentionsById.get(id) ?? [])}. Она сохранена как закрытая.`;
    return issue('STILL_NEEDED', 'WARNING', message, { text: fullName });
  });
  const others = leavers.slice(mostTold).flatMap(({ id }) => mentionsById.get(id) ?? []);
  if (others.length === 0) return single;
  const message = `Ещё организаций, которых в списке больше нет, – ${leavers.length - mostTold}; на них ссылаются: ${mentionsInWords(others)}. Они сохранены как закрытые.`;
  return [...single, issue('STILL_NEEDED', 'WARNING', message)];
}

function inWords(mentions: readonly Mention[]): string | null {
  if (mentions.length === 0) return null;
  return `Вместе с синтетическими организациями исключаются их синтетические данные: ${mentionsInWords(mentions)}.`;
}
