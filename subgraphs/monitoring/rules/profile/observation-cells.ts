import { type RawBuilder, sql } from 'kysely';
import { gamma, offset } from '../../../../schema/contract/sketch.js';
import { width } from './institution-bitmap.js';

const observed = sql`municipality, round_id, indicator_id, evidence, status, institution_type, level_code, year, area_code`;
const keys = sql`${observed}, synthetic`;

/** All that a cell says besides who may see it. */
export const cellColumns = sql`${keys}, whole, count, value_count, sum, min, max, sketch, institutions`;

/**
 * The cells of observations: sums of those that have all in common by which one may group or filter. The institutions
 * must have their bits.
 */
export function observationCells(observations: RawBuilder<unknown>): RawBuilder<unknown> {
  // A result of an institution that is made up is made up, whoever published it.
  const mark = sql`r.synthetic or coalesce(is_synthetic, false)`;
  return sql`(
    with bits as materialized (
      select institution_id, synthetic as is_synthetic, set_bit(repeat('0', w.width)::varbit, bit, 1)::varbit as mask
      from monitoring.institution_bit, (select ${width} as width) w
    ), spans as (
      select ${observed}, ${mark} as synthetic, r.institution_id is null as whole, ${spanOf(sql`r.value`)} as span, count(*) as count,
        count(r.value) as value_count, sum(r.value::numeric) as sum, min(r.value) as min, max(r.value) as max,
        bit_or(mask) as institutions
      from ${observations} r left join bits using (institution_id)
      group by ${observed}, ${mark}, r.institution_id is null, span
    )
    select ${keys}, whole, sum(count)::int as count, sum(value_count)::int as value_count, coalesce(sum(sum), 0) as sum,
      min(min) as min, max(max) as max,
      coalesce(jsonb_object_agg(span, count) filter (where span is not null), '{}') as sketch,
      coalesce(bit_or(institutions), repeat('0', ${width})::varbit) as institutions
    from spans group by ${keys}, whole
  )`;
}

/** The span of a sketch (schema/contract/sketch.ts) that a value lies in; null where there is no value. */
function spanOf(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const logarithm = sql`ln(abs(nullif(${value}, 0))) / ${sql.lit(Math.log(gamma))}`;
  return sql`case when ${value} = 0 then 0 else sign(${value})::int * (ceil(${logarithm})::int + ${sql.lit(offset)}) end`;
}
