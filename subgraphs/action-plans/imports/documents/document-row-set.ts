import type { Issue } from '../../../kit/graphql/index.js';
import type { MeasureOccurrence } from '../../model/deadline.js';
import type { Instruction } from '../../model/instruction.js';
import type { Citation, LegalAct } from '../../model/legal-act.js';
import type { Measure } from '../../model/measure.js';
import type { Organization, OrganizationMention } from '../../model/organization.js';
import type { ActionPlan } from '../../model/plan.js';
import type { Responsible } from '../../model/responsible.js';

/** The rows that a document fills tables with. */
export interface DocumentRows {
  acts: LegalAct[];
  /** The acts that these cite, and these themselves, as all owners know them. */
  shared: LegalAct[];
  citations: Citation[];
  instructions: Instruction[];
  plans: ActionPlan[];
  measures: Measure[];
  occurrences: MeasureOccurrence[];
  organizations: Organization[];
  mentions: OrganizationMention[];
  responsible: Responsible[];
  issues: Issue[];
}

export function noRows(): DocumentRows {
  return {
    acts: [],
    shared: [],
    citations: [],
    instructions: [],
    plans: [],
    measures: [],
    occurrences: [],
    organizations: [],
    mentions: [],
    responsible: [],
    issues: [],
  };
}
