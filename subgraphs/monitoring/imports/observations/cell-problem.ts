import type { Issue } from '../../../kit/graphql/index.js';

/** Why a cell is not understood. */
export interface Problem {
  problem: string;
  suggestion: string | null;
  /** @default VALUE_INVALID */
  code?: Issue['code'];
}
