import { HubError } from '../../../schema/errors/catalogue.js';
import { levelsInCell } from '../imports/observations/level-cell.js';

/**
 * Codes of the levels that somebody wrote: «MKDO/L3», «L3», «3», «базовый уровень». A name that several scales have finds
 * the level of each. Refuses what no scale has, which would find nothing and look like an answer.
 */
export function requestedLevels(texts: readonly string[]): string[] {
  const codes = texts.flatMap((text) => {
    const levels = levelsInCell(text);
    if (levels.length === 0) {
      throw new HubError('BAD_ARGUMENT', { reason: 'LEVEL', got: text });
    }
    return levels;
  });
  return [...new Set(codes)];
}
