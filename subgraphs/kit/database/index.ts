/** Statements, snapshots and loaders over PostgreSQL, and who may see which rows. */
export { answerTag } from './answer-tag.js';
export { canSee, canSeeInstitution, isForAll, ofOwnOwners } from './caller.js';
export { changeColumns, notAChange } from './change-columns.js';
export { ObservedClient, type StatementListener } from './copy-client.js';
export { type CopiedValue, copyRows } from './copy-rows.js';
export { databaseError } from './database-error.js';
export { columnOf, type EntityTable, entityTable, type StoredColumn } from './entity-table.js';
export { run, runForOne } from './execute-sql.js';
export { type Dimension, dimensionOrder, dimensionsAsked } from './grouped.js';
export { groupedApart, markJoin } from './grouped-apart.js';
export { batchSize, insertInto, insertRows } from './insert-rows.js';
export { Loaders } from './loaders.js';
export { migrate } from './migrate.js';
export { migration } from './migration.js';
export {
  type Mention,
  mentionsInWords,
  mentionsOf,
  type ReferenceColumns,
  registerReferenceColumns,
} from './references.js';
export { restrictRows, visibleTable } from './row-access.js';
export { selectEntities } from './select-entities.js';
export { type DataVersion, presentVersion, Snapshot } from './snapshot.js';
export { TemporaryTable } from './temporary-table.js';
export { transaction } from './transaction.js';
export type { TableOf } from './typed-tables.js';
