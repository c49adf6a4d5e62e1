import type { StatementState } from '../../vocabulary/acts.js';
import type { QualityAreaCode } from '../../vocabulary/quality-areas.js';
import type { Span } from './span.js';

/** A programme of monitoring, as a regulation lays it down. Items as printed, without the sign at their end. */
export interface ParsedProgramme extends Span {
  /** Index in `acts` of the regulation. */
  act: number;
  title: string;
  tasks: string[];
  principles: string[];
  mechanisms: string[];
  areas: ParsedArea[];
  sources: string[];
  coordinator: string | null;
  /** «ежегодно», as printed. */
  periodicity: string | null;
  terms: ParsedStatement;
  indicators: ParsedStatement;
}

export interface ParsedArea {
  text: string;
  /** Null where the words name no area of the vocabulary, or several. */
  area: QualityAreaCode | null;
  line: number;
}

export interface ParsedStatement {
  state: StatementState;
  /** The sentence that says so. */
  text: string | null;
  clause: string | null;
  line: number | null;
}
