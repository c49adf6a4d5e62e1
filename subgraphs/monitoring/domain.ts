import { anyone } from '../kit/graphql/index.js';
import type { Domain } from '../kit/subgraph/index.js';
import { clustersTable } from './imports/clusters-table.js';
import { deficitRulesTable } from './imports/deficit-rules-table.js';
import { deficitsTable } from './imports/deficits-table.js';
import { observationsTable } from './imports/observations-table.js';
import { recommendationsTable } from './imports/recommendations-table.js';
import { roundsTable } from './imports/rounds-table.js';
import { migrations } from './migrations/migrations.js';
import { profileMigrations } from './migrations/profile.js';
import { ClusterAssignment } from './model/cluster-assignment.js';
import { Deficit, DeficitOutcome } from './model/deficit.js';
import { DeficitRule } from './model/deficit-rule.js';
import { MonitoringRound, Observation } from './model/monitoring.js';
import { MonitoringProgramme } from './model/programme.js';
import { Recommendation } from './model/recommendation.js';
import { monitoringReferences } from './model/reference-columns.js';
import { ClusterAssignmentResolver, InstitutionClusters } from './resolvers/cluster-assignment.js';
import { ClusterSummaryResolver } from './resolvers/cluster-summary.js';
import {
  DeficitOutcomeResolver,
  DeficitResolver,
  InstitutionDeficits,
  QualityAreaDeficits,
} from './resolvers/deficit.js';
import { DeficitRuleResolver } from './resolvers/deficit-rule.js';
import { DeficitSummaryResolver } from './resolvers/deficit-summary.js';
import { Indicator, Institution, LegalAct, Municipality, QualityArea } from './resolvers/entity-references.js';
import { IndicatorObservations } from './resolvers/indicator-observations.js';
import {
  InstitutionResults,
  MonitoringRoundResolver,
  MunicipalityRounds,
  ObservationResolver,
} from './resolvers/monitoring.js';
import {
  LegalActProgramme,
  MonitoringProgrammeResolver,
  MonitoringRoundProgramme,
  MunicipalityProgrammes,
} from './resolvers/programme.js';
import { MunicipalityProfile, QualityProfileResolver } from './resolvers/quality-profile.js';
import {
  DeficitRecommendations,
  InstitutionRecommendations,
  RecommendationResolver,
} from './resolvers/recommendation.js';
import { MonitoringRoundPlans } from './resolvers/resulting-plans.js';
import { makeOutdatedAnew } from './rules/outdated-results.js';
import { discloseClusters } from './rules/profile/disclose-clusters.js';
import { forgetMadeUp } from './rules/purge-synthetic.js';

/** What is looked for and what was found: programmes, rounds of monitoring, values, deficits. */
export const monitoring: Domain = {
  name: 'monitoring',
  label: 'мониторинг',
  entities: [
    MonitoringProgramme,
    MonitoringRound,
    Observation,
    ClusterAssignment,
    Deficit,
    DeficitOutcome,
    DeficitRule,
    Recommendation,
  ],
  migrations: [...migrations, ...profileMigrations],
  resolvers: [
    MonitoringProgrammeResolver,
    MonitoringRoundProgramme,
    MunicipalityProgrammes,
    LegalActProgramme,
    MonitoringRoundResolver,
    ObservationResolver,
    MunicipalityRounds,
    InstitutionResults,
    DeficitResolver,
    DeficitOutcomeResolver,
    InstitutionDeficits,
    QualityAreaDeficits,
    DeficitSummaryResolver,
    DeficitRuleResolver,
    RecommendationResolver,
    InstitutionRecommendations,
    DeficitRecommendations,
    IndicatorObservations,
    ClusterAssignmentResolver,
    InstitutionClusters,
    MonitoringRoundPlans,
    QualityProfileResolver,
    MunicipalityProfile,
    ClusterSummaryResolver,
  ],
  orphans: [Municipality, Institution, Indicator, QualityArea, LegalAct],
  referenceColumns: monitoringReferences,
  idKinds: {
    programme: MonitoringProgramme,
    round: MonitoringRound,
    observation: Observation,
    cluster: ClusterAssignment,
    deficit: Deficit,
    'deficit-rule': DeficitRule,
    recommendation: Recommendation,
  },
  publishes: [roundsTable, observationsTable, clustersTable, deficitRulesTable, deficitsTable, recommendationsTable],
  hooks: { institutions: forgetMadeUp, INSTITUTIONS: forgetMadeUp, CLUSTERS: discloseClusters },
  catchUp: makeOutdatedAnew,
  rules: {
    Query: {
      _entities: anyone,
      monitoringProgrammes: anyone,
      monitoringRounds: anyone,
      observations: anyone,
      deficits: anyone,
      deficitSummary: anyone,
      deficitRules: anyone,
      recommendations: anyone,
      qualityProfile: anyone,
      clusterSummary: anyone,
    },
  },
};
