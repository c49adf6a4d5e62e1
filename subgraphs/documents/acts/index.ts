/** From a text to acts, plans and programmes. */
export { isOwnAct, missingInCitation } from './citations/citation-identity.js';
export type {
  ParsedAct,
  ParsedCitation,
  ParsedDocument,
  ParsedIssue,
  ParsedMeasure,
  ParsedPeriod,
  ParsedPlan,
  ParsedSignatory,
} from './model/parsed-document.js';
export type { ParsedProgramme } from './model/parsed-programme.js';
export type { Span } from './model/span.js';
export { nominativeOf } from './persons/signature.js';
export type { SurnameCase } from './persons/surname-cases.js';
export { findResultDates } from './plans/result-dates.js';
export { readDocument } from './read-document.js';
export { cycleStepsIn } from './recognition/cycle-step.js';
export { educationLevelsIn } from './recognition/education-level.js';
export { normalizedNumber } from './text/printed-numbers.js';
