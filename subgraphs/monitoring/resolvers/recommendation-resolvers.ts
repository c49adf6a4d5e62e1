import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { canSeeInstitution } from '../../kit/database/index.js';
import { type Context, type List, ListSize, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { Deficit } from '../model/deficit.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { Recommendation, RecommendationConnection, RecommendationFilter } from '../model/recommendation.js';
import {
  InstitutionReference,
  MunicipalityReference,
  QualityAreaReference,
  ScaleLevelReference,
} from './entity-references.js';
import { requestedLevels } from './requested-levels.js';

@Resolver(() => Recommendation)
export class RecommendationResolver {
  @Query(() => RecommendationConnection, { description: 'Recommendations of all owners, or of those named.' })
  recommendations(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => RecommendationFilter, { nullable: true }) filter: RecommendationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = recommendationList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose recommendation it is.' })
  municipality(@Root() { municipality }: Recommendation) {
    return { code: municipality };
  }

  @FieldResolver(() => MonitoringRound, { description: 'The round after which it was given.' })
  round(@Root() { roundId }: Recommendation, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => InstitutionReference, {
    nullable: true,
    description: 'To whom; null where it is given to a cluster.',
  })
  institution(@Root() { institutionId }: Recommendation) {
    return institutionId ? { id: institutionId } : null;
  }

  @FieldResolver(() => ScaleLevelReference, {
    nullable: true,
    description: 'The cluster to whose institutions it is given; null where it is given to one.',
  })
  cluster(@Root() { levelCode }: Recommendation) {
    return levelCode ? { code: levelCode } : null;
  }

  @FieldResolver(() => QualityAreaReference, {
    nullable: true,
    description: 'The area that it serves, where it says so.',
  })
  area(@Root() { areaCode }: Recommendation) {
    return areaCode ? { code: areaCode } : null;
  }

  @ListSize(5)
  @FieldResolver(() => [Deficit], { description: 'Deficits that it is about, of those that the caller sees.' })
  async deficits(@Root() { deficitIds }: Recommendation, @Ctx() { loaders }: Context): Promise<Deficit[]> {
    const targets = await Promise.all(deficitIds.map((id) => loaders.byId(Deficit).load(id)));
    return targets.filter((deficit) => deficit !== null);
  }
}

@Resolver(() => InstitutionReference)
export class InstitutionRecommendations {
  @FieldResolver(() => RecommendationConnection, {
    description:
      'What is recommended to it, or to the cluster that it was assigned to in the same round; for the region, the owner and the institution itself, empty for others.',
  })
  recommendations(
    @Root() { id }: { id: string },
    @Arg('filter', () => RecommendationFilter, { nullable: true }) filter: RecommendationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const tie = (institution: RawBuilder<string>) =>
      canSeeInstitution(context.caller, id)
        ? sql`r.id in (
            select n.id from monitoring.recommendation n where n.institution_id = ${institution}
            union all
            select n.id from monitoring.cluster_assignment c
            join monitoring.recommendation n on n.round_id = c.round_id and n.level_code = c.level_code
            where c.institution_id = ${institution})`
        : sql`false`;
    const name = canSeeInstitution(context.caller, id) ? 'institution' : 'institution of others';
    return page(context, { ...recommendationList(filter), parent: { name, id, tie } }, args);
  }
}

@Resolver(() => Deficit)
export class DeficitRecommendations {
  @FieldResolver(() => RecommendationConnection, { description: 'What is recommended about it.' })
  recommendations(
    @Root() { id }: Deficit,
    @Arg('filter', () => RecommendationFilter, { nullable: true }) filter: RecommendationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const tie = (deficit: RawBuilder<string>) => sql`r.deficit_ids @> array[${deficit}]`;
    return page(context, { ...recommendationList(filter), parent: { name: 'deficit', id, tie } }, args);
  }
}

function recommendationList(filter: RecommendationFilter | null | undefined): List<Recommendation> {
  const where: RawBuilder<unknown>[] = [];
  if (filter?.kinds) where.push(sql`r.kind = any(${filter.kinds}::text[])`);
  if (filter?.rounds) where.push(sql`r.round_id = any(${filter.rounds}::text[])`);
  if (filter?.areas) where.push(sql`r.area_code = any(${filter.areas}::text[])`);
  if (filter?.clusters) where.push(sql`r.level_code = any(${requestedLevels(filter.clusters)}::text[])`);
  const order = { name: 'recommendations', key: 'sortKey', column: 'sort_key' } as const;
  return { entity: Recommendation, order, where, filter };
}
