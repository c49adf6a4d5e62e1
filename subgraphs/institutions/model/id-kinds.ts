import { registerIdKinds } from '../../kit/graphql/index.js';

/** Kinds of global ids and the types of the things behind them: the register of all ids is this domain's. */
export const typeOfIdKind: Readonly<Record<string, string>> = {
  municipality: 'Municipality',
  institution: 'Institution',
  publication: 'Publication',
  change: 'Change',
  act: 'LegalAct',
  instruction: 'Instruction',
  plan: 'ActionPlan',
  measure: 'Measure',
  progress: 'ProgressReport',
  organization: 'Organization',
  'institution-plan': 'InstitutionPlan',
  'institution-duty': 'InstitutionDuty',
  framework: 'Framework',
  indicator: 'Indicator',
  programme: 'MonitoringProgramme',
  round: 'MonitoringRound',
  observation: 'Observation',
  cluster: 'ClusterAssignment',
  deficit: 'Deficit',
  'deficit-rule': 'DeficitRule',
  recommendation: 'Recommendation',
};

registerIdKinds(typeOfIdKind);
