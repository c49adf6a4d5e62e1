import { sql } from 'kysely';
import { compareText } from '../../../schema/contract/collation.js';
import { type Context, ofOwners, restsOnSynthetic } from '../../kit/graphql/index.js';
import type { AreaComparability, AreaParticipant } from '../model/comparability.js';
import { QualityAreaCodeEnum } from '../model/quality-area.js';
import { findScale } from '../model/scales.js';
import { areasInUse } from './areas-in-use.js';
import { groupsOf, relationOf } from './comparable-groups.js';
import type { IndicatorKind } from './indicator-kind.js';
import { type Measurement, readMeasurements } from './measurements.js';

/** Who can be compared with whom in each of the shared areas. */
export async function compareAreas(
  context: Context,
  municipalities: readonly string[] | null | undefined,
): Promise<AreaComparability[]> {
  const own = ofOwners(context, municipalities);
  const [used, defined, measurements] = await Promise.all([
    context.snapshot.query(
      sql<{ area: string; municipality: string }>`select area, municipality from ${areasInUse} r where ${own}`,
    ),
    context.snapshot.query(
      sql<IndicatorKind>`
        select area_code as area, ${restsOnSynthetic('indicator', sql`r.id`)} as synthetic, municipality,
          framework_id as framework, unit, scale_code as scale, count(*)::int as indicators
        from indicators.indicator r where ${own} group by 1, 2, 3, 4, 5, 6`,
    ),
    readMeasurements(context, own),
  ]);
  return Object.values(QualityAreaCodeEnum).flatMap((area) => {
    const kinds = defined.filter((kind) => kind.area === area);
    const measured = measurements.filter((measurement) => measurement.area === area);
    const users = new Set(used.filter((use) => use.area === area).map(({ municipality }) => municipality));
    const [madeUp, real] = [kinds.filter(({ synthetic }) => synthetic), kinds.filter(({ synthetic }) => !synthetic)];
    return [
      compared(area, false, real, measured, users, users),
      ...(madeUp.length > 0 ? [compared(area, true, madeUp, measured, users, [])] : []),
    ];
  });
}

/** The area by these indicators, among the owners that have any of them and `others`. */
function compared(
  area: AreaComparability['area'],
  synthetic: boolean,
  kinds: readonly IndicatorKind[],
  measurements: readonly Measurement[],
  users: ReadonlySet<string>,
  others: Iterable<string>,
): AreaComparability {
  const measured = measurements.filter((measurement) => measurement.synthetic === synthetic);
  const codes = distinct([...others, ...kinds.map(({ municipality }) => municipality)]);
  const participants = codes.map((code) => {
    const own = kinds.filter(({ municipality }) => municipality === code);
    const how = measured.filter(({ municipality }) => municipality === code);
    return { ...participant(code, synthetic, users.has(code), own), ...results(own, how) };
  });
  const comparableOwners = participants.filter(({ relation }) => relation !== 'NONE').length;
  const groups = groupsOf(kinds, measured, synthetic);
  return { area, synthetic, owners: codes.length, comparableOwners, participants, groups };
}

function participant(
  municipality: string,
  synthetic: boolean,
  usesArea: boolean,
  kinds: readonly IndicatorKind[],
): Omit<AreaParticipant, keyof ReturnType<typeof results>> {
  const total = (some: readonly IndicatorKind[]) => some.reduce((sum, { indicators }) => sum + indicators, 0);
  const verdict = standing(kinds);
  return {
    municipality,
    synthetic,
    usesArea,
    ...verdict,
    explanation: synthetic ? `${verdict.explanation} Показатели придуманы для примера.` : verdict.explanation,
    indicators: total(kinds),
    onCommonScale: total(kinds.filter((kind) => relationOf(kind) !== 'NONE')),
    scales: distinct(kinds.map(({ scale }) => scale)),
    units: distinct(kinds.map(({ unit }) => unit)),
    frameworks: distinct(kinds.map(({ framework }) => framework)),
  };
}

/** How its results came about, and what every comparison of them loses. */
function results(
  kinds: readonly IndicatorKind[],
  measured: readonly Measurement[],
): Pick<AreaParticipant, 'evidence' | 'years' | 'sampledYears' | 'losses'> {
  const sampled = measured.filter((measurement) => measurement.sampled);
  const yearsOf = (some: readonly Measurement[]) => [...new Set(some.map(({ year }) => year))].sort((a, b) => a - b);
  const losses: AreaParticipant['losses'] = [];
  if (kinds.some((kind) => relationOf(kind) === 'LOSSY')) losses.push('INTERVALS');
  if (sampled.length > 0) losses.push('SAMPLE');
  if (kinds.length > 0 && measured.length === 0) losses.push('NO_RESULTS');
  const evidence = [...new Set(measured.map((measurement) => measurement.evidence))].sort(compareText);
  return { evidence, years: yearsOf(measured), sampledYears: yearsOf(sampled), losses };
}

/** The best relation among the indicators, and why there is no better one. */
function standing(kinds: readonly IndicatorKind[]): Pick<AreaParticipant, 'relation' | 'reason' | 'explanation'> {
  const scaleNames = (some: readonly IndicatorKind[]) =>
    distinct(some.map(({ scale }) => scale))
      .map((code) => `«${findScale(code)?.labelRu ?? code}»`)
      .join(', ');
  if (kinds.length === 0) {
    const explanation = 'Показателей по этому направлению владелец не опубликовал: сравнивать нечего.';
    return { relation: 'NONE', reason: 'NO_INDICATORS', explanation };
  }
  const exact = kinds.filter((kind) => relationOf(kind) === 'EXACT');
  if (exact.length > 0) {
    const explanation = `Значения по шкале ${scaleNames(exact)} сопоставимы на общей шкале уровней.`;
    return { relation: 'EXACT', reason: 'ON_COMMON_SCALE', explanation };
  }
  const lossy = kinds.filter((kind) => relationOf(kind) === 'LOSSY');
  if (lossy.length > 0) {
    const explanation = `Уровню шкалы ${scaleNames(lossy)} могут соответствовать несколько уровней общей шкалы: сравниваются интервалы, а не отдельные уровни.`;
    return { relation: 'LOSSY', reason: 'SEVERAL_LEVELS', explanation };
  }
  const levelled = kinds.filter(({ scale }) => scale !== null && findScale(scale)?.kind !== 'INTERVAL');
  if (levelled.length > 0) {
    const explanation = `У шкалы ${scaleNames(levelled)} нет соответствия общей: сравнивать можно только внутри одной версии системы показателей.`;
    return { relation: 'NONE', reason: 'NO_CROSSWALK', explanation };
  }
  const units = distinct(kinds.map(({ unit }) => unit)).join(', ');
  const explanation = `Показатели измеряются числами (${units}), которые на уровни не переводятся: сравнивать можно только внутри одной версии системы показателей и одной единицы.`;
  return { relation: 'NONE', reason: 'NO_LEVELS', explanation };
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort(compareText);
}
