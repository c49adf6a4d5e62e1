import { placedLevels } from '../deficits/common-levels.js';

interface Size {
  level: string;
  size: number;
}

/** Of each level, the lowest and the highest of those that it is joined with. */
export type JoinedLevels = ReadonlyMap<string, readonly [from: string, to: string]>;

/**
 * All ways to join neighbouring levels to groups of at least `smallest`, two groups or more: the finest first, of equally
 * fine ones the most even. Scales have few levels, so all can be tried.
 */
export function joinings(sizes: readonly Size[], smallest: number): JoinedLevels[] {
  const byRank = sizes.toSorted((a, b) => rankOf(a.level) - rankOf(b.level));
  const ways = Array.from({ length: 2 ** (byRank.length - 1) }, (_, cuts) => cut(byRank, cuts));
  const unevenness = (groups: readonly Size[][]) => groups.reduce((sum, group) => sum + total(group) ** 2, 0);
  return ways
    .filter((groups) => groups.length > 1 && groups.every((group) => total(group) >= smallest))
    .sort((a, b) => b.length - a.length || unevenness(a) - unevenness(b))
    .map((groups) => new Map(groups.flatMap((group) => group.map(({ level }) => [level, endsOf(group)]))));
}

/** Cut behind those levels whose bits are set. */
function cut(levels: readonly Size[], cuts: number): Size[][] {
  let group: Size[] = [];
  const groups = [group];
  for (const [n, level] of levels.entries()) {
    group.push(level);
    if (!(cuts & (1 << n)) || n === levels.length - 1) continue;
    group = [];
    groups.push(group);
  }
  return groups;
}

function total(group: readonly Size[]): number {
  return group.reduce((sum, { size }) => sum + size, 0);
}

function endsOf(group: readonly Size[]): [string, string] {
  return [group[0]!.level, group.at(-1)!.level];
}

const ranks = new Map(placedLevels.map(({ code, rank }) => [code, rank]));

function rankOf(level: string): number {
  return ranks.get(level) ?? 0;
}
