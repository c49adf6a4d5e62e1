import { scales } from '../../indicators/scales.js';

/** A level of any scale, with its place there and on the common scale, where it has one: an interval. */
export interface PlacedLevel {
  code: string;
  scale: string;
  rank: number;
  commonFrom: number | null;
  commonTo: number | null;
}

const common = 'MKDO';
const commonRanks = new Map(
  scales.find(({ code }) => code === common)!.levels.map(({ code, rank }): [string, number] => [code, rank]),
);

export const placedLevels: readonly PlacedLevel[] = scales.flatMap(({ code: scale, levels, crosswalks }) =>
  levels.map(({ code, rank }) => {
    const to = crosswalks.filter(({ from }) => from.code === code).flatMap((crosswalk) => crosswalk.to);
    const ranks = scale === common ? [rank] : to.flatMap((level) => commonRanks.get(level.code) ?? []);
    const [commonFrom, commonTo] = ranks.length > 0 ? [Math.min(...ranks), Math.max(...ranks)] : [null, null];
    return { code, scale, rank, commonFrom, commonTo };
  }),
);

/** Ranks of the common scale: which thresholds make sense. */
export const commonScaleLevels = commonRanks.size;
