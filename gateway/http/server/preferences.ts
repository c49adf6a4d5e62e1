/** One entry of an `accept` or `accept-encoding` header. */
export interface Preference {
  /** In lower case, without parameters. */
  readonly name: string;
  /** From 0, not wanted, to 1. */
  readonly quality: number;
}

/** What a client prefers (RFC 9110, 12.4.2), in the order in which it says so. */
export function readPreferences(header: string): Preference[] {
  return header.split(',').flatMap((entry) => {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    if (name === '') return [];
    const quality = parameters.map((parameter) => weight.exec(parameter)?.[1]).find((value) => value !== undefined);
    return [{ name, quality: quality === undefined ? 1 : Number(quality) }];
  });
}

/** Of the first of these names that the client speaks of; undefined where it speaks of none. */
export function qualityOf(preferences: readonly Preference[], ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const qualities = preferences.flatMap((preference) => (preference.name === name ? preference.quality : []));
    if (qualities.length > 0) return Math.max(...qualities);
  }
  return undefined;
}

const weight = /^q[ \t]*=[ \t]*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;
