import { anyone } from '../kit/shield.js';
import type { Domain } from '../kit/subgraph.js';
import { migrations } from './migrations.js';
import { Deficit, MonitoringRound, Observation } from './model.js';
import {
  DeficitResolver,
  Institution,
  InstitutionResults,
  MonitoringRoundResolver,
  Municipality,
  MunicipalityRounds,
  ObservationResolver,
  QualityArea,
  QualityAreaDeficits,
} from './resolvers.js';

/** What was found: rounds of monitoring, values, deficits. */
export const monitoring: Domain = {
  name: 'monitoring',
  entities: [MonitoringRound, Observation, Deficit],
  migrations,
  resolvers: [
    MonitoringRoundResolver,
    ObservationResolver,
    DeficitResolver,
    MunicipalityRounds,
    InstitutionResults,
    QualityAreaDeficits,
  ],
  orphans: [Municipality, Institution, QualityArea],
  references: {
    MonitoringRound: ({ id }: { id: string }, { loaders }) => loaders.byId(MonitoringRound).load(id),
    Observation: ({ id }: { id: string }, { loaders }) => loaders.byId(Observation).load(id),
    Deficit: ({ id }: { id: string }, { loaders }) => loaders.byId(Deficit).load(id),
  },
  kinds: { round: MonitoringRound, observation: Observation, deficit: Deficit },
  rules: {
    Query: { _entities: anyone, monitoringRounds: anyone, observations: anyone, deficits: anyone },
  },
};
