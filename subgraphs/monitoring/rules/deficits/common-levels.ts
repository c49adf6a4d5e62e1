import { commonScale, findScale, onCommonScale, scales } from '../../../indicators/model/scales.js';

/** A level of any scale, with its place there and the best that it may be on the common scale, where it has a place. */
export interface PlacedLevel {
  code: string;
  scale: string;
  rank: number;
  commonTo: number | null;
}

export const placedLevels: readonly PlacedLevel[] = scales.flatMap(({ code: scale, levels }) =>
  levels.map(({ code, rank }) => ({ code, scale, rank, commonTo: onCommonScale(code).at(-1)?.rank ?? null })),
);

/** Ranks of the common scale: which thresholds make sense. */
export const commonScaleLevels = findScale(commonScale)!.levels.length;
