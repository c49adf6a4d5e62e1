import { anyone, ownersStaff, ownersStaffOrHead } from '../kit/graphql/index.js';
import type { Domain } from '../kit/subgraph/index.js';
import { documentKind } from './imports/documents/publish-document.js';
import { institutionPlansTable } from './imports/institution-plans-table.js';
import { measureAreasTable } from './imports/measure-areas-table.js';
import { progressTable } from './imports/progress-table.js';
import { migrations } from './migrations/migrations.js';
import { MeasureOccurrence } from './model/deadline.js';
import { DeadlineConfirmation } from './model/deadline-confirmation.js';
import { InstitutionDuty } from './model/institution-duty.js';
import { InstitutionPlan } from './model/institution-plan.js';
import { Instruction } from './model/instruction.js';
import { Citation, LegalAct } from './model/legal-act.js';
import { Measure } from './model/measure.js';
import { MeasureArea } from './model/measure-area.js';
import { Organization, OrganizationMention } from './model/organization.js';
import { ActionPlan } from './model/plan.js';
import { ProgressReport } from './model/progress.js';
import { actionPlanReferences } from './model/reference-columns.js';
import { Responsible } from './model/responsible.js';
import { ActionPlanResolver } from './resolvers/action-plan-resolver.js';
import {
  ComplianceResolver,
  InstitutionPlanCompliance,
  InstructionCompliance,
} from './resolvers/compliance-resolvers.js';
import { DeadlineResolver } from './resolvers/deadline-resolver.js';
import { DeficitMeasures, MeasureDeficits, RecommendationMeasures } from './resolvers/deficit-link-resolvers.js';
import {
  DeficitReference,
  InstitutionReference,
  MunicipalityReference,
  QualityAreaReference,
  RecommendationReference,
} from './resolvers/entity-references.js';
import { InstitutionDutyResolver } from './resolvers/institution-duty-resolver.js';
import {
  InstitutionPlanResolver,
  InstitutionPlans,
  MunicipalityPlans,
  QualityAreaMeasures,
} from './resolvers/institution-plan-resolvers.js';
import { CitationResolver, InstructionResolver, LegalActResolver } from './resolvers/legal-act-resolvers.js';
import { MeasureResolver } from './resolvers/measure-resolver.js';
import { MeasureSummaryResolver } from './resolvers/measure-summary-resolver.js';
import {
  MunicipalityAuthority,
  OrganizationResolver,
  ResponsibleResolver,
} from './resolvers/organization-resolvers.js';
import { MeasureProgress, ReportDetails } from './resolvers/progress-resolvers.js';
import { PublicationAct } from './resolvers/publication-act-resolver.js';
import { PublishDocumentResolver } from './resolvers/publish-document-resolver.js';
import { MeasureReporting, ReportingSummaryResolver } from './resolvers/reporting-summary-resolvers.js';
import { findDuty } from './rules/compliance/find-duty.js';

/** What is ordered and planned: acts, what they order, plans and their measures. */
export const actionPlans: Domain = {
  name: 'action-plans',
  label: 'планы мероприятий',
  entities: [
    LegalAct,
    Citation,
    Instruction,
    ActionPlan,
    Measure,
    MeasureArea,
    MeasureOccurrence,
    Organization,
    OrganizationMention,
    Responsible,
    InstitutionPlan,
    InstitutionDuty,
    ProgressReport,
    DeadlineConfirmation,
  ],
  migrations,
  resolvers: [
    LegalActResolver,
    CitationResolver,
    InstructionResolver,
    ActionPlanResolver,
    MeasureResolver,
    DeadlineResolver,
    ResponsibleResolver,
    OrganizationResolver,
    MunicipalityAuthority,
    InstitutionPlanResolver,
    MunicipalityPlans,
    QualityAreaMeasures,
    InstitutionPlans,
    MeasureDeficits,
    DeficitMeasures,
    RecommendationMeasures,
    PublishDocumentResolver,
    PublicationAct,
    MeasureProgress,
    ReportDetails,
    MeasureSummaryResolver,
    ReportingSummaryResolver,
    MeasureReporting,
    ComplianceResolver,
    InstructionCompliance,
    InstitutionPlanCompliance,
    InstitutionDutyResolver,
  ],
  orphans: [
    MunicipalityReference,
    InstitutionReference,
    QualityAreaReference,
    DeficitReference,
    RecommendationReference,
  ],
  references: {
    InstitutionDuty: ({ id }: { id: string }, context) => findDuty(id, context),
  },
  referenceColumns: actionPlanReferences,
  idKinds: {
    act: LegalAct,
    instruction: Instruction,
    plan: ActionPlan,
    measure: Measure,
    progress: ProgressReport,
    organization: Organization,
    'institution-plan': InstitutionPlan,
  },
  finders: { 'institution-duty': findDuty },
  publishes: [documentKind, progressTable, institutionPlansTable, measureAreasTable],
  rules: {
    Query: {
      _entities: anyone,
      legalActs: anyone,
      legalAct: anyone,
      actionPlans: anyone,
      measures: anyone,
      organizations: anyone,
      readDeadline: anyone,
      measureSummary: anyone,
      reportingSummary: anyone,
      compliance: anyone,
      institutionDuties: anyone,
    },
    Mutation: {
      publishDocument: ownersStaff('input.municipality'),
      reportProgress: ownersStaffOrHead('input.institution', 'input.measure'),
      confirmDeadline: ownersStaff('measure'),
      linkMeasureToDeficits: ownersStaff('measure'),
      reportInstitutionPlan: ownersStaffOrHead('input.institution'),
    },
  },
};
