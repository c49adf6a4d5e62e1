import type { ColumnRole } from '../../vocabulary/plans.js';

/** Field of a measure that a column fills. */
export const fieldOf: Record<ColumnRole, string> = {
  NUMBER: 'number',
  TITLE: 'title',
  DEADLINE: 'deadlineText',
  RESPONSIBLE: 'responsibleText',
  PARTICIPANTS: 'participants',
  FORM: 'form',
  RESULT: 'plannedResults',
  OTHER: 'cells',
};
