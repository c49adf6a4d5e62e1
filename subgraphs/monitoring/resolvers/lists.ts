import { type RawBuilder, sql } from 'kysely';
import type { List, ValueOf } from '../../kit/graphql/index.js';
import { MonitoringRound, type MonitoringRoundFilter } from '../model/monitoring-round.js';
import { Observation, type ObservationFilter, type ObservationOrder } from '../model/observation.js';
import { recordedOn } from '../rules/recorded-on.js';
import { requestedLevels } from './requested-levels.js';

const bySortKey = { key: 'sortKey', column: 'sort_key' } as const;
const observationOrders = {
  ROUND: bySortKey,
  INDICATOR: { key: 'indicatorKey', column: 'indicator_key' },
  INSTITUTION: { key: 'institutionKey', column: 'institution_key' },
} as const;

export function roundList(filter: MonitoringRoundFilter | null | undefined): List<MonitoringRound> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.years) where.push(sql`r.year = any(${filter.years}::int[])`);
  if (filter?.levels) where.push(sql`r.level = any(${filter.levels}::text[])`);
  const order = { ...bySortKey, name: 'monitoringRounds' };
  return { entity: MonitoringRound, order, where, filter };
}

export function observationList(
  filter: ObservationFilter | null | undefined,
  orderBy?: ValueOf<typeof ObservationOrder> | null,
  asRecordedOn?: Date | null,
): List<Observation> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.rounds) where.push(sql`r.round_id = any(${filter.rounds}::text[])`);
  if (filter?.indicators) where.push(sql`r.indicator_id = any(${filter.indicators}::text[])`);
  if (filter?.statuses) where.push(sql`r.status = any(${filter.statuses}::text[])`);
  if (filter?.evidence) where.push(sql`r.evidence = any(${filter.evidence}::text[])`);
  if (filter?.years) where.push(sql`r.year = any(${filter.years}::int[])`);
  if (filter?.areas) where.push(sql`r.area_code = any(${filter.areas}::text[])`);
  if (filter?.institutions) where.push(sql`r.institution_id = any(${filter.institutions}::text[])`);
  if (filter?.institutionTypes) where.push(sql`r.institution_type = any(${filter.institutionTypes}::text[])`);
  if (filter?.levels) where.push(sql`r.level_code = any(${requestedLevels(filter.levels)}::text[])`);
  const [by, direction] = (orderBy ?? 'ROUND_ASC').split('_') as [keyof typeof observationOrders, string];
  const name = `observations.${orderBy ?? 'ROUND_ASC'}`;
  const order = { ...observationOrders[by], name, descending: direction === 'DESC' };
  const from = asRecordedOn ? recordedOn(asRecordedOn) : undefined;
  return { entity: Observation, from, order, where, filter: asRecordedOn ? { ...filter, asRecordedOn } : filter };
}
