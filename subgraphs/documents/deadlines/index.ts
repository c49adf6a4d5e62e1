/** When something is due: from a phrase to days. */
export { contains, dayOf, daysIn } from './model/calendar.js';
export { type DeadlineReading, unparsedDeadline, type Window } from './model/deadline-reading.js';
export { mostOccurrences, occurrencesOf } from './model/occurrences.js';
export { longestDeadline, readDeadline } from './read-deadline.js';
