import type { TableOf } from '../../kit/database/index.js';
import type { ClusterAssignment } from './cluster-assignment.js';
import type { Deficit, DeficitOutcome } from './deficit.js';
import type { DeficitRule } from './deficit-rule.js';
import type { MonitoringRound } from './monitoring-round.js';
import type { Observation } from './observation.js';
import type { MonitoringProgramme } from './programme.js';
import type { Recommendation } from './recommendation.js';

/** What was superseded, as it was. */
interface Superseded {
  superseded_at: Date;
  superseded_by: string;
}

export interface MonitoringTables {
  'monitoring.monitoring_programme': TableOf<MonitoringProgramme>;
  'monitoring.monitoring_round': TableOf<MonitoringRound>;
  'monitoring.observation': TableOf<Observation>;
  'monitoring.past_observation': TableOf<Observation> & Superseded;
  'monitoring.cluster_assignment': TableOf<ClusterAssignment>;
  'monitoring.past_cluster_assignment': TableOf<ClusterAssignment> & Superseded;
  'monitoring.deficit': TableOf<Deficit>;
  'monitoring.deficit_outcome': TableOf<DeficitOutcome>;
  'monitoring.deficit_rule': TableOf<DeficitRule>;
  'monitoring.recommendation': TableOf<Recommendation>;
}
