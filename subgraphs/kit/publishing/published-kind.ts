import type { EntityClass } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Issue } from '../graphql/index.js';
import type { RowSet } from './replace-rows.js';

/** One kind of file that owners publish, and what becomes of it. A domain lists its kinds. */
export interface PublishedKind {
  /** As «document», or the name of a kind of table. */
  name: string;
  /** As `INSTITUTIONS`. */
  domain: string;
  /**
   * To be raised when the parser becomes better. An instance reads again at its start what an older one has read, so that it
   * reaches what was published before. A new column does the same by itself: see `columnsFingerprint`.
   */
  parserVersion: number;
  /** What its rows are: `tables` have no others. */
  entities: readonly EntityClass<object>[];
  /** Of a table: each of its columns, with all headings by which it is found. */
  headings?: readonly (readonly string[])[];
  /** Reads a file. Nothing of the database is seen or changed; what is wrong is said in the reading. */
  parse(file: PublishedFile): Promise<ParsedFile>;
  /**
   * The rows of a publication that is withdrawn: which there are now, and in their place none, or those that something else
   * still names, which the issues then tell.
   */
  emptyRows(publication: PublicationRef, em: EntityManager): RowSet[] | Promise<RowSet[] | Withdrawal>;
  /**
   * Only of a kind whose files are read with what the owner's other files say: makes the data forget what these publications
   * learnt from each other. When one is withdrawn, the others are read anew after it.
   */
  forgetLearnt?(em: EntityManager, publications: readonly string[]): Promise<void>;
  /** Takes back what was `stored` by statements of its own, when a publication is withdrawn. */
  revert?(em: EntityManager, publication: PublicationRef): Promise<RowCounts>;
  /** Not everybody may see what it brings: its changes and issues are for the region and the owner. */
  isInternal?: boolean;
  /** What it brings is for everybody, but what names it is not: issues that count it are for the region and the owner. */
  hidesMentions?: boolean;
  /** Takes away what no publication needs any longer, after rows are gone. */
  cleanUp?(em: EntityManager): Promise<void>;
}

export interface PublishedFile {
  municipality: string;
  filename: string | null;
  content: Buffer;
  /** What it says is made up. Only the program itself can say so when it fills an instance, nobody who publishes. */
  synthetic?: boolean;
  /** Of a table, the rows that are understood are wanted even where others are not. */
  allowPartial?: boolean;
  /** Of a document, what its publisher says of it. Kept with it, for reading it again. */
  identification?: object | null;
  /** Of a document, the id of the publication or act that its publisher says it replaces. */
  replaces?: string | null;
}

/** What a file says, before anything is stored. */
export interface ParsedFile {
  /** Natural key of what is published: the same key again is the next version of the same thing. */
  subject: string;
  /**
   * Only of a kind whose key may not have been read: of what the file is the next version, seen beside what is there, or why
   * that has to be asked first. Then `subject` is what it would be where nothing is there.
   */
  identify?(em: EntityManager): Promise<SubjectMatch>;
  /** What it is called, where its kind does not say enough. */
  title?: string | null;
  /** Nothing of it can be stored: the issues say why. */
  isRefused: boolean;
  /** Rows that were not understood, and are left out. */
  rejected: number;
  /** Those rows, for whoever published. */
  rejectedFile?: RejectedRowsFile | null;
  /** Of the file as a whole; of one that is refused, all there are. */
  issues: Issue[];
  /** The complete new rows, table by table, parents first; `em` is for looking at those that are there. */
  plan(em: EntityManager, publication: PublicationRef): Promise<ImportPlan>;
  /** Of a file that adds to others: does all that the publication brought still hold, so that it need not come again? */
  isCurrent?(em: EntityManager, publication: string): Promise<boolean>;
}

/** The subject that a file belongs to; or what its publisher must say before it can be stored. */
export type SubjectMatch = { subject: string } | { issues: Issue[] };

/** A version that is about to take the place of another. */
export interface PublicationRef {
  id: string;
  municipality: string;
  subject: string;
  /** When it is published; of one that is read again, when it was. */
  at: Date;
  /** When the data change by it: later than `at` where it is read again. What keeps a history must not change the past. */
  changedAt: Date;
  /** The publication whose rows are there now; null where there are none. */
  current: string | null;
  /** What its file says is made up. */
  synthetic: boolean;
}

export interface ImportPlan {
  /** Rows of the publication, as a person counts them. */
  rows: number;
  tables: RowSet[];
  /** What was stored by statements of its own, being too much for `tables`. */
  counts?: RowCounts;
  /** Ends it, when the rows and the publication are written: lists what changed, and brings what follows from it. */
  afterWrite?(em: EntityManager): Promise<void>;
  /** Of its rows, and what shows only beside other publications; after those of the reading. */
  issues?: Issue[];
  /** What goes with the things that go, as a sentence in Russian. */
  dependants?: string | null;
  /** Rows that the data there do not allow, with those of the reading; absent where there are no others. */
  rejected?: number;
  rejectedFile?: RejectedRowsFile | null;
  /** Nothing of it can be stored after all. */
  isRefused?: boolean;
}

/** What a withdrawal leaves in the tables, and what is to be said of it. */
export interface Withdrawal {
  tables: RowSet[];
  issues: Issue[];
  /** What goes with the things that go, as a sentence. */
  dependants?: string | null;
}

/** How many things came, changed, stayed as they were, and went. */
export interface RowCounts {
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
}

/** A file for whoever published. */
export interface RejectedRowsFile {
  filename: string;
  contentBase64: string;
}
