import type { ParameterKind, Sentences } from '../../contract/parameters.js';

type Kinds = Readonly<Record<string, ParameterKind<never>>>;

/** Why a request was refused, or an answer could not be used: what was expected, and what came. */
export interface Reason<K extends Kinds = Kinds> {
  /** What stands in the sentences' brackets. */
  readonly parameters: K;
  readonly sentences: Sentences;
}

export function reason<K extends Kinds>(parameters: K, en: string, ru: string): Reason<K> {
  return { parameters, sentences: { en, ru } };
}
