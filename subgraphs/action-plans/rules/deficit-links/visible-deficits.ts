import { type RawBuilder, sql } from 'kysely';
import type { Caller } from '../../../../schema/contract/caller.js';
import { visibleTable } from '../../../kit/database/index.js';
import { Deficit } from '../../../monitoring/model/deficit.js';
import { hasOutcome } from '../../../monitoring/resolvers/deficit-list.js';
import { endedBefore } from './effect.js';

// The subgraphs of an owner share one database: docs/decisions/055.

/** The deficits that the caller may see. */
export function visibleDeficits(caller: Caller): RawBuilder<unknown> {
  return visibleTable(sql`monitoring.deficit`, Deficit, caller);
}

/** Measure `r` is linked to a deficit that the caller may see. */
export function answersDeficit(caller: Caller): RawBuilder<unknown> {
  return linked(caller, sql`true`);
}

/** Measure `r` is linked to a deficit with one of these outcomes, in a round that was not over before the measure began. */
export function answersDeficitWith(outcomes: readonly string[], caller: Caller): RawBuilder<unknown> {
  const ended = sql`exists (
    select from monitoring.deficit_outcome o join monitoring.monitoring_round n on n.id = o.round_id
    where o.deficit_id = r.id and ${endedBefore(sql`m`)})`;
  return linked(caller, sql`${hasOutcome(outcomes, caller)} and not ${ended}`);
}

function linked(caller: Caller, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`r.id in (
    select l.measure_id from action_plans.measure_deficit l join action_plans.measure m on m.id = l.measure_id
    join ${visibleDeficits(caller)} r on r.id = l.deficit_id
    where ${condition})`;
}
