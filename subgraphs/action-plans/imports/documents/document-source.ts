import { formatId } from '../../../../schema/contract/id.js';
import type { ParsedAct, ParsedDocument, ParsedIssue, Span, StoredOrganization } from '../../../documents/index.js';
import type { Issue, Provenance } from '../../../kit/graphql/index.js';
import { sha256Of } from '../../../kit/publishing/index.js';

export interface PublishedDocument {
  municipality: string;
  document: ParsedDocument;
  text: string;
  /** Natural key of the first act. */
  subject: string;
  /** Id of the publication that brings it. */
  publication: string;
  /** Ids of the measures of each plan, where they are known from the version before. */
  measureIds?: readonly (readonly string[])[];
  /** The owner's organisations, as its other documents name them. */
  organizations?: readonly StoredOrganization[];
}

/** The document as the rows refer to it. */
export class DocumentSource {
  readonly lines: readonly string[];
  readonly sha256: string;
  readonly published: PublishedDocument;

  constructor(publication: PublishedDocument) {
    this.published = publication;
    this.lines = publication.text.split(/\r\n|\r|\n/);
    this.sha256 = sha256Of(publication.text);
  }

  id(kind: string, local: string): string {
    return formatId({ owner: this.published.municipality, kind, local });
  }

  actKey(index: number): string {
    const { subject } = this.published;
    // A regulation that an order approves is known by the order, since it has no number of its own. So is whatever else
    // stands in the document: an act must never meet one of another document by a key that both were given.
    return index === 0 ? subject : `${subject}/${index}`;
  }

  actId(index: number): string {
    return this.id('act', this.actKey(index));
  }

  act(index: number): ParsedAct {
    const act = this.published.document.acts[index];
    if (!act) throw new RangeError(`The document has no act ${index}`);
    return act;
  }

  /** The text of an act: the first one's is the whole document, what it approves has its own part of it. */
  text(index: number): string {
    const { line, lineEnd } = this.act(index);
    return index === 0 ? this.published.text : this.lines.slice(line - 1, lineEnd).join('\n');
  }

  /** A line of the document as a line of the act's own text. */
  lineIn(index: number, line: number): number {
    return index === 0 ? line : line - this.act(index).line + 1;
  }

  /** Lines are those of the file. `quoted` is false for what is as long as the document itself: its lines are enough. */
  provenance(index: number, { line, lineEnd }: Span, clause: string | null = null, quoted = true): Provenance[] {
    const quote = quoted ? this.lines.slice(line - 1, lineEnd).join('\n') : null;
    const { publication } = this.published;
    return [{ publication, act: this.actId(index), clause, line, lineEnd, quote, method: 'PARSED' }];
  }

  /** Issues that stand in these lines and concern no row, or just this row. */
  issues(concerns: (issue: ParsedIssue) => boolean): Issue[] {
    return this.published.document.issues.filter(concerns).map(issueOf);
  }
}

export function issueOf(issue: ParsedIssue): Issue {
  const { code, severity, message, line } = issue;
  const { column = null, row = null, field = null, text = null, suggestion = null } = issue;
  return { code, severity, message, line, column, row, field, text, suggestion };
}

/** Does a line lie in these lines? */
export function within({ line, lineEnd }: Span, at: number): boolean {
  return at >= line && at <= lineEnd;
}

export function pick<T extends object, K extends keyof T>(source: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, source[key]])) as Pick<T, K>;
}

/** Sorts after every date. */
export const sortsLast = '9999-99-99';
