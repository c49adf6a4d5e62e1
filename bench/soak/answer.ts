import type { ResponseCoverage } from '../../schema/contract/coverage.js';
import type { Question } from './operations.js';

/** As a client reads it. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; municipality?: string } }[];
  extensions: { coverage: ResponseCoverage };
}

/** A question that was asked, and what came of it. Times are those of `performance.now()`. */
export interface Asked {
  readonly question: Question;
  readonly requestId: string;
  readonly from: number;
  readonly to: number;
  /** Milliseconds of that time in which this process could not have seen the answer. */
  readonly stalledMs: number;
  readonly status: number;
  readonly text: string;
}

export type Kind = 'complete' | 'partial' | 'refused';

export interface Verdict {
  readonly kind: Kind;
  /** Owners whose answers it lacks. */
  readonly missing: readonly string[];
  /** Those of them whose own rows are in it, lost only before the second step. */
  readonly late: readonly string[];
}

/** An answer that is not right. */
export class Wrong extends Error {}

export function expect(isRight: boolean, what: string): asserts isRight {
  if (!isRight) throw new Wrong(`Expected ${what}.`);
}

export function readAnswer({ text, status }: Pick<Asked, 'text' | 'status'>): Answer {
  let answer: Answer | undefined;
  try {
    answer = JSON.parse(text) as Answer;
  } catch {}
  if (!answer?.extensions?.coverage) throw new Wrong(`Expected an answer with coverage, got status ${status}.`);
  return answer;
}
