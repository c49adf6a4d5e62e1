import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { onCommonScale } from '../../indicators/model/scales.js';
import { type Context, ListSize } from '../../kit/graphql/index.js';
import { ClusterAssignment } from '../model/cluster-assignment.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { InstitutionReference, ScaleLevelReference } from './entity-references.js';

@Resolver(() => ClusterAssignment)
export class ClusterAssignmentResolver {
  @FieldResolver(() => MonitoringRound, { description: 'The round.' })
  round(@Root() { roundId }: ClusterAssignment, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => ScaleLevelReference, { description: 'The cluster, as a level of its scale.' })
  level(@Root() { levelCode }: ClusterAssignment) {
    return { code: levelCode };
  }

  @ListSize(5)
  @FieldResolver(() => [ScaleLevelReference], {
    description:
      'What it may be on the common scale, lowest first: all the levels of an interval, never one that is guessed. Empty where nothing says so.',
  })
  comparable(@Root() { levelCode }: ClusterAssignment) {
    return onCommonScale(levelCode);
  }
}

@Resolver(() => InstitutionReference)
export class InstitutionClusters {
  @ListSize(5)
  @FieldResolver(() => [ClusterAssignment], {
    description: 'Its clusters, the earliest round first: for the region, the owner and the institution itself.',
  })
  clusters(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<ClusterAssignment[]> {
    const key = { property: 'institutionId', column: 'institution_id' } as const;
    return loaders.children(ClusterAssignment, key, 'sort_key', 'id').load(id);
  }
}
