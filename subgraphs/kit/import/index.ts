/** Tables that owners publish: their columns, reading them, templates, and what is handed back. */
export { errorColumn, type Heading, isHeading, matchHeading } from './heading.js';
export {
  calendarDay,
  choice,
  code,
  custom,
  foldSpaces,
  type Parsed,
  registrationNumber,
  text,
  url,
  wholeNumber,
} from './import-columns.js';
export { several } from './multiple-values.js';
export { type RejectedRow, RowReader, type TableRecord, type Values } from './read-table.js';
export { rejectedFile } from './rejected-file.js';
export { RowCheck } from './row-check.js';
export { headingsOf, ownSubject, type PublishedTable, type Reject, tableKind } from './table-kind.js';
export { templateOf } from './template.js';
export { uploadedFrom } from './uploaded-provenance.js';
