import { anyone } from '../kit/graphql/index.js';
import type { Domain } from '../kit/subgraph/index.js';
import { clustersTable } from './imports/clusters-table.js';
import { deficitRulesTable } from './imports/deficit-rules-table.js';
import { deficitsTable } from './imports/deficits-table.js';
import { observationsTable } from './imports/observations-table.js';
import { recommendationsTable } from './imports/recommendations-table.js';
import { roundsTable } from './imports/rounds-table.js';
import { migrations } from './migrations/migrations.js';
import { profileMigrations } from './migrations/profile-migrations.js';
import { ClusterAssignment } from './model/cluster-assignment.js';
import { Deficit, DeficitOutcome } from './model/deficit.js';
import { DeficitRule } from './model/deficit-rule.js';
import { MonitoringRound } from './model/monitoring-round.js';
import { Observation } from './model/observation.js';
import { MonitoringProgramme } from './model/programme.js';
import { Recommendation } from './model/recommendation.js';
import { monitoringReferences } from './model/reference-columns.js';
import { ClusterAssignmentResolver, InstitutionClusters } from './resolvers/cluster-assignment-resolvers.js';
import { ClusterSummaryResolver } from './resolvers/cluster-summary-resolver.js';
import {
  DeficitOutcomeResolver,
  DeficitResolver,
  InstitutionDeficits,
  QualityAreaDeficits,
} from './resolvers/deficit-resolvers.js';
import { DeficitRuleResolver } from './resolvers/deficit-rule-resolver.js';
import { DeficitSummaryResolver } from './resolvers/deficit-summary-resolver.js';
import {
  IndicatorReference,
  InstitutionReference,
  LegalActReference,
  MunicipalityReference,
  QualityAreaReference,
} from './resolvers/entity-references.js';
import { IndicatorObservations } from './resolvers/indicator-observations-resolver.js';
import { MonitoringRoundResolver, MunicipalityRounds } from './resolvers/monitoring-round-resolvers.js';
import { InstitutionResults, ObservationResolver } from './resolvers/observation-resolvers.js';
import {
  LegalActProgramme,
  MonitoringProgrammeResolver,
  MonitoringRoundProgramme,
  MunicipalityProgrammes,
} from './resolvers/programme-resolvers.js';
import { MunicipalityProfile, QualityProfileResolver } from './resolvers/quality-profile-resolvers.js';
import {
  DeficitRecommendations,
  InstitutionRecommendations,
  RecommendationResolver,
} from './resolvers/recommendation-resolvers.js';
import { MonitoringRoundPlans } from './resolvers/round-plans-resolver.js';
import { refreshOutdated } from './rules/outdated-results.js';
import { discloseClusters } from './rules/profile/disclose-clusters.js';
import { purgeSynthetic } from './rules/purge-synthetic.js';

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
  orphans: [MunicipalityReference, InstitutionReference, IndicatorReference, QualityAreaReference, LegalActReference],
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
  hooks: { institutions: purgeSynthetic, INSTITUTIONS: purgeSynthetic, CLUSTERS: discloseClusters },
  catchUp: refreshOutdated,
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
