import { sql } from 'kysely';
import { compareText } from '../../schema/collation.js';
import type { Context } from '../kit/context.js';
import { ofOwners } from '../kit/owners.js';
import { QualityAreaCode } from '../kit/quality-area.js';
import { restsOnSynthetic } from '../kit/synthetic.js';
import { areasInUse } from './areas-in-use.js';
import type { AreaComparability, AreaParticipant, ComparableGroup, ComparisonBasis } from './comparability.js';
import { commonScale, findScale, relationToCommonScale } from './scales.js';

/** Indicators of one owner in one area that have the same system, unit and scale, and are all made up or all real. */
interface Kind {
  area: string;
  synthetic: boolean;
  municipality: string;
  framework: string | null;
  unit: string;
  scale: string | null;
  indicators: number;
}

/** Who can be compared with whom in each of the shared areas. */
export async function compareAreas(
  context: Context,
  municipalities: readonly string[] | null | undefined,
): Promise<AreaComparability[]> {
  const own = ofOwners(context, municipalities);
  const [used, measured] = await Promise.all([
    context.snapshot.query(
      sql<{ area: string; municipality: string }>`select area, municipality from ${areasInUse} r where ${own}`,
    ),
    context.snapshot.query(
      sql<Kind>`
        select area_code as area, ${restsOnSynthetic('indicator', sql`r.id`)} as synthetic, municipality,
          framework_id as framework, unit, scale_code as scale, count(*)::int as indicators
        from indicators.indicator r where ${own} group by 1, 2, 3, 4, 5, 6`,
    ),
  ]);
  return Object.values(QualityAreaCode).flatMap((area) => {
    const kinds = measured.filter((kind) => kind.area === area);
    const users = new Set(used.filter((use) => use.area === area).map(({ municipality }) => municipality));
    const [madeUp, real] = [kinds.filter(({ synthetic }) => synthetic), kinds.filter(({ synthetic }) => !synthetic)];
    return [
      compared(area, false, real, users, users),
      ...(madeUp.length > 0 ? [compared(area, true, madeUp, users, [])] : []),
    ];
  });
}

/** The area by these indicators, among the owners that have any of them and `others`. */
function compared(
  area: AreaComparability['area'],
  synthetic: boolean,
  kinds: readonly Kind[],
  users: ReadonlySet<string>,
  others: Iterable<string>,
): AreaComparability {
  const codes = distinct([...others, ...kinds.map(({ municipality }) => municipality)]);
  const participants = codes.map((code) => {
    const own = kinds.filter(({ municipality }) => municipality === code);
    return participant(code, synthetic, users.has(code), own);
  });
  const comparableOwners = participants.filter(({ relation }) => relation !== 'NONE').length;
  return { area, synthetic, owners: codes.length, comparableOwners, participants, groups: groupsOf(kinds, synthetic) };
}

function participant(
  municipality: string,
  synthetic: boolean,
  usesArea: boolean,
  kinds: readonly Kind[],
): AreaParticipant {
  const total = (some: readonly Kind[]) => some.reduce((sum, { indicators }) => sum + indicators, 0);
  const found = standing(kinds);
  return {
    municipality,
    synthetic,
    usesArea,
    ...found,
    explanation: synthetic ? `${found.explanation} Показатели придуманы для примера.` : found.explanation,
    indicators: total(kinds),
    onCommonScale: total(kinds.filter((kind) => relationOf(kind) !== 'NONE')),
    scales: distinct(kinds.map(({ scale }) => scale)),
    units: distinct(kinds.map(({ unit }) => unit)),
    frameworks: distinct(kinds.map(({ framework }) => framework)),
  };
}

/** The best relation among the indicators, and why there is no better one. */
function standing(kinds: readonly Kind[]): Pick<AreaParticipant, 'relation' | 'reason' | 'explanation'> {
  const named = (some: readonly Kind[]) =>
    distinct(some.map(({ scale }) => scale))
      .map((code) => `«${findScale(code)?.labelRu ?? code}»`)
      .join(', ');
  if (kinds.length === 0) {
    const explanation = 'Показателей по этому направлению владелец не опубликовал: сравнивать нечего.';
    return { relation: 'NONE', reason: 'NO_INDICATORS', explanation };
  }
  const exact = kinds.filter((kind) => relationOf(kind) === 'EXACT');
  if (exact.length > 0) {
    const explanation = `Значения по шкале ${named(exact)} сопоставимы на общей шкале уровней.`;
    return { relation: 'EXACT', reason: 'ON_COMMON_SCALE', explanation };
  }
  const lossy = kinds.filter((kind) => relationOf(kind) === 'LOSSY');
  if (lossy.length > 0) {
    const explanation = `Уровню шкалы ${named(lossy)} могут соответствовать несколько уровней общей шкалы: сравниваются интервалы, а не отдельные уровни.`;
    return { relation: 'LOSSY', reason: 'SEVERAL_LEVELS', explanation };
  }
  const levelled = kinds.filter(({ scale }) => scale !== null && findScale(scale)?.kind !== 'INTERVAL');
  if (levelled.length > 0) {
    const explanation = `У шкалы ${named(levelled)} нет соответствия общей: сравнивать можно только внутри одной версии системы показателей.`;
    return { relation: 'NONE', reason: 'NO_CROSSWALK', explanation };
  }
  const units = distinct(kinds.map(({ unit }) => unit)).join(', ');
  const explanation = `Показатели измеряются числами (${units}), которые на уровни не переводятся: сравнивать можно только внутри одной версии системы показателей и одной единицы.`;
  return { relation: 'NONE', reason: 'NO_LEVELS', explanation };
}

function groupsOf(kinds: readonly Kind[], synthetic: boolean): ComparableGroup[] {
  const levelled = kinds.filter((kind) => relationOf(kind) !== 'NONE');
  const onCommon = levelled.length > 0 ? [group('COMMON_SCALE', null, null, commonScale, levelled)] : [];
  // What belongs to no system is defined by its owner alone.
  const byFramework = Map.groupBy(
    kinds.filter(({ framework }) => framework !== null),
    ({ framework, unit, scale }) => JSON.stringify([framework, unit, scale]),
  );
  const own = [...byFramework.values()].map((some) => {
    const { framework, unit, scale } = some[0]!;
    return group('SAME_FRAMEWORK', framework, unit, scale, some);
  });
  return [...onCommon, ...own.sort(byKey)].map((one) => ({ ...one, synthetic }));
}

function group(
  basis: keyof typeof ComparisonBasis,
  framework: string | null,
  unit: string | null,
  scale: string | null,
  kinds: readonly Kind[],
): Omit<ComparableGroup, 'synthetic'> {
  const municipalities = distinct(kinds.map(({ municipality }) => municipality));
  return { basis, framework, unit, scale, owners: municipalities.length, municipalities };
}

function relationOf({ scale }: Kind): 'EXACT' | 'LOSSY' | 'NONE' {
  const found = scale === null ? null : findScale(scale);
  return found ? relationToCommonScale(found) : 'NONE';
}

/** As the hub sorts rows by their key: null last. */
function byKey(a: Omit<ComparableGroup, 'synthetic'>, b: Omit<ComparableGroup, 'synthetic'>): number {
  const text = (x: string | null, y: string | null) =>
    x === null || y === null ? Number(x === null) - Number(y === null) : compareText(x, y);
  return text(a.framework, b.framework) || text(a.unit, b.unit) || text(a.scale, b.scale);
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort(compareText);
}
