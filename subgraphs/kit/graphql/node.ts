import { Field, ID, InterfaceType } from 'type-graphql';
import { parseId } from '../../../schema/contract/id.js';

/** Kinds of global ids and the types of the things behind them. */
export const typeOfKind: Readonly<Record<string, string>> = {
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

@InterfaceType({
  description: 'A thing with a global id.',
  autoRegisterImplementations: false,
  resolveType: ({ id }: Node) => typeOfKind[parseId(id).kind],
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id, opaque: «owner:kind:local».' })
  id!: string;
}
