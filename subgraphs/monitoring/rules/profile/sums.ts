import { type RawBuilder, sql } from 'kysely';

/** What the caller sees of a cell `r`, as conditions. */
export interface Sight {
  /** Its single values too. */
  known: RawBuilder<unknown>;
  /** How many results it has. */
  counted: RawBuilder<unknown>;
  /** The sum of their values. */
  valued: RawBuilder<unknown>;
}

/** All may be told of it. */
export const all: Sight = { known: sql`true`, counted: sql`true`, valued: sql`true` };

/** What sums are kept of. */
export const totalKeys = sql`r.municipality, r.round_id, r.indicator_id, r.evidence, r.year, r.area_code, r.whole, r.synthetic`;

/** The columns that a cell adds to a row of a profile, in their order. */
export const partNames = [
  ...['count', 'value_count', 'sum', 'min', 'max', 'sketch', 'institutions', 'told', 'missing', 'not_applicable'],
  ...['hides_results', 'hides_values', 'hides_missing', 'hides_not_applicable'],
] as const;

/**
 * What a cell `r` adds to a row of a profile: where it has no result, only that. Of what is not known, institutions are
 * only counted; what is not told adds nothing, and that it does not.
 */
export function partsOf({ known: isKnown, counted: isCounted, valued }: Sight): RawBuilder<unknown> {
  const has = sql`r.status in ('REPORTED', 'ESTIMATED')`;
  const number = (condition: RawBuilder<unknown>, column: string) =>
    sql`case when ${has} and ${condition} then ${sql.ref(`r.${column}`)} else 0 end`;
  const single = (column: string) => sql`case when ${has} and ${isKnown} then ${sql.ref(`r.${column}`)} end`;
  const without = (status: string) =>
    sql`case when r.status = ${sql.lit(status)} and ${isCounted} then r.count else 0 end`;
  return sql`${number(isCounted, 'count')} as count, ${number(valued, 'value_count')} as value_count,
    ${number(valued, 'sum')} as sum, ${single('min')} as min, ${single('max')} as max, ${single('sketch')} as sketch,
    ${single('institutions')} as institutions,
    case when ${has} and ${isCounted} and not ${isKnown} then bit_count(r.institutions) else 0 end as told,
    ${without('MISSING')} as missing, ${without('NOT_APPLICABLE')} as not_applicable,
    ${has} and not ${isCounted} as hides_results, ${has} and r.value_count > 0 and not ${valued} as hides_values,
    r.status = 'MISSING' and not ${isCounted} as hides_missing,
    r.status = 'NOT_APPLICABLE' and not ${isCounted} as hides_not_applicable`;
}

/** A sum of these parts; null where nothing of it is told, though there is something. */
export function toldSum(column: string, hides: string): RawBuilder<unknown> {
  const sum = sql`coalesce(sum(${sql.ref(column)}), 0)`;
  return sql`case when ${sum} = 0 and bool_or(${sql.ref(hides)}) then null else ${sum} end`;
}
