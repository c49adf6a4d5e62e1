import type { TableOf } from '../../kit/database/index.js';
import type { MeasureOccurrence } from './deadline.js';
import type { LegalAct } from './legal-act.js';
import type { Measure } from './measure.js';
import type { ActionPlan } from './plan.js';
import type { ProgressReport } from './progress.js';

/** The deadline in force, which `putDeadlinesInForce` writes. */
interface DeadlineInForce {
  confirmed: number | null;
  due_in_force: string | null;
  due_asc_key: string;
  due_desc_key: string;
}

export interface ActionPlanTables {
  'action_plans.legal_act': TableOf<LegalAct>;
  'action_plans.action_plan': TableOf<ActionPlan>;
  'action_plans.measure': TableOf<Measure> & DeadlineInForce;
  'action_plans.measure_occurrence': TableOf<MeasureOccurrence>;
  'action_plans.progress_report': TableOf<ProgressReport>;
  'action_plans.measure_deficit': { deficit_id: string; measure_id: string };
}
