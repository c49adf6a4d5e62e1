/** A row of a table file, whatever its format. */
export interface TableRow {
  /** Its number as a spreadsheet shows it; among objects its place in their list, and 0 for the names of their fields. */
  row: number;
  /** Its first line as an editor shows it; null where the file is no text, and where the row is no place in it. */
  line: number | null;
  cells: TableCell[];
}

export interface TableCell {
  /** As printed, but for numbers, which are exact, and dates, which are ISO. */
  text: string;
  /**
   * FORMULA is one whose value the file does not hold; ERROR is an error of Excel, as «#N/A»; NESTED is a list or an
   * object of JSON, and REPEATED are the values of a field that an object has more than once, as they are written.
   */
  kind: 'TEXT' | 'NUMBER' | 'DATE' | 'BOOLEAN' | 'FORMULA' | 'ERROR' | 'NESTED' | 'REPEATED';
}

/** Does this row name the columns? Rows above are titles, rows below are data. */
export type IsHead = (cells: readonly string[]) => boolean;

/** Rows above the heading at most. */
export const mostRowsAbove = 30;
export const mostRows = 200_000;
export const mostColumns = 300;
/** Bytes of a file at most. */
export const largestTable = 32 << 20;

export const emptyCell: TableCell = { text: '', kind: 'TEXT' };

/** A, B … Z, AA: as a spreadsheet names its columns; from 0. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
