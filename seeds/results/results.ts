import { formatId } from '../../schema/contract/id.js';
import type { TableValue } from '../../subgraphs/documents/index.js';
import type { EvidenceKind } from '../../subgraphs/indicators/model/evidence-kind.js';
import type { SyntheticOwner } from '../institution-names.js';
import type { SyntheticInstitution } from '../institutions.js';
import { Dice } from '../seeded-random.js';
import type { SyntheticIndicator } from './indicators.js';
import { daysOfRound, type Standing, type SyntheticMonitoring, seenBy, standing } from './made-up.js';

/** A result as a row of a table: of an institution, or of the owner as a whole where that is null. */
export interface SyntheticResult {
  indicator: SyntheticIndicator;
  institution: string;
  evidence: keyof typeof EvidenceKind;
  value: number | null;
  level: string | null;
  status: 'REPORTED' | 'ESTIMATED' | 'MISSING' | 'NOT_APPLICABLE';
  day: TableValue;
}

/** What the institutions that take part report in a year; some report nothing, some only an estimate. */
export function syntheticResults(
  owner: SyntheticOwner,
  monitoring: SyntheticMonitoring,
  indicators: readonly SyntheticIndicator[],
  institutions: readonly SyntheticInstitution[],
  year: number,
): SyntheticResult[] {
  const days = daysOfRound(monitoring, year);
  const inForce = indicators.filter(({ from, to }) => (from ?? year) <= year && year <= (to ?? year));
  return institutions.flatMap((institution) =>
    inForce.flatMap((indicator) =>
      indicator.evidence.map((evidence) => resultOf(owner, institution, indicator, evidence, year, days)),
    ),
  );
}

function resultOf(
  owner: SyntheticOwner,
  { local, groups }: SyntheticInstitution,
  indicator: SyntheticIndicator,
  evidence: SyntheticResult['evidence'],
  year: number,
  days: readonly [from: string, to: string],
): SyntheticResult {
  const seed = `${owner.code}/${local}/${indicator.code}/${year}`;
  const dice = new Dice(`${seed}/${evidence}`, 4);
  const institution = formatId({ owner: owner.code, kind: 'institution', local });
  const day = { day: dayBetween(dice, days) };
  const nothing = { indicator, institution, evidence, value: null, level: null, day: null };
  const special = groups.some(({ orientation }) => orientation === 'COMPENSATING' || orientation === 'COMBINED');
  if (indicator.area === 'SPECIAL_NEEDS' && !special) return { ...nothing, status: 'NOT_APPLICABLE' };
  if (dice.chance(5)) return { ...nothing, status: 'MISSING' };
  const score = seenBy(evidence, standing(owner, local, indicator.area, year), seed);
  const { scale } = indicator;
  const isOrdinal = scale === 'MKDO' || scale === 'KRASNODAR_CLUSTER';
  return {
    ...nothing,
    day,
    status: dice.chance(3) ? 'ESTIMATED' : 'REPORTED',
    value: isOrdinal ? null : scale === 'PERCENT' ? Math.round(score * 200) / 10 : Math.round(score * 100) / 100,
    level: isOrdinal ? levelOf(scale, score) : null,
  };
}

/** A day of a week of a round. */
function dayBetween(dice: Dice, [from, to]: readonly [from: string, to: string]): string {
  const first = Date.parse(from);
  const weeks = Math.floor((Date.parse(to) - first) / 86_400_000 / 7);
  const days = 7 * dice.between(0, weeks - 1) + dice.between(0, 6);
  return new Date(first + days * 86_400_000).toISOString().slice(0, 10);
}

/** The level of a standing: of five, or of Krasnodar's four, whose last one is both of the two best. */
export function levelOf(scale: 'MKDO' | 'KRASNODAR_CLUSTER', score: Standing): string {
  const rank = 1 + [1.6, 2.5, 3.5, 4.4].filter((bound) => score >= bound).length;
  const clusters = ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'] as const;
  return scale === 'MKDO' ? `MKDO/L${rank}` : `KRASNODAR_CLUSTER/${clusters[Math.min(rank, 4) - 1]}`;
}
