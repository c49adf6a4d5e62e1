export interface Answer {
  data?: unknown;
  errors?: readonly { message: string; path?: readonly (string | number)[]; extensions?: { code?: string } }[];
}

/** What two answers must have in common. Without `ordered`, keys may stand in any order. */
export function differenceOf(expected: Answer, got: Answer, { ordered }: { ordered: boolean }): string | undefined {
  const text = ordered ? JSON.stringify : (value: unknown) => JSON.stringify(sorted(value));
  if (text(expected.data ?? null) !== text(got.data ?? null)) return 'data';
  return JSON.stringify(problems(expected)) === JSON.stringify(problems(got)) ? undefined : 'errors';
}

/** Codes with their paths; in which order a gateway hears of errors is not promised. */
function problems({ errors = [] }: Answer): readonly string[] {
  return errors.map(({ path, extensions }) => `${extensions?.code} at ${path?.join('.') ?? 'the request'}`).toSorted();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
