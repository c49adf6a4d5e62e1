import { sql } from 'kysely';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { checkPageSize } from '../../../schema/contract/pages.js';
import { selectEntities, visibleTable } from '../../kit/database/index.js';
import { type Context, ListSize } from '../../kit/graphql/index.js';
import { Recommendation as RecommendationRow } from '../../monitoring/model/recommendation.js';
import { outcomeIsSeen } from '../../monitoring/resolvers/deficit-list.js';
import { Measure } from '../model/measure.js';
import { candidatesOf } from '../rules/deficit-links/candidates.js';
import { DeficitLink, effectOn } from '../rules/deficit-links/effect.js';
import { MeasureCandidate } from '../rules/deficit-links/measure-candidate.js';
import { visibleDeficits } from '../rules/deficit-links/visible-deficits.js';
import { DeficitReference, RecommendationReference } from './entity-references.js';

@Resolver(() => Measure)
export class MeasureDeficits {
  @ListSize(5)
  @FieldResolver(() => [DeficitLink], {
    description:
      'The deficits that its owner says it answers, of those that the caller sees, in order of ids, each with whether the next round can show what came of it.',
  })
  deficitLinks(@Root() { id }: Measure, @Ctx() { snapshot, loaders, caller }: Context): Promise<DeficitLink[]> {
    const links = loaders.named('deficitLinks', async (ids: readonly string[]) => {
      const rows = await snapshot.query(sql<{ measure: string; deficit: string; effect: DeficitLink['effect'] }>`
        select l.measure_id as measure, l.deficit_id as deficit,
          case when l.is_seen then ${effectOn(sql`l.deficit_id`)} end as effect
        from (
          select l.measure_id, l.deficit_id, ${outcomeIsSeen(caller)} as is_seen
          from action_plans.measure_deficit l join ${visibleDeficits(caller)} r on r.id = l.deficit_id
          where l.measure_id = any(${[...ids]}::text[])
        ) l join action_plans.measure r on r.id = l.measure_id order by l.deficit_id`);
      const byMeasure = Map.groupBy(rows, ({ measure }) => measure);
      return ids.map((measure) =>
        (byMeasure.get(measure) ?? []).map(({ deficit, effect }) => ({ deficit: { id: deficit }, effect })),
      );
    });
    return links.load(id);
  }
}

@Resolver(() => DeficitReference)
export class DeficitMeasures {
  @ListSize(5)
  @FieldResolver(() => [Measure], { description: 'Measures that its owner says answer it.' })
  answeredBy(@Root() { id }: { id: string }, @Ctx() { snapshot, loaders, caller }: Context): Promise<Measure[]> {
    const answering = loaders.named('answeredBy', async (ids: readonly string[]) => {
      const rows = await selectEntities(
        snapshot,
        Measure,
        (columns, table) => sql`
          select l.deficit_id as "_deficit", ${columns} from ${table} r
          join action_plans.measure_deficit l on l.measure_id = r.id join ${visibleDeficits(caller)} d on d.id = l.deficit_id
          where l.deficit_id = any(${[...ids]}::text[]) order by r.source_order, r.id`,
      );
      const byDeficit = Map.groupBy(rows, ({ raw }) => raw._deficit);
      return ids.map((deficit) => (byDeficit.get(deficit) ?? []).map(({ entity }) => entity));
    });
    return answering.load(id);
  }

  @FieldResolver(() => [MeasureCandidate], {
    description:
      'Measures of its owner that may answer it, the likeliest first; for the region and the owner, empty for others. They are proposed, never linked: linkMeasureToDeficits does that.',
  })
  candidates(
    @Root() { id }: { id: string },
    @Arg('first', () => Int, { nullable: true, defaultValue: 5, description: 'At most so many, 1 to 500.' })
    first: number,
    @Ctx() context: Context,
  ): Promise<MeasureCandidate[]> {
    checkPageSize(first);
    return context.loaders
      .named(`candidates|${first}`, (ids: readonly string[]) => candidatesOf(context, ids, first))
      .load(id);
  }
}

@Resolver(() => RecommendationReference)
export class RecommendationMeasures {
  @ListSize(5)
  @FieldResolver(() => [Measure], { description: 'Measures that answer its deficits, as their owner says.' })
  measures(@Root() { id }: { id: string }, @Ctx() { snapshot, loaders, caller }: Context): Promise<Measure[]> {
    const following = loaders.named('measures of recommendations', async (ids: readonly string[]) => {
      const recommendations = visibleTable(sql`monitoring.recommendation`, RecommendationRow, caller);
      const rows = await selectEntities(
        snapshot,
        Measure,
        (columns, table) => sql`
          select f.id as "_recommendation", ${columns} from ${table} r
          join (
            select distinct n.id, l.measure_id from ${recommendations} n
            cross join unnest(n.deficit_ids) about(id) join ${visibleDeficits(caller)} d on d.id = about.id
            join action_plans.measure_deficit l on l.deficit_id = d.id where n.id = any(${[...ids]}::text[])
          ) f on f.measure_id = r.id
          order by r.source_order, r.id`,
      );
      const byRecommendation = Map.groupBy(rows, ({ raw }) => raw._recommendation);
      return ids.map((recommendation) => (byRecommendation.get(recommendation) ?? []).map(({ entity }) => entity));
    });
    return following.load(id);
  }
}
