import { anyone } from '../kit/shield.js';
import type { Domain } from '../kit/subgraph.js';
import { IndicatorObservations } from './indicator-observations.js';
import { migrations } from './migrations.js';
import { Deficit, MonitoringRound, Observation } from './model.js';
import { profileMigrations } from './profile/migrations.js';
import { MunicipalityProfile, QualityProfileResolver } from './profile/resolvers.js';
import { MonitoringProgramme } from './programme.js';
import {
  LegalActProgramme,
  MonitoringProgrammeResolver,
  MonitoringRoundProgramme,
  MunicipalityProgrammes,
} from './programme-resolvers.js';
import {
  DeficitResolver,
  InstitutionResults,
  MonitoringRoundResolver,
  MunicipalityRounds,
  ObservationResolver,
  QualityAreaDeficits,
} from './resolvers.js';
import { ClusterAssignment } from './results/cluster-assignment.js';
import { ClusterAssignmentResolver, InstitutionClusters } from './results/cluster-resolvers.js';
import { clustersTable } from './results/clusters-table.js';
import { observationsTable } from './results/observations-table.js';
import { MonitoringRoundPlans } from './results/resulting-plans.js';
import { roundsTable } from './results/rounds-table.js';
import { Indicator, Institution, LegalAct, Municipality, QualityArea } from './stubs.js';

/** What is looked for and what was found: programmes, rounds of monitoring, values, deficits. */
export const monitoring: Domain = {
  name: 'monitoring',
  entities: [MonitoringProgramme, MonitoringRound, Observation, Deficit, ClusterAssignment],
  migrations: [...migrations, ...profileMigrations],
  resolvers: [
    MonitoringProgrammeResolver,
    MonitoringRoundProgramme,
    MunicipalityProgrammes,
    LegalActProgramme,
    MonitoringRoundResolver,
    ObservationResolver,
    DeficitResolver,
    MunicipalityRounds,
    InstitutionResults,
    IndicatorObservations,
    QualityAreaDeficits,
    ClusterAssignmentResolver,
    InstitutionClusters,
    MonitoringRoundPlans,
    QualityProfileResolver,
    MunicipalityProfile,
  ],
  orphans: [Municipality, Institution, Indicator, QualityArea, LegalAct],
  references: {
    MonitoringProgramme: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringProgramme).load(id),
    MonitoringRound: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringRound).load(id),
    Observation: ({ id }: { id: string }, { loaders }) => loaders.byId(Observation).load(id),
    Deficit: ({ id }: { id: string }, { loaders }) => loaders.byId(Deficit).load(id),
  },
  kinds: { programme: MonitoringProgramme, round: MonitoringRound, observation: Observation, deficit: Deficit },
  publishes: [roundsTable, observationsTable, clustersTable],
  rules: {
    Query: {
      _entities: anyone,
      monitoringProgrammes: anyone,
      monitoringRounds: anyone,
      observations: anyone,
      deficits: anyone,
      qualityProfile: anyone,
    },
  },
};
