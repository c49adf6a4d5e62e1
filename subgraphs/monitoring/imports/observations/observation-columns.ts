import { type RawBuilder, sql } from 'kysely';

/** What a result states: where one of these differs, it is another result. A test finds a column that is in neither list. */
export const statedColumns = ['value', 'level_code', 'status', 'observed_at', 'synthetic'] as const;

export const allColumns = [
  'id',
  'municipality',
  'round_id',
  'indicator_id',
  'institution_id',
  'evidence',
  'value',
  'level_code',
  'status',
  'observed_at',
  'year',
  'area_code',
  'institution_type',
  'publication_id',
  'source_row',
  'synthetic',
  'recorded_at',
  'sort_key',
  'indicator_key',
  'institution_key',
] as const;

/** The columns of an observation, which those that are past have too. */
export function observationColumns(table?: string): RawBuilder<unknown> {
  return sql.join(allColumns.map((name) => sql.ref(table ? `${table}.${name}` : name)));
}
