import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/execute-sql.js';
import type { PublicationRef, Stored } from '../../../kit/publishing/published-kind.js';
import type { DeficitRule } from '../../model/deficit-rule.js';
import type { MonitoringTables } from '../../model/tables.js';
import { findDeficits } from './find-deficits.js';

/** What makes a rule another one: all of it shows in what it finds. */
export const ruleContent = ['kind', 'areaCode', 'indicatorCode', 'scaleCode', 'threshold', 'title'] as const;

/** Finds deficits anew where a rule came, went, or says something else: of the indicators that it looks at. */
export async function findByChangedRules(
  em: EntityManager,
  municipality: string,
  before: readonly DeficitRule[],
  after: readonly DeficitRule[],
): Promise<void> {
  const changed = [...differing(before, after), ...differing(after, before)];
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
export async function deleteRuleDeficits(em: EntityManager, { municipality }: PublicationRef): Promise<Stored> {
  await em
    .getKysely<MonitoringTables>()
    .deleteFrom('monitoring.deficit')
    .where('municipality', '=', municipality)
    .where('rule_id', 'is not', null)
    .execute();
  return { created: 0, updated: 0, unchanged: 0, removed: 0 };
}

/** Rules of the one list that the other does not have, or not so. */
function differing(rules: readonly DeficitRule[], others: readonly DeficitRule[]): DeficitRule[] {
  const known = new Map(others.map((rule) => [rule.id, contentOf(rule)]));
  return rules.filter((rule) => !isDeepStrictEqual(contentOf(rule), known.get(rule.id)));
}

function contentOf(rule: DeficitRule): unknown[] {
  return ruleContent.map((field) => rule[field]);
}
