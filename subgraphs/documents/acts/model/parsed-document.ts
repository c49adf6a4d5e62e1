import type { CitationRole, EducationLevel, InstructionScope, LegalActKind } from '../../vocabulary/acts.js';
import type { IssueCode, Severity } from '../../vocabulary/issues.js';
import type { ActionPlanKind, ColumnRole, ManagementMechanism, PeriodSource } from '../../vocabulary/plans.js';
import type { QualityAreaCode } from '../../vocabulary/quality-areas.js';
import type { ParsedProgramme } from './parsed-programme.js';
import type { Span } from './span.js';

/**
 * What the reader gives back for the text of one published document. Plain data, JSON-safe.
 *
 * - Lines are 1-based lines of the given text; `lineEnd` is inclusive.
 * - Dates are ISO `YYYY-MM-DD`. Text is the source's own, with runs of blanks folded and wrapped lines joined; never mended.
 * - `null` means absent in the source, `''` (or an empty list) means present and empty.
 */
export interface ParsedDocument {
  /** The order itself comes first; an approved regulation that numbers its own clauses is an act after it. */
  acts: ParsedAct[];
  plans: ParsedPlan[];
  /** Monitoring programmes that regulations lay down. */
  programmes: ParsedProgramme[];
  issues: ParsedIssue[];
  /** Number of lines of the given text. */
  lines: number;
}

export interface ParsedAct extends Span {
  kind: LegalActKind;
  /** As printed after «№»; null where the document has none, as a regulation approved by an order. */
  number: string | null;
  date: string | null;
  /** Every date that the document gives for this act, in order of lines; `date` is the one of the heading. */
  dateCandidates: DateCandidate[];
  title: string;
  /** As printed in the letterhead; the parent body stands before it where the name does not hold it. */
  issuer: string | null;
  place: string | null;
  signatory: ParsedSignatory | null;
  controller: ParsedController | null;
  basis: ParsedCitation[];
  /** Acts that its title and its points name. */
  mentions: ParsedCitation[];
  clauses: ParsedClause[];
  instructions: ParsedInstruction[];
  period: ParsedPeriod | null;
  periodSource: PeriodSource;
  educationLevels: EducationLevel[];
  /** Index in `acts` of the order that approved this regulation; null for an act that stands alone. */
  approvedBy: number | null;
}

export interface ParsedPlan extends Span {
  /** Index in `acts` of the act that approves the plan, or that is the plan (a roadmap without an order). */
  act: number;
  kind: ActionPlanKind;
  title: string;
  period: ParsedPeriod | null;
  periodSource: PeriodSource;
  goals: ParsedGoal[];
  columns: ParsedColumn[];
  /** In source order; paths are unique within a plan. Empty where the plan has no headings. */
  sections: ParsedSection[];
  measures: ParsedMeasure[];
  /** The signatory of the plan sheet, where that is not the signatory of the order. */
  signatory: ParsedSignatory | null;
}

export interface ParsedMeasure extends Span {
  /** Labels of the headings above the row, outermost first; `[]` in a plan without headings. */
  sectionPath: string[];
  /** The printed label, as «1.10.» or «7»; null where the row has none. Not unique. */
  number: string | null;
  /** Position within its section path, from 1: with the path the key of the row. */
  ordinal: number;
  title: string;
  deadlineText: string | null;
  responsibleText: string | null;
  participants: string | null;
  form: string | null;
  /** One entry per result set on a line of its own; `[]` for an empty cell, null without such a column. */
  plannedResults: string[] | null;
  /** Every cell of the row, in order of columns, with the line it came from. */
  cells: ParsedCell[];
  /** Acts cited inside the row. */
  citations: ParsedCitation[];
}

export interface ParsedCell extends Span {
  /** Heading of its column, as printed. */
  column: string;
  role: ColumnRole;
  text: string;
}

export interface ParsedColumn {
  title: string;
  role: ColumnRole;
}

export interface ParsedSection {
  path: string[];
  /** The label is the printed one; false where the heading has none and its position gave it. */
  labelPrinted: boolean;
  title: string;
  /** The federal mechanism that the heading names. */
  mechanism: ManagementMechanism | null;
  line: number;
}

export interface ParsedGoal {
  text: string;
  /** The area of quality that its words name; null where they name none, or several. */
  area: QualityAreaCode | null;
  /** Items that the goal lists in brackets: «(кадровые условия, …)». */
  parts: string[];
  line: number;
}

export interface ParsedClause extends Span {
  number: string;
  /** Heading of the part of a regulation it stands in. */
  section: string | null;
  /** The whole clause; its items on lines of their own, each after «– ». */
  text: string;
  items: string[];
  /** The line of each item. */
  itemLines: number[];
}

export interface ParsedInstruction extends Span {
  number: string;
  text: string;
  /** To whom, as printed (dative); a sub-point has that of its parent point. */
  addressee: string | null;
  /** EACH_INSTITUTION where the heads of the institutions are addressed together: one duty for each of them. */
  scope: InstructionScope;
  deadlineText: string | null;
}

export interface ParsedCitation {
  /** The words of the citation, with the brackets that name its amendments. */
  raw: string;
  role: CitationRole;
  kind: LegalActKind | null;
  number: string | null;
  date: string | null;
  /** Only the year is known of a concept or programme without a date. */
  year: number | null;
  article: string | null;
  title: string | null;
  /** As printed after the kind of act, in the genitive; of an amendment, that of the act which it changed. */
  issuer: string | null;
  line: number;
}

export interface ParsedSignatory {
  /** «И.О. Фамилия» or «Фамилия И.О.», in the order of the source. */
  name: string;
  /** As printed, with «И.о.» where it has it. */
  position: string | null;
  acting: boolean;
  line: number;
}

export interface ParsedController {
  /** Words of the point that lays the control on somebody, or keeps it. */
  text: string;
  /** As printed, mostly in the accusative; the signatory where the control is kept «за собой». */
  name: string | null;
  /** The name in the nominative; null where its form is not certain. */
  nominative: string | null;
  line: number;
}

export interface DateCandidate {
  date: string;
  line: number;
  where: 'HEADING' | 'STAMP';
}

/** Both days inclusive. */
export interface ParsedPeriod {
  start: string;
  end: string;
}

export interface ParsedIssue {
  code: IssueCode;
  severity: Severity;
  /** Russian, for the municipal user who publishes the document. */
  message: string;
  line: number | null;
  /** Character in the line, from 1, where the words stand in it as they are. */
  column?: number;
  /** Position of the measure in its plan, from 1 in source order. */
  row?: number;
  /** Name of a field of ParsedMeasure, ParsedAct or ParsedPlan. */
  field?: string;
  /** The words concerned. */
  text?: string;
  /** Words that may have been intended; never put into the data. */
  suggestion?: string;
}
