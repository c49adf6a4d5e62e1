import { sortKey } from '../../../schema/contract/collation.js';
import type { Dice } from '../dice.js';
import type { Row, Rows } from './rows.js';
import { areas, days, evidences, type Names, provenance } from './texts.js';

/** The system that every database has from the start. */
export const federalFramework = ':framework:MKDO/2021';

/** Scales with their levels; none on a scale of numbers. */
export const levelsOf: Readonly<Record<string, readonly string[]>> = {
  MKDO: ['L1', 'L2', 'L3', 'L4', 'L5'],
  KRASNODAR_CLUSTER: ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'],
  YES_NO: ['NO', 'YES'],
  PERCENT: [],
};

export function indicatorsOf(
  dice: Dice,
  owner: string,
  names: Names,
): Required<Pick<Rows, 'indicators.framework' | 'indicators.indicator' | 'indicators.framework_area'>> {
  const frameworks = dice.times(
    dice.int(3),
    (n): Row => ({
      id: `${owner}:framework:F/${n}`,
      municipality: owner,
      code: 'F',
      version: n,
      title: names.name(),
      valid_from: dice.maybe(dice.pick(days), 0.3),
      valid_to: dice.maybe(dice.pick(days), 0.3),
      provenance: provenance(dice, owner),
      sort_key: `f/${String(n).padStart(10, '0')}`,
      confirmed: dice.chance(0.5),
      synthetic: dice.chance(0.5),
    }),
  );
  const indicators = dice.times(dice.int(7), (n): Row => {
    const scale = dice.pick([null, null, 'PERCENT', 'MKDO', 'KRASNODAR_CLUSTER', 'YES_NO']);
    const code = `${1 + Math.floor(n / 2)}`;
    const version = 1 + (n % 2);
    return {
      id: `${owner}:indicator:${code}/${version}`,
      municipality: owner,
      code,
      version,
      name: names.name(),
      area_code: dice.pick(areas.slice(0, 4)),
      unit: dice.pick(['%', 'балл', 'чел.']),
      scale_code: scale,
      evidence: dice.some(evidences),
      valid_from: dice.maybe(dice.pick(days), 0.3),
      valid_to: dice.maybe(dice.pick(days), 0.3),
      provenance: provenance(dice, owner),
      code_key: `${sortKey(code)}/${String(version).padStart(10, '0')}`,
      framework_id: dice.pick([null, federalFramework, federalFramework, ...frameworks.map(({ id }) => id)]),
      direction: dice.pick(['HIGHER', 'LOWER', 'NEUTRAL']),
      formula: dice.maybe('a / b'),
      synthetic: dice.chance(0.5),
    };
  });
  const named = dice.some(areas, 0.4).map(
    (area): Row => ({
      order_id: `${owner}:act:0`,
      area,
      municipality: owner,
      text: 'как сказано в приказе',
      line: dice.int(50),
    }),
  );
  return { 'indicators.framework': frameworks, 'indicators.indicator': indicators, 'indicators.framework_area': named };
}
