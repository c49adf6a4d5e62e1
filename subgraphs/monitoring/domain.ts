import { anyone } from '../kit/shield.js';
import type { Domain } from '../kit/subgraph.js';
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
import { Institution, LegalAct, Municipality, QualityArea } from './stubs.js';

/** What is looked for and what was found: programmes, rounds of monitoring, values, deficits. */
export const monitoring: Domain = {
  name: 'monitoring',
  entities: [MonitoringProgramme, MonitoringRound, Observation, Deficit],
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
    QualityAreaDeficits,
    QualityProfileResolver,
    MunicipalityProfile,
  ],
  orphans: [Municipality, Institution, QualityArea, LegalAct],
  references: {
    MonitoringProgramme: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringProgramme).load(id),
    MonitoringRound: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringRound).load(id),
    Observation: ({ id }: { id: string }, { loaders }) => loaders.byId(Observation).load(id),
    Deficit: ({ id }: { id: string }, { loaders }) => loaders.byId(Deficit).load(id),
  },
  kinds: { programme: MonitoringProgramme, round: MonitoringRound, observation: Observation, deficit: Deficit },
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
