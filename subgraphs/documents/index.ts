/** What others import of this folder. */
export { isOwn, missingInCitation } from './acts/citation-identity.js';
export { cycleStepsNamed } from './acts/cycle.js';
export type {
  ParsedAct,
  ParsedCitation,
  ParsedDocument,
  ParsedIssue,
  ParsedMeasure,
  ParsedPeriod,
  ParsedPlan,
} from './acts/document.js';
export { levelsNamed } from './acts/levels.js';
export { plainNumber } from './acts/numbering.js';
export type { ParsedProgramme } from './acts/parsed-programme.js';
export { resultDates } from './acts/result-dates.js';
export type { Span } from './acts/span.js';
export { mostOccurrences, occurrencesOf } from './deadlines/occurrences.js';
export { longestDeadline, readDeadline } from './deadlines/read-deadline.js';
export { type DeadlineReading, unparsed, type Window } from './deadlines/reading.js';
export { issue, Refusal, reading } from './formats/refused-file.js';
export { writtenCell } from './formats/tables/json-records.js';
export { checks } from './formats/tables/registration-numbers.js';
export { readDay } from './formats/tables/russian-date.js';
export { explanations, readTableFile, type TableFormat, tableFormat } from './formats/tables/table-file.js';
export { columnLetter, emptyCell, type TableCell, type TableRow } from './formats/tables/table-row.js';
export type { Sheet, TableValue } from './formats/tables/table-value.js';
export { writeCsv } from './formats/tables/write-csv.js';
export { writeXlsx } from './formats/tables/write-xlsx.js';
export type { Party } from './parties/cell.js';
export type { FoundOrganization, KnownOrganization } from './parties/organization.js';
export { personKey } from './parties/person-names.js';
export { type PartiesReading, readParties } from './parties/read-parties.js';
export { askedFor } from './parties/search.js';
export { type DocumentFile, readDocumentFile } from './read-document-file.js';
export {
  type CitationRole,
  citationRoles,
  type EducationLevel,
  educationLevels,
  type InstructionScope,
  instructionScopes,
  type LegalActKind,
  legalActKinds,
  type StatementState,
  statementStates,
} from './vocabulary/acts.js';
export {
  type DeadlineKind,
  type DeadlineStatus,
  deadlineKinds,
  deadlineStatuses,
  type YearSource,
  yearSources,
} from './vocabulary/deadlines.js';
export { type IssueCode, issueCodes, type Severity, severities } from './vocabulary/issues.js';
export {
  type OrganizationKind,
  organizationKinds,
  type ResponsibleRole,
  responsibleRoles,
} from './vocabulary/parties.js';
export {
  type ActionPlanKind,
  actionPlanKinds,
  type ColumnRole,
  type CycleStep,
  columnRoles,
  cycleSteps,
  type ManagementMechanism,
  managementMechanisms,
  type PeriodSource,
  periodSources,
} from './vocabulary/plans.js';
export { type QualityAreaCode, qualityAreaLabels } from './vocabulary/quality-areas.js';
export { twins, withoutTwins } from './words/homoglyphs.js';
export { nearest } from './words/nearest.js';
export { reducerVersion } from './words/reduce.js';
export { isDay, isFunctionWord, monthOf, type Term, termsOf } from './words/terms.js';
