/** How an owner answered, in Russian for whoever reads it. */
export const sourceStateLabels = {
  ANSWERED: 'ответил',
  STALE: 'последний известный ответ',
  TIMEOUT: 'не успел',
  UNREACHABLE: 'недоступен',
  INVALID: 'ответ негоден',
  REFUSED: 'отказал',
} as const;
export type CoverageState = keyof typeof sourceStateLabels;

export const coverageStatusLabels = {
  COMPLETE: 'ответили все',
  PARTIAL: 'ответили не все',
  EMPTY: 'не ответил никто',
} as const;

/** One owner's part in an answer; `Instant` is text in JSON. */
export interface CoverageSource<Instant = string> {
  municipality: string;
  state: CoverageState;
  /** When its data were as they are here. */
  asOf: Instant | null;
  version: number | null;
  tookMs: number | null;
  /** The error's code where it did not answer, or not all. */
  error: string | null;
  /** What it lacks of what was asked, being of another version: «Type.field» or «Type.field(argument:)». */
  missing?: readonly string[] | null;
}

/** Who was asked, and who is in the answer. Every answer carries it in `extensions.coverage`. */
export interface ResponseCoverage<Instant = string> {
  /** PARTIAL also where all answered and somebody not all; EMPTY: nobody answered, or nobody was to be asked. */
  status: keyof typeof coverageStatusLabels;
  asked: number;
  answered: number;
  /** In the order of the owners' codes; an owner that was not asked is not among them. */
  sources: CoverageSource<Instant>[];
}

/** Of an answer that one instance gives for its owners, whole. */
export function completeCoverage<Instant>(
  owners: readonly string[],
  { asOf, version, tookMs }: Pick<CoverageSource<Instant>, 'asOf' | 'version' | 'tookMs'>,
): ResponseCoverage<Instant> {
  const sources = owners.map((municipality): CoverageSource<Instant> => {
    return { municipality, state: 'ANSWERED', asOf, version, tookMs, error: null };
  });
  return { status: 'COMPLETE', asked: owners.length, answered: owners.length, sources };
}
