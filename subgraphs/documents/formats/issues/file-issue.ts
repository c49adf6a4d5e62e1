import type { IssueCode, Severity } from '../../vocabulary/issues.js';

/** Something odd in a file, where it stands. What does not apply is null. */
export interface FileIssue {
  code: IssueCode;
  severity: Severity;
  /** Russian, for the publisher. */
  message: string;
  /** Line and character of the text, from 1. */
  line: number | null;
  column: number | null;
  /** Row of the table, from 1. */
  row: number | null;
  /** Heading of the column. */
  field: string | null;
  /** The words concerned, as published. */
  text: string | null;
  /** A value that the publisher may have had in mind. */
  suggestion: string | null;
}

export function issue(
  code: FileIssue['code'],
  severity: FileIssue['severity'],
  message: string,
  place: Partial<FileIssue> = {},
): FileIssue {
  const nowhere = { line: null, column: null, row: null, field: null, text: null, suggestion: null };
  return { ...nowhere, ...place, code, severity, message };
}
