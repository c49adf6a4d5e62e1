import { anyone } from '../kit/shield.js';
import type { Domain } from '../kit/subgraph.js';
import { ClusterSummaryResolver } from './clusters/cluster-summary-resolver.js';
import { discloseClusters } from './clusters/disclose-clusters.js';
import { IndicatorObservations } from './indicator-observations.js';
import { migrations } from './migrations.js';
import { MonitoringRound, Observation } from './model.js';
import { profileMigrations } from './profile/migrations.js';
import { MunicipalityProfile, QualityProfileResolver } from './profile/resolvers.js';
import { MonitoringProgramme } from './programme.js';
import {
  LegalActProgramme,
  MonitoringProgrammeResolver,
  MonitoringRoundProgramme,
  MunicipalityProgrammes,
} from './programme-resolvers.js';
import { InstitutionResults, MonitoringRoundResolver, MunicipalityRounds, ObservationResolver } from './resolvers.js';
import { ClusterAssignment } from './results/cluster-assignment.js';
import { ClusterAssignmentResolver, InstitutionClusters } from './results/cluster-resolvers.js';
import { clustersTable } from './results/clusters-table.js';
import { forgetMadeUp } from './results/forget-made-up.js';
import { observationsTable } from './results/observations-table.js';
import { makeOutdatedAnew } from './results/outdated-results.js';
import { MonitoringRoundPlans } from './results/resulting-plans.js';
import { roundsTable } from './results/rounds-table.js';
import { Indicator, Institution, LegalAct, Municipality, QualityArea } from './stubs.js';
import { Deficit, DeficitOutcome } from './trace/deficit.js';
import {
  DeficitOutcomeResolver,
  DeficitResolver,
  InstitutionDeficits,
  QualityAreaDeficits,
} from './trace/deficit-resolvers.js';
import { DeficitRule } from './trace/deficit-rule.js';
import { DeficitRuleResolver } from './trace/deficit-rule-resolver.js';
import { deficitRulesTable } from './trace/deficit-rules-table.js';
import { DeficitSummaryResolver } from './trace/deficit-summary.js';
import { deficitsTable } from './trace/deficits-table.js';
import { Recommendation } from './trace/recommendation.js';
import {
  DeficitRecommendations,
  InstitutionRecommendations,
  RecommendationResolver,
} from './trace/recommendation-resolvers.js';
import { recommendationsTable } from './trace/recommendations-table.js';

/** What is looked for and what was found: programmes, rounds of monitoring, values, deficits. */
export const monitoring: Domain = {
  name: 'monitoring',
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
  references: {
    MonitoringProgramme: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringProgramme).load(id),
    MonitoringRound: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringRound).load(id),
    Observation: ({ id }: { id: string }, { loaders }) => loaders.byId(Observation).load(id),
    ClusterAssignment: ({ id }: { id: string }, { loaders }) => loaders.byId(ClusterAssignment).load(id),
    Deficit: ({ id }: { id: string }, { loaders }) => loaders.byId(Deficit).load(id),
    DeficitRule: ({ id }: { id: string }, { loaders }) => loaders.byId(DeficitRule).load(id),
    Recommendation: ({ id }: { id: string }, { loaders }) => loaders.byId(Recommendation).load(id),
  },
  kinds: {
    programme: MonitoringProgramme,
    round: MonitoringRound,
    observation: Observation,
    cluster: ClusterAssignment,
    deficit: Deficit,
    'deficit-rule': DeficitRule,
    recommendation: Recommendation,
  },
  publishes: [roundsTable, observationsTable, clustersTable, deficitRulesTable, deficitsTable, recommendationsTable],
  follows: { institutions: forgetMadeUp, INSTITUTIONS: forgetMadeUp, CLUSTERS: discloseClusters },
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
