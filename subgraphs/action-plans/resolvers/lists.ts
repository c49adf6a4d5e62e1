import { type RawBuilder, sql } from 'kysely';
import { readPartyQuery } from '../../documents/index.js';
import type { Context, List, Order, ValueOf } from '../../kit/graphql/index.js';
import { matchesSearch } from '../../kit/search/index.js';
import { LegalAct, type LegalActFilter } from '../model/legal-act.js';
import { Measure, type MeasureFilter, MeasureOrder } from '../model/measure.js';
import { Organization, type OrganizationFilter } from '../model/organization.js';
import { ActionPlan, type ActionPlanFilter } from '../model/plan.js';
import { answersDeficit, answersDeficitWith } from '../rules/deficit-links/visible-deficits.js';
import { activeWithin, dueWithin, inStates, ofKinds, planReported } from '../rules/progress/conditions.js';
import { isActNumber } from './act-number.js';
import { responsibleCondition } from './responsible-condition.js';
import { inSection } from './section-path.js';

/** Acts that an owner published; those only cited are reached through citations. */
export function legalActList(filter: LegalActFilter | null | undefined): List<LegalAct> {
  const where = [sql`r.municipality is not null and r.withdrawn_at is null`];
  if (filter?.kinds) where.push(sql`r.kind = any(${filter.kinds}::text[])`);
  if (filter?.number != null) where.push(isActNumber('r', filter.number));
  if (filter?.dateFrom) where.push(sql`r.date >= ${filter.dateFrom}::date`);
  if (filter?.dateTo) where.push(sql`r.date <= ${filter.dateTo}::date`);
  where.push(...matchesSearch(filter?.search));
  if (filter?.cites != null) {
    where.push(
      sql`exists (select from action_plans.citation c where c.act_id = r.id and ${isActNumber('c', filter.cites)})`,
    );
  }
  const order = { name: 'legalActs', key: 'sortKey', column: 'sort_key' } as const;
  return { entity: LegalAct, order, where, filter };
}

export function actionPlanList(filter: ActionPlanFilter | null | undefined): List<ActionPlan> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.kinds) where.push(sql`r.kind = any(${filter.kinds}::text[])`);
  const { start, end } = filter?.activeWithin ?? {};
  if (start) where.push(sql`(r.period->>'end')::date >= ${start}::date`);
  if (end) where.push(sql`(r.period->>'start')::date <= ${end}::date`);
  const order = { name: 'actionPlans', key: 'sortKey', column: 'sort_key' } as const;
  return { entity: ActionPlan, order, where, filter };
}

const measureOrders: Record<ValueOf<typeof MeasureOrder>, Omit<Order<Measure>, 'name'>> = {
  SOURCE_ORDER: { key: 'sourceOrder', column: 'source_order' },
  DUE_ASC: { column: 'due_asc_key' },
  DUE_DESC: { column: 'due_desc_key', descending: true },
};

export const asOfDescription = 'The day that the filter means by states and by reports on plans.';

/** `asOf` is the day for the states that the filter names. */
export function measureList(
  { caller }: Pick<Context, 'caller'>,
  filter: MeasureFilter | null | undefined,
  orderBy?: ValueOf<typeof MeasureOrder> | null,
  asOf?: string | null,
): List<Measure> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.dueFrom || filter?.dueTo) where.push(dueWithin(filter.dueFrom, filter.dueTo));
  if (filter?.activeWithin) where.push(activeWithin(filter.activeWithin));
  if (filter?.deadlineKinds) where.push(ofKinds(filter.deadlineKinds));
  if (filter?.areas) where.push(sql`r.area_codes && ${filter.areas}::text[]`);
  if (filter?.responsible?.trim() || filter?.responsibleRole) {
    where.push(responsibleCondition(filter.responsible?.trim() || null, filter.responsibleRole ?? null));
  }
  if (filter?.educationLevel) where.push(sql`r.education_levels @> array[${filter.educationLevel}]`);
  if (filter?.section) where.push(inSection(filter.section));
  if (filter?.issue) where.push(sql`r.issues @> ${JSON.stringify([{ code: filter.issue }])}::jsonb`);
  if (filter?.hasDeficit != null) {
    where.push(filter.hasDeficit ? answersDeficit(caller) : sql`not (${answersDeficit(caller)})`);
  }
  if (filter?.deficitOutcomes) where.push(answersDeficitWith(filter.deficitOutcomes, caller));
  where.push(...matchesSearch(filter?.search));
  if (filter?.planReported != null) where.push(planReported(filter.planReported, asOf));
  // Last, because it costs most.
  if (filter?.states) where.push(inStates(filter.states, asOf));
  const by = orderBy ?? MeasureOrder.SOURCE_ORDER;
  const order = { name: `measures.${by}`, ...measureOrders[by] };
  return { entity: Measure, order, where, filter: filter && { ...filter, asOf } };
}

export function organizationList(filter: OrganizationFilter | null | undefined): List<Organization> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.kinds) where.push(sql`r.kind = any(${filter.kinds}::text[])`);
  if (filter?.named?.trim()) where.push(sql`r.keys && ${readPartyQuery(filter.named).organizations}::text[]`);
  const order = { name: 'organizations', key: 'nameKey', column: 'name_key' } as const;
  return { entity: Organization, order, where, filter };
}
