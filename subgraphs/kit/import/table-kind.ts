import type { EntityManager } from '@mikro-orm/postgresql';
import { issue, readOrRefuse } from '../../documents/index.js';
import type { Issue } from '../graphql/index.js';
import {
  type ImportPlan,
  type ParsedFile,
  type PublicationRef,
  type PublishedFile,
  type PublishedKind,
  sha256Of,
} from '../publishing/index.js';
import { type Columns, rowPlace } from './heading.js';
import { type ReadTable, type RejectedRow, readTable, type TableRecord, type Values } from './read-table.js';
import { rejectedFile } from './rejected-file.js';

/** A kind of table: its columns say how it is read, checked, offered as a template, and handed back. */
export interface TableDefinition<C extends Columns> {
  /** As `INSTITUTIONS`. */
  kind: string;
  title: string;
  domain: PublishedKind['domain'];
  /** To be raised when other cells are understood, or understood otherwise. New columns are noticed by themselves. */
  parserVersion: number;
  entities: PublishedKind['entities'];
  columns: C;
  /** Natural key of a row within a file; null where it has none. */
  keyOf(values: Values<C>): string | null;
  /** What is published: the same subject again is its next version. */
  subject: string;
  /** A file adds to those before it: each is a publication of its own, and can be withdrawn by itself. */
  adds?: true;
  /** The tables of the database as they are to be. `reject` leaves a row out, for what only the data can tell. */
  plan(
    em: EntityManager,
    publication: PublicationRef,
    rows: readonly TableRecord<Values<C>>[],
    reject: Reject,
  ): Promise<ImportPlan>;
  emptyRows: PublishedKind['emptyRows'];
  /** Of files that add: does all that a publication brought still hold? */
  isCurrent?(em: EntityManager, publication: string): Promise<boolean>;
  cleanUp?: PublishedKind['cleanUp'];
  revert?: PublishedKind['revert'];
  isInternal?: boolean;
  hidesMentions?: boolean;
}

/** What is wrong with a row, at which field, and what was perhaps meant. */
export type Reject = (
  row: TableRecord<unknown>,
  code: Issue['code'],
  problem: string,
  place?: { field?: string; text?: string | null; suggestion?: string | null },
) => void;

/** Issues of rows in a receipt at most: whoever has more has made one mistake many times. */
const mostIssues = 1000;

/** A kind of file that is a table: also what a template of it needs. */
export interface PublishedTable extends PublishedKind {
  title: string;
  columns: Columns;
}

/** The kind of file that such tables are. */
export function tableKind<C extends Columns>(definition: TableDefinition<C>): PublishedTable {
  const { kind: name, title, columns, domain, parserVersion, entities, emptyRows } = definition;
  const { cleanUp, revert, isInternal, hidesMentions } = definition;
  return {
    name,
    title,
    columns,
    domain,
    parserVersion,
    entities,
    headings: headingsOf(columns),
    emptyRows,
    cleanUp,
    revert,
    isInternal,
    hidesMentions,
    parse: (file) => parse(definition, file),
  };
}

/** Each column with all headings by which it is found. */
export function headingsOf(columns: Columns): string[][] {
  return Object.entries(columns).map(([name, { header, synonyms }]) => [name, header, ...synonyms]);
}

async function parse<C extends Columns>(definition: TableDefinition<C>, file: PublishedFile): Promise<ParsedFile> {
  const { columns, keyOf, isCurrent } = definition;
  const { filename, content, allowPartial = false } = file;
  const subject = definition.adds ? ownSubject(definition.subject, content) : definition.subject;
  const name = filename ?? 'table.csv';
  const read = await readOrRefuse((issues) => readTable(columns, keyOf, name, content, issues));
  const table = read.content;
  if (table === null) return { subject, isRefused: true, rejected: 0, issues: limited(read.issues), plan: nothing };
  const { rejected, rows } = table;
  if (rows.length === 0 && rejected.length === 0) {
    read.issues.push(issue('NOTHING_READ', 'ERROR', 'В таблице нет ни одной строки под шапкой.'));
    return { subject, isRefused: true, rejected: 0, issues: limited(read.issues), plan: nothing };
  }
  const isRefused = rejected.length > 0 && (!allowPartial || rows.length === 0);
  return {
    subject,
    isRefused,
    rejected: rejected.length,
    rejectedFile: await rejectedFile(name, table, rejected),
    issues: limited(table.issues),
    isCurrent,
    plan: (em, publication) => plan(definition, em, publication, table, name, allowPartial),
  };
}

async function plan<C extends Columns>(
  definition: TableDefinition<C>,
  em: EntityManager,
  publication: PublicationRef,
  table: ReadTable<Values<C>>,
  filename: string,
  allowPartial: boolean,
): Promise<ImportPlan> {
  const rejected = new Map<number, RejectedRow>();
  const issues: Issue[] = [];
  const result = await definition.plan(em, publication, table.rows, ({ source }, code, problem, place = {}) => {
    const reasons = rejected.get(source.row)?.reasons ?? [];
    rejected.set(source.row, { source, reasons: [...reasons, problem] });
    issues.push(issue(code, 'ERROR', problem, { ...rowPlace(source), ...place }));
  });
  const all = [...table.rejected, ...rejected.values()].sort((a, b) => a.source.row - b.source.row);
  return {
    ...result,
    issues: limited([...issues, ...(result.issues ?? [])]),
    rejected: all.length,
    rejectedFile: await rejectedFile(filename, table, all),
    isRefused: result.isRefused || (rejected.size > 0 && (!allowPartial || rejected.size === table.rows.length)),
  };
}

/** Of a file that is no version of another: the same bytes again are the same thing. */
export function ownSubject(subject: string, content: Buffer): string {
  return `${subject}/${sha256Of(content).slice(0, 16)}`;
}

function limited(issues: Issue[]): Issue[] {
  if (issues.length <= mostIssues) return issues;
  const message = `Показаны первые ${mostIssues} замечаний из ${issues.length}.`;
  return [...issues.slice(0, mostIssues), issue('TEXT_LEFT_OUT', 'NOTICE', message)];
}

function nothing(): Promise<never> {
  return Promise.reject(new Error('A refused table brings nothing.'));
}
