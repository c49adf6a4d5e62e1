import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { changeColumns, run } from '../../../kit/database/index.js';
import type { PublicationRef, RowCounts } from '../../../kit/publishing/index.js';
import { DeficitRule } from '../../model/deficit-rule.js';
import type { MonitoringTables } from '../../model/tables.js';
import { findDeficits } from './find-deficits.js';

/** Finds deficits anew where a rule came, went, or says something else: of the indicators that it looks at. */
export async function findByChangedRules(
  em: EntityManager,
  municipality: string,
  before: readonly DeficitRule[],
  after: readonly DeficitRule[],
): Promise<void> {
  // All that makes a rule another one shows in what it finds.
  const names = changeColumns(em.getMetadata().get(DeficitRule)).map(({ property }) => property as keyof DeficitRule);
  const changed = [...differing(before, after, names), ...differing(after, before, names)];
  const column = (of: (rule: DeficitRule) => string | null) => changed.map(of);
  const indicators = await run(
    em,
    sql<{ id: string }>`
      select i.id from indicators.indicator i
      where i.municipality = ${municipality} and exists (
        select from unnest(
          ${column(({ areaCode }) => areaCode)}::text[], ${column(({ indicatorCode }) => indicatorCode)}::text[],
          ${column(({ scaleCode }) => scaleCode)}::text[]
        ) u(area, indicator, scale)
        where coalesce(u.area, i.area_code) = i.area_code and coalesce(u.indicator, i.code) = i.code
          and (u.scale is null or u.scale = i.scale_code))`,
  );
  const rounds = await run(
    em,
    sql<{ id: string }>`
      select r.id from monitoring.monitoring_round r
      where r.municipality = ${municipality} and exists (select from monitoring.observation o where o.round_id = r.id)`,
  );
  if (indicators.length === 0 || rounds.length === 0) return;
  await findDeficits(em, { rounds: rounds.map(({ id }) => id), indicators: indicators.map(({ id }) => id) });
}

/** Without rules nothing is found; what was entered stays. */
export async function deleteRuleDeficits(em: EntityManager, { municipality }: PublicationRef): Promise<RowCounts> {
  await em
    .getKysely<MonitoringTables>()
    .deleteFrom('monitoring.deficit')
    .where('municipality', '=', municipality)
    .where('rule_id', 'is not', null)
    .execute();
  return { created: 0, updated: 0, unchanged: 0, removed: 0 };
}

/** Rules of the one list that the other does not have, or not so. */
function differing(
  rules: readonly DeficitRule[],
  others: readonly DeficitRule[],
  names: readonly (keyof DeficitRule)[],
): DeficitRule[] {
  const values = (rule: DeficitRule) => names.map((name) => rule[name]);
  const valuesById = new Map(others.map((rule) => [rule.id, values(rule)]));
  return rules.filter((rule) => !isDeepStrictEqual(values(rule), valuesById.get(rule.id)));
}
