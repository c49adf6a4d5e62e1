import type { QualityAreaCode } from '../../subgraphs/documents/index.js';
import type { EvidenceKind } from '../../subgraphs/indicators/model/evidence-kind.js';
import type { SyntheticOwner } from '../institution-names.js';
import type { SyntheticInstitution } from '../institutions.js';
import { Dice } from '../seeded-random.js';

/** What is made up of the monitoring of an owner. */
export interface SyntheticMonitoring {
  /** Areas that it monitors: no others have results. */
  areas: readonly QualityAreaCode[];
  /** On which scale it gives levels; with one of its own, its indicators are its own too. */
  scale: 'MKDO' | 'KRASNODAR_CLUSTER';
  /** Per cent of the institutions that take part in a round; 100 is a census. */
  takingPart: number;
  /** Who holds the rounds; absent: the municipality. */
  level?: (typeof roundLevels)[number];
  /** First and last day of each round, as «05-15», where acts of the owner say when; absent: the last four months. */
  days?: readonly [from: string, to: string];
  /** By which of its acts the owner holds rounds: its number or title. */
  act?: string;
}

export const roundLevels = ['MUNICIPAL', 'REGIONAL'] as const;

export const years = [2022, 2023, 2024] as const;

/** First and last day of the round of a year. */
export function daysOfRound(
  { days: [from, to] = ['09-01', '12-31'] }: SyntheticMonitoring,
  year: number,
): [string, string] {
  return [`${year}-${from}`, `${year}-${to}`];
}

/** A standing of quality, 0 to 5. */
export type Standing = number;

/** Institutions that take part in the round of a year: of a sample, others each year. */
export function takingPart(
  owner: SyntheticOwner,
  { takingPart: percent }: SyntheticMonitoring,
  institutions: readonly SyntheticInstitution[],
  year: number,
): SyntheticInstitution[] {
  return institutions.filter(
    ({ local, status }) =>
      status === 'OPERATING' && new Dice(`${owner.code}/${year}/${local}/takes part`, 1).chance(percent),
  );
}

/**
 * How an institution stands in an area in a year. Institutions differ for good, areas differ for all institutions of an
 * owner, most become a little better every year, and some fall behind.
 */
export function standing(owner: SyntheticOwner, local: string, area: QualityAreaCode, year: number): Standing {
  const base = 3 + 0.7 * bell(`${owner.code}/${local}`) + 0.35 * bell(`${owner.code}/${area}`);
  const course = 0.12 + 0.15 * bell(`${owner.code}/${local}/course`);
  const chance = 0.35 * bell(`${owner.code}/${local}/${area}/${year}`);
  return within(base + course * (year - years[0]) + chance, 0, 5);
}

/** The same as seen by somebody: parents are kinder than experts, who give themselves praise more than either. */
export function seenBy(who: keyof typeof EvidenceKind, score: Standing, seed: string): Standing {
  return within(score + (leniency[who] ?? 0) + 0.25 * bell(`${seed}/${who}`), 0, 5);
}

const leniency: Partial<Record<keyof typeof EvidenceKind, number>> = {
  SELF_EVALUATION: 0.3,
  TEACHER_SELF_ASSESSMENT: 0.4,
  PARENT_SURVEY: 0.2,
};

/** About as often above 0 as below, mostly within 1, never beyond 3. */
function bell(seed: string): number {
  const dice = new Dice(seed, 4);
  const draws = [1, 2, 3, 4].map(() => dice.between(0, 10_000));
  return (draws.reduce((sum, draw) => sum + draw) - 20_000) / 20_000 / 0.29;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
