/** Sorts of deadlines. */
export const deadlineKinds = {
  BY_DATE: 'до даты',
  WINDOW: 'период',
  WINDOWS: 'несколько периодов',
  WHOLE_PERIOD: 'в течение года',
  SCHOOL_YEAR: 'в течение учебного года',
  RECURRING: 'периодически',
  EXTERNAL_SCHEDULE: 'по графику',
  ON_EVENT: 'по событию',
  CONTINUOUS: 'постоянно',
  UNPARSED: 'не распознан',
} as const;
export type DeadlineKind = keyof typeof deadlineKinds;

export const deadlineStatuses = {
  CLEAR: 'понятен',
  AMBIGUOUS: 'можно понять по-разному',
  CONFLICT: 'противоречит плану или акту',
  UNPARSED: 'не распознан',
} as const;
export type DeadlineStatus = keyof typeof deadlineStatuses;

/** Where the year of a deadline comes from. */
export const yearSources = { EXPLICIT: 'назван', PLAN: 'из периода плана', NONE: 'не назван' } as const;
export type YearSource = keyof typeof yearSources;
