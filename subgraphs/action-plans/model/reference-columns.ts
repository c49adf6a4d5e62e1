import type { ReferenceColumns } from '../../kit/database/index.js';

/** Columns of this domain by which rows name things of other publications, by the kind of their ids. */
export const actionPlanReferences: ReferenceColumns = {
  institution: [
    { table: 'action_plans.institution_plan', column: 'institution_id', named: 'планы организаций' },
    { table: 'action_plans.progress_report', column: 'institution_id', named: 'отчёты о мероприятиях' },
  ],
  measure: [
    { table: 'action_plans.progress_report', column: 'measure_id', named: 'отчёты о выполнении' },
    { table: 'action_plans.measure_deficit', column: 'measure_id', named: 'связи с дефицитами' },
    { table: 'action_plans.deadline_confirmation', column: 'measure_id', named: 'подтверждённые сроки' },
    { table: 'action_plans.measure_area', column: 'measure_id', named: 'направления' },
  ],
  deficit: [{ table: 'action_plans.measure_deficit', column: 'deficit_id', named: 'мероприятия' }],
};
