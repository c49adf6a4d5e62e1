import { sql } from 'kysely';
import { restsOnSynthetic } from '../../../kit/graphql/index.js';

/**
 * Measure `r` is of an act that is made up. No document is published so yet; but were one, nothing else would keep it from
 * being counted among real ones.
 */
export const ofSyntheticAct = sql<boolean>`(r.plan_id in (
  select p.id from action_plans.action_plan p join action_plans.legal_act a on a.id = p.act_id
  where ${restsOnSynthetic('publication', sql`a.provenance -> 0 ->> 'publication'`)}))`;
