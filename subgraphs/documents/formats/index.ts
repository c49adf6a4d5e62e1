/** From bytes to a text or rows, and rows to bytes. */
export { writeCsv } from './csv/write-csv.js';
export { type DocumentText, readDocumentText } from './document-file.js';
export { issue } from './issues/file-issue.js';
export { type FileReading, Refusal, readOrRefuse } from './issues/refusal.js';
export { writtenCell } from './json/json-records.js';
export { columnLetter, emptyCell, type TableCell, type TableRow } from './rows/table-row.js';
export type { Sheet, TableValue } from './rows/table-value.js';
export { explanations, readTableFile, type TableFormat, tableFormat } from './table-file.js';
export { writeXlsx } from './xlsx/write-xlsx.js';
