import type { HouseMeasure } from './measures.js';

/** What may still be there of each measure, by name; nothing where it is not listed. */
export type Budget = Readonly<Record<string, number>>;

/** Measures that found more than the budget allows. */
export function exceeded(measures: readonly HouseMeasure[], budget: Budget): HouseMeasure[] {
  return measures.filter(({ name, places }) => places.length > (budget[name] ?? 0));
}

/** The budget with what was mended taken off: it never rises by itself. */
export function lowered(measures: readonly HouseMeasure[], budget: Budget): Budget {
  return Object.fromEntries(
    measures.flatMap(({ name, places: { length } }) => {
      const allowed = Math.min(length, budget[name] ?? 0);
      return allowed ? [[name, allowed]] : [];
    }),
  );
}
