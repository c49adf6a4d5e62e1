/** `roundId` → `round_id`: as the ORM names columns. */
type ColumnName<Property extends string> = Property extends `${infer First}${infer Rest}`
  ? `${Lowercase<First>}${Rest extends Uncapitalize<Rest> ? '' : '_'}${ColumnName<Rest>}`
  : '';

/**
 * The columns of an entity's table. Each domain lists its tables in `model/tables.ts`; a statement that is built of them by
 * `em.getKysely<…Tables>()` does not compile where it calls a table or a column by another name. Days come from the driver as
 * it reads them: what needs them as text says so in `sql`.
 */
export type TableOf<Entity> = {
  [Property in keyof Entity & string as ColumnName<Property>]: Entity[Property];
};
