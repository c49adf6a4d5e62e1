/** Value of a cell of a table to be written. */
export type TableValue = string | number | boolean | null | Day;

/** A calendar day: a date to a spreadsheet, and no text. */
export interface Day {
  day: string;
}

export interface Sheet {
  name: string;
  /** The first row names the columns. */
  rows: Iterable<readonly TableValue[]>;
}

export function isDayValue(value: TableValue): value is Day {
  return typeof value === 'object' && value !== null;
}
