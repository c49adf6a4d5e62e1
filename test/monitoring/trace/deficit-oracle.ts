import type { Found, IndicatorData, ObservationData, RuleData } from './results.js';

/** What rules find in results, and what came of it, said once more in plain TypeScript. Rounds are of one level, in order. */
export function deficitsOf(
  rounds: readonly string[],
  indicators: readonly Required<IndicatorData>[],
  rules: readonly RuleData[],
  observations: readonly ObservationData[],
): Found[] {
  const held = rounds.filter((round) => observations.some((observation) => observation.round === round));
  const found: Found[] = [];
  for (const rule of rules) {
    for (const indicator of indicators.filter((one) => looksAt(rule, one))) {
      const results = observations.filter(
        (one) => one.indicator === keyOf(indicator) && ['REPORTED', 'ESTIMATED'].includes(one.status ?? 'REPORTED'),
      );
      const world = { rule, indicator, results };
      for (const [place, round] of held.entries()) {
        for (const isWhole of [true, false]) {
          const results = concerned(world, held, place).filter(({ institution }) => (institution === null) === isWhole);
          const institutions = [...new Set(results.map(nameOf))];
          if (institutions.length === 0) continue;
          const names = institutions.filter(Boolean).toSorted();
          const outcome = outcomeOf(world, held, place, results, isWhole);
          found.push({ round, rule: rule.code, indicator: keyOf(indicator), institutions: names, ...outcome });
        }
      }
    }
  }
  return found;
}

export const keyOf = ({ code, version = 1 }: IndicatorData) => `${code}/${version}`;

interface World {
  rule: RuleData;
  indicator: Required<IndicatorData>;
  results: readonly ObservationData[];
}

const quality = ['MKDO', 'KRASNODAR_CLUSTER'];
const rank = (level: string) =>
  ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'].indexOf(level.split('/')[1]!) + 1 || Number(level.at(-1));
const bestOnCommon = (level: string) => (level.endsWith('/ELEVATED') ? 5 : rank(level));

function looksAt(rule: RuleData, { code, area, scale }: Required<IndicatorData>): boolean {
  if (rule.area && rule.area !== area) return false;
  if (rule.indicator && rule.indicator !== code) return false;
  if (rule.scale) return rule.scale === scale;
  return rule.indicator !== undefined || quality.includes(scale ?? '');
}

/** Higher is better; null where nobody says so. Tenths, as whole numbers. */
function scoreOf({ indicator }: World, { level, value }: ObservationData): number | null {
  if (level) return rank(level) * 10;
  if (indicator.direction === 'NEUTRAL') return null;
  return Math.round(value! * 10) * (indicator.direction === 'LOWER' ? -1 : 1);
}

const nameOf = ({ institution }: ObservationData) => institution ?? '';

function concerned(world: World, held: readonly string[], place: number): ObservationData[] {
  const { rule, indicator, results } = world;
  const now = results.filter(({ round }) => round === held[place]);
  const isConcerned = (one: ObservationData): boolean => {
    const score = scoreOf(world, one);
    switch (rule.kind) {
      case 'BELOW_LEVEL': {
        if (one.level) return bestOnCommon(one.level) < (rule.threshold ?? 3);
        if (score === null || rule.threshold === undefined) return false;
        return score < rule.threshold * 10 * (indicator.direction === 'LOWER' ? -1 : 1);
      }
      case 'FALLING':
        return fellFrom(world, one, held[place - 1]);
      case 'UNDER_MEDIAN': {
        const scores = now
          .filter(({ institution, evidence }) => institution !== null && evidence === one.evidence)
          .flatMap((other) => scoreOf(world, other) ?? [])
          .toSorted((a, b) => a - b);
        if (one.institution === null || score === null) return false;
        const [lower, upper] = [scores[Math.ceil(scores.length / 2) - 1]!, scores[Math.floor(scores.length / 2)]!];
        return far(world, one.level ? lower : (lower + upper) / 2, score);
      }
    }
  };
  return now.filter(isConcerned);
}

function fellFrom(world: World, one: ObservationData, round: string | undefined): boolean {
  const before = world.results.find((other) => other.round === round && isSameBut(other, one));
  return before !== undefined && far(world, scoreOf(world, before), scoreOf(world, one));
}

function far({ rule, indicator }: World, than: number | null, score: number | null): boolean {
  const threshold = rule.threshold ?? (quality.includes(indicator.scale ?? '') ? 1 : 0);
  return than !== null && score !== null && than > score && than - score >= threshold * 10;
}

function isSameBut(a: ObservationData, b: ObservationData): boolean {
  return a.institution === b.institution && a.evidence === b.evidence;
}

function outcomeOf(
  world: World,
  held: readonly string[],
  place: number,
  results: readonly ObservationData[],
  isWhole: boolean,
): Pick<Found, 'outcome' | 'before' | 'after'> {
  const next = held[place + 1];
  if (next === undefined) return { outcome: null, before: null, after: null };
  const pairs = world.results
    .filter(({ round, institution }) => round === held[place] && (institution === null) === isWhole)
    .flatMap((then) => {
      const now = world.results.find((other) => other.round === next && isSameBut(other, then));
      const scores = [scoreOf(world, then), now ? scoreOf(world, now) : null] as const;
      return now && scores[0] !== null && scores[1] !== null ? [{ then, now, better: scores[1] - scores[0] }] : [];
    });
  const again = concerned(world, held, place + 1);
  const judged = pairs.map(({ then, now, better }) => {
    const before = results.includes(then);
    const fell = (one: ObservationData) => fellFrom(world, one, held[place - 1]);
    const still = before && world.rule.kind === 'FALLING' && fell(then) && fell(now);
    return { name: nameOf(then), before, after: again.includes(now) || still, better };
  });
  const count = (of: 'before' | 'after') => new Set(judged.filter((one) => one[of]).map(({ name }) => name)).size;
  const better = judged.reduce((sum, one) => sum + (one.before ? Math.sign(one.better) : 0), 0);
  const [before, after] = [count('before'), count('after')];
  const state = stateOf(before, after, isWhole, Math.sign(better));
  const isCounted = !isWhole && before > 0;
  return { outcome: state, before: isCounted ? before : null, after: isCounted ? after : null };
}

function stateOf(before: number, after: number, isWhole: boolean, better: number): string {
  if (before === 0) return 'NOT_MEASURED';
  if (after === 0) return 'RESOLVED';
  const change = isWhole ? better : before - after;
  if (change === 0) return 'REMAINED';
  return change > 0 ? 'IMPROVED' : 'WORSE';
}
