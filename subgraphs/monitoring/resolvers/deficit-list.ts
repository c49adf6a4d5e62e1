import { type RawBuilder, sql } from 'kysely';
import type { Caller } from '../../../schema/contract/caller.js';
import { canSeeInstitution, isForAll, ofOwnOwners } from '../../kit/database/index.js';
import type { List } from '../../kit/graphql/index.js';
import { Deficit, type DeficitFilter, publicDeficit } from '../model/deficit.js';

/** Deficits `r` by a filter. What the caller may not see of them is not told by a filter either. */
export function deficitList(filter: DeficitFilter | null | undefined, caller: Caller): List<Deficit> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.rounds) where.push(sql`r.round_id = any(${filter.rounds}::text[])`);
  if (filter?.areas) where.push(sql`r.area_code = any(${filter.areas}::text[])`);
  if (filter?.years) {
    where.push(
      sql`r.round_id in (select id from monitoring.monitoring_round where year = any(${filter.years}::int[]))`,
    );
  }
  if (filter?.rules) where.push(sql`r.rule_id = any(${filter.rules}::text[])`);
  if (filter?.institutions) {
    const ids = filter.institutions.filter((id) => canSeeInstitution(caller, id));
    where.push(sql`r.institution_ids && ${ids}::text[]`);
  }
  if (filter?.answered != null) where.push(filter.answered ? isAnswered : sql`not ${isAnswered}`);
  if (filter?.answeredInTime != null) where.push(sql`${answeredInTime(caller)} = ${filter.answeredInTime}`);
  if (filter?.outcomes) where.push(hasOutcome(filter.outcomes, caller));
  const order = { name: 'deficits', key: 'sortKey', column: 'sort_key' } as const;
  return { entity: Deficit, order, where, filter };
}

/** Deficit `r` is answered by a measure that is there. */
export const isAnswered = sql`exists (
  select from action_plans.measure_deficit l join action_plans.measure m on m.id = l.measure_id
  where l.deficit_id = r.id)`;

/** A measure that answers deficit `r` began before its next round was over; null without such a round. */
export function answeredInTime(caller: Caller): RawBuilder<boolean | null> {
  return sql`(
    select exists (
      select from action_plans.measure_deficit l join action_plans.measure m on m.id = l.measure_id
      where l.deficit_id = r.id and ((n.period->>'end')::date < action_plans.measure_began(m)) is not true)
    from monitoring.deficit_outcome o join monitoring.monitoring_round n on n.id = o.round_id
    where o.deficit_id = r.id and ${outcomeIsSeen(caller)})`;
}

/** Deficit `r` had one of these outcomes, as far as the caller may know. */
export function hasOutcome(states: readonly string[], caller: Caller): RawBuilder<unknown> {
  return sql`(${outcomeIsSeen(caller)} and exists (
    select from monitoring.deficit_outcome o where o.deficit_id = r.id and o.state = any(${[...states]}::text[])))`;
}

/** Of a deficit of few institutions, one of them would learn from the outcome how the others fared. */
export function outcomeIsSeen(caller: Caller): RawBuilder<unknown> {
  if (isForAll(caller)) return sql`true`;
  return sql`(${sql.raw(publicDeficit)} or ${ofOwnOwners(caller, sql`r.municipality`)})`;
}
