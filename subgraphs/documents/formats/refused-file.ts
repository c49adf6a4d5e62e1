import type { Issue } from '../../kit/graphql/issue.js';

/** Why a file cannot be read at all. Readers catch it, so that a publisher sees an issue like any other. */
export class Refusal extends Error {
  readonly issue: Issue;

  constructor(code: Issue['code'], message: string, place: Partial<Issue> = {}) {
    super(message);
    this.issue = issue(code, 'ERROR', message, place);
  }
}

/** What was read, or null with the reason among the issues. */
export interface Reading<T> {
  content: T | null;
  issues: Issue[];
}

export function issue(
  code: Issue['code'],
  severity: Issue['severity'],
  message: string,
  place: Partial<Issue> = {},
): Issue {
  const nowhere = { line: null, column: null, row: null, field: null, text: null, suggestion: null };
  return { ...nowhere, ...place, code, severity, message };
}

/** Runs a reader: a refusal ends it with nothing but issues. */
export async function reading<T>(read: (issues: Issue[]) => Promise<T> | T): Promise<Reading<T>> {
  const issues: Issue[] = [];
  try {
    return { content: await read(issues), issues };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { content: null, issues: [...issues, error.issue] };
  }
}
