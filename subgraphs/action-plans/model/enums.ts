import {
  actionPlanKinds,
  citationRoles,
  columnRoles,
  cycleSteps,
  educationLevels,
  instructionScopes,
  legalActKinds,
  managementMechanisms,
  periodSources,
} from '../../documents/index.js';
import { registerEnum } from '../../kit/graphql/index.js';

export const LegalActKindEnum = registerEnum('LegalActKind', 'Kind of a legal act.', legalActKinds);

export const CitationRoleEnum = registerEnum('CitationRole', 'Why an act names another.', citationRoles);

export const ActionPlanKindEnum = registerEnum('ActionPlanKind', 'Kind of a plan.', actionPlanKinds);

export const EducationLevelEnum = registerEnum('EducationLevel', 'Level of education.', educationLevels);

export const InstructionScopeEnum = registerEnum(
  'InstructionScope',
  'Whose duty an instruction is.',
  instructionScopes,
);

export const PeriodSourceEnum = registerEnum('PeriodSource', 'How the period of a plan is known.', periodSources);

export const ColumnRoleEnum = registerEnum('ColumnRole', "What a column of a plan's table holds.", columnRoles);

export const ManagementMechanismEnum = registerEnum(
  'ManagementMechanism',
  'Federal mechanism of managing the quality of education; the last is not federal but common in plans.',
  managementMechanisms,
);

export const CycleStepEnum = registerEnum('CycleStep', 'Step of the management cycle.', cycleSteps);
