import { type FileIssue, issue } from './file-issue.js';

/** Why a file cannot be read at all. Readers catch it, so that a publisher sees an issue like any other. */
export class Refusal extends Error {
  readonly issue: FileIssue;

  constructor(code: FileIssue['code'], message: string, place: Partial<FileIssue> = {}) {
    super(message);
    this.issue = issue(code, 'ERROR', message, place);
  }
}

/** The content of a file with the issues met; null where it was refused, with the reason among the issues. */
export interface FileReading<T> {
  content: T | null;
  issues: FileIssue[];
}

/** Runs a reader: a refusal ends it with nothing but issues. */
export async function readOrRefuse<T>(reader: (issues: FileIssue[]) => Promise<T> | T): Promise<FileReading<T>> {
  const issues: FileIssue[] = [];
  try {
    return { content: await reader(issues), issues };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { content: null, issues: [...issues, error.issue] };
  }
}
