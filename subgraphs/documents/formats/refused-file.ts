import type { IssueCode, Severity } from '../vocabulary/issues.js';

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
  /** What the publisher may have meant. */
  suggestion: string | null;
}

/** Why a file cannot be read at all. Readers catch it, so that a publisher sees an issue like any other. */
export class Refusal extends Error {
  readonly issue: FileIssue;

  constructor(code: FileIssue['code'], message: string, place: Partial<FileIssue> = {}) {
    super(message);
    this.issue = issue(code, 'ERROR', message, place);
  }
}

/** What was read, or null with the reason among the issues. */
export interface Reading<T> {
  content: T | null;
  issues: FileIssue[];
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

/** Runs a reader: a refusal ends it with nothing but issues. */
export async function reading<T>(read: (issues: FileIssue[]) => Promise<T> | T): Promise<Reading<T>> {
  const issues: FileIssue[] = [];
  try {
    return { content: await read(issues), issues };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { content: null, issues: [...issues, error.issue] };
  }
}
