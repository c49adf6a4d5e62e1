import { type RawBuilder, sql } from 'kysely';
import { type Context, restsOnSynthetic, type ValueOf } from '../../kit/graphql/index.js';
import type { ComparabilityLoss } from '../model/comparability.js';
import type { EvidenceKind } from '../model/evidence-kind.js';

/** How an owner's indicators of one area, system, unit and scale were measured: that there are results, not which. */
export interface Measurement {
  area: string;
  synthetic: boolean;
  municipality: string;
  framework: string | null;
  unit: string;
  scale: string | null;
  evidence: ValueOf<typeof EvidenceKind>;
  year: number;
  sampled: boolean;
}

// The subgraphs of an owner share one database: docs/decisions/055.
export function readMeasurements({ snapshot }: Context, own: RawBuilder<unknown>): Promise<Measurement[]> {
  const isMadeUp = restsOnSynthetic('indicator', sql`r.id`);
  return snapshot.query(
    sql<Measurement>`
      select distinct r.area_code as area, ${isMadeUp} as synthetic, r.municipality, r.framework_id as framework, r.unit,
        r.scale_code as scale, t.evidence, round.year, round.sampled
      from indicators.indicator r join monitoring.profile_total t on t.indicator_id = r.id
      join monitoring.monitoring_round round on round.id = t.round_id
      where ${own} and not t.is_public and t.count > 0 and (${isMadeUp} or not (t.synthetic or round.synthetic))`,
  );
}

/** By what results are held apart; null: they are not. */
export interface Held {
  evidence: Measurement['evidence'] | null;
  year: number | null;
  sampled: boolean | null;
  losses: ValueOf<typeof ComparabilityLoss>[];
}

/** By definition alone: nothing is held apart, whether or not there are results. */
export const byDefinition: Held = { evidence: null, year: null, sampled: null, losses: ['BY_DEFINITION'] };

/** The groups that results stand in: from those that differ in years and coverage to those that differ in nothing. */
export function heldBy({ evidence, year, sampled }: Measurement): Held[] {
  return [
    { evidence, year: null, sampled: null, losses: ['DIFFERENT_YEARS', 'CENSUS_AND_SAMPLE'] },
    { evidence, year, sampled: null, losses: ['CENSUS_AND_SAMPLE'] },
    { evidence, year, sampled, losses: sampled ? ['SAMPLE'] : [] },
  ];
}
