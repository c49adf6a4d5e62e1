import { type RawBuilder, sql } from 'kysely';
import type { List, ValueOf } from '../../kit/graphql/index.js';
import { Indicator, type IndicatorFilter, type IndicatorOrder } from '../model/indicator.js';

export function indicatorList(
  filter: IndicatorFilter | null | undefined,
  orderBy?: ValueOf<typeof IndicatorOrder> | null,
): List<Indicator> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.areas) where.push(sql`r.area_code = any(${filter.areas}::text[])`);
  if (filter?.evidence) where.push(sql`r.evidence && ${filter.evidence}::text[]`);
  if (filter?.frameworks) where.push(sql`r.framework_id = any(${filter.frameworks}::text[])`);
  if (filter?.codes) where.push(sql`r.code = any(${filter.codes}::text[])`);
  if (filter?.validOn) {
    where.push(
      sql`${filter.validOn}::date between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity')`,
    );
  }
  const name = `indicators.${orderBy ?? 'CODE_ASC'}`;
  const order = { name, key: 'codeKey', column: 'code_key', descending: orderBy === 'CODE_DESC' } as const;
  return { entity: Indicator, order, where, filter };
}
