/**
 * The door of what reads documents: pure functions from bytes to what was read, as plain data. Nothing in here knows of
 * GraphQL or a database, so it runs in a worker thread too.
 */

// Documents: acts, plans, programmes.
export {
  cycleStepsIn,
  educationLevelsIn,
  findResultDates,
  isOwnAct,
  missingInCitation,
  normalizedNumber,
  type ParsedAct,
  type ParsedCitation,
  type ParsedDocument,
  type ParsedIssue,
  type ParsedMeasure,
  type ParsedPeriod,
  type ParsedPlan,
  type ParsedProgramme,
  type Span,
} from './acts/index.js';
// Deadlines.
export {
  type DeadlineReading,
  longestDeadline,
  mostOccurrences,
  occurrencesOf,
  readDeadline,
  unparsedDeadline,
  type Window,
} from './deadlines/index.js';
// Files of tables: reading and writing.
export {
  columnLetter,
  emptyCell,
  explanations,
  type FileReading,
  issue,
  Refusal,
  readOrRefuse,
  readTableFile,
  type Sheet,
  type TableCell,
  type TableFormat,
  type TableRow,
  type TableValue,
  tableFormat,
  writeCsv,
  writeXlsx,
  writtenCell,
} from './formats/index.js';
// Parties: who is responsible.
export {
  type DocumentOrganization,
  type PartiesReading,
  type Party,
  personKey,
  readParties,
  readPartyQuery,
  type StoredOrganization,
} from './parties/index.js';
export { type DocumentFile, readDocumentFile } from './read-document-file.js';
// Vocabularies: codes with their Russian labels.
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

// Words: what text is compared and searched by.
export {
  homoglyphs,
  isDay,
  isFunctionWord,
  monthOf,
  nearest,
  reducerVersion,
  type Term,
  termsOf,
  withoutHomoglyphs,
} from './words/index.js';
