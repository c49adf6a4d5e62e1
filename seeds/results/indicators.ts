import { type QualityAreaCode, qualityAreaLabels } from '../../subgraphs/documents/index.js';
import type { EvidenceKind } from '../../subgraphs/indicators/model/evidence-kind.js';
import type { SyntheticOwner } from '../institution-names.js';
import type { SyntheticMonitoring } from './made-up.js';

/** An indicator that synthetic results are given for. */
export interface SyntheticIndicator {
  code: string;
  version: number;
  name: string;
  area: QualityAreaCode;
  system: string;
  systemTitle: string | null;
  /** Either a scale or the unit of plain numbers. */
  scale: 'MKDO' | 'KRASNODAR_CLUSTER' | 'PERCENT' | null;
  unit: string | null;
  evidence: readonly (keyof typeof EvidenceKind)[];
  /** First and last year of the version; null is open. */
  from: number | null;
  to: number | null;
}

/** Levels and mean marks for each area, and two percentages, one of which was defined anew in 2024. */
export function syntheticIndicators(owner: SyntheticOwner, monitoring: SyntheticMonitoring): SyntheticIndicator[] {
  const own = {
    system: owner.code.toUpperCase().slice(0, 20),
    systemTitle: `Показатели, придуманные для примера (${owner.name})`,
  };
  // Levels on the common scale belong to the federal system, so that owners can be compared in them.
  const shared = monitoring.scale === 'MKDO' ? { system: 'MKDO/2021', systemTitle: null } : own;
  const always = { version: 1, from: null, to: null };
  const numbered = Object.keys(qualityAreaLabels) as QualityAreaCode[];
  const byArea = monitoring.areas.flatMap((area): SyntheticIndicator[] => {
    const number = numbered.indexOf(area) + 1;
    return [
      {
        ...shared,
        ...always,
        code: `${number}.1`,
        name: `Уровень качества: ${qualityAreaLabels[area]}`,
        area,
        scale: monitoring.scale,
        unit: null,
        evidence: ['EXPERT', 'SELF_EVALUATION'],
      },
      {
        ...shared,
        ...always,
        code: `${number}.2`,
        name: `Средний балл: ${qualityAreaLabels[area]}`,
        area,
        scale: null,
        unit: 'балл',
        evidence: ['TEACHER_SELF_ASSESSMENT'],
      },
    ];
  });
  const percent = { ...own, scale: 'PERCENT', unit: '%' } as const;
  const parents = {
    ...percent,
    code: '7.3',
    name: 'Доля родителей, довольных работой организации',
    area: 'FAMILY',
  } as const;
  const percentages = [
    {
      ...percent,
      ...always,
      code: '5.3',
      name: 'Доля педагогов с первой или высшей категорией',
      area: 'CONDITIONS',
      evidence: ['FEDERAL_STATISTICS'],
    },
    { ...parents, version: 1, evidence: ['PARENT_SURVEY'], from: null, to: 2023 },
    { ...parents, version: 2, evidence: ['PARENT_SURVEY'], from: 2024, to: null },
  ] as const satisfies SyntheticIndicator[];
  return [...byArea, ...percentages.filter(({ area }) => monitoring.areas.includes(area))];
}
