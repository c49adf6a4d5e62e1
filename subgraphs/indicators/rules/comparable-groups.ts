import { compareText } from '../../../schema/contract/collation.js';
import type { ComparableGroup } from '../model/comparability.js';
import { EvidenceKind } from '../model/evidence-kind.js';
import { commonScale, findScale, relationToCommonScale } from '../model/scales.js';
import type { IndicatorKind } from './indicator-kind.js';
import { byDefinition, type Held, heldBy, type Measurement } from './measurements.js';

/** Indicators of an owner, or how they were measured. */
type Measured = Pick<IndicatorKind, 'municipality' | 'framework' | 'unit' | 'scale'>;

type Group = Omit<ComparableGroup, 'owners' | 'municipalities'>;

/** Who is comparable with whom, from what is so by definition to what was measured in one way. */
export function groupsOf(
  kinds: readonly IndicatorKind[],
  measured: readonly Measurement[],
  synthetic: boolean,
): ComparableGroup[] {
  const members = new Map<string, { group: Group; owners: Set<string> }>();
  const add = (one: Measured, validity: Held) => {
    for (const basis of basesOf(one)) {
      const group = { ...basis, ...validity, synthetic };
      const key = JSON.stringify(group);
      const same = members.get(key) ?? { group, owners: new Set() };
      members.set(key, same);
      same.owners.add(one.municipality);
    }
  };
  for (const kind of kinds) add(kind, byDefinition);
  for (const measurement of measured) for (const validity of heldBy(measurement)) add(measurement, validity);
  return [...members.values()]
    .map(({ group, owners }) => ({ ...group, owners: owners.size, municipalities: [...owners].sort(compareText) }))
    .sort(byKey);
}

/** By what they are comparable with others. What belongs to no system is defined by its owner alone. */
function basesOf(one: Measured): Pick<Group, 'basis' | 'framework' | 'unit' | 'scale'>[] {
  const { framework, unit, scale } = one;
  return [
    ...(relationOf(one) === 'NONE'
      ? []
      : [{ basis: 'COMMON_SCALE' as const, framework: null, unit: null, scale: commonScale }]),
    ...(framework === null ? [] : [{ basis: 'SAME_FRAMEWORK' as const, framework, unit, scale }]),
  ];
}

/** How their values relate to the common scale. */
export function relationOf({ scale }: Pick<Measured, 'scale'>): 'EXACT' | 'LOSSY' | 'NONE' {
  const entry = scale === null ? null : findScale(scale);
  return entry ? relationToCommonScale(entry) : 'NONE';
}

const kindsOfEvidence: readonly string[] = Object.keys(EvidenceKind);

/** As the hub sorts rows by their key: null last. */
function byKey(a: ComparableGroup, b: ComparableGroup): number {
  const last = <T>(x: T | null, y: T | null, compare: (x: T, y: T) => number) =>
    x === null || y === null ? Number(x === null) - Number(y === null) : compare(x, y);
  const place = (evidence: string) => kindsOfEvidence.indexOf(evidence);
  return (
    Number(a.basis !== 'COMMON_SCALE') - Number(b.basis !== 'COMMON_SCALE') ||
    last(a.framework, b.framework, compareText) ||
    last(a.unit, b.unit, compareText) ||
    last(a.scale, b.scale, compareText) ||
    last(a.evidence, b.evidence, (x, y) => place(x) - place(y)) ||
    last(a.year, b.year, (x, y) => x - y) ||
    last(a.sampled, b.sampled, (x, y) => Number(x) - Number(y))
  );
}
