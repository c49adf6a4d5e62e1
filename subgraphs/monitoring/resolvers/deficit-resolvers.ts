import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { canSee, canSeeInstitution, selectEntities } from '../../kit/database/index.js';
import { type Context, isSynthetic, ListSize, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { Deficit, DeficitConnection, DeficitFilter, DeficitOutcome } from '../model/deficit.js';
import { DeficitRule } from '../model/deficit-rule.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { smallestGroup } from '../rules/profile/release.js';
import { answeredInTime, deficitList } from './deficit-list.js';
import {
  IndicatorReference,
  InstitutionReference,
  MunicipalityReference,
  QualityAreaReference,
} from './entity-references.js';

@Resolver(() => Deficit)
export class DeficitResolver {
  @Query(() => DeficitConnection, { description: 'Deficits of all owners, or of those named.' })
  deficits(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => DeficitFilter, { nullable: true }) filter: DeficitFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = deficitList(filter, context.caller);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose deficit it is.' })
  municipality(@Root() { municipality }: Deficit) {
    return { code: municipality };
  }

  @FieldResolver(() => MonitoringRound, { description: 'The round that showed it.' })
  round(@Root() { roundId }: Deficit, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => QualityAreaReference, { description: 'The area that it lies in.' })
  area(@Root() { areaCode }: Deficit) {
    return { code: areaCode };
  }

  @FieldResolver(() => IndicatorReference, { nullable: true, description: 'The indicator that shows it.' })
  indicator(@Root() { indicatorId }: Deficit) {
    return indicatorId ? { id: indicatorId } : null;
  }

  @FieldResolver(() => DeficitRule, {
    nullable: true,
    description: 'The rule that found it; null where it was entered.',
  })
  rule(@Root() { ruleId }: Deficit, @Ctx() { loaders }: Context) {
    return ruleId ? loaders.byId(DeficitRule).load(ruleId) : null;
  }

  @ListSize(50)
  @FieldResolver(() => [InstitutionReference], {
    description:
      'Institutions that it concerns, as far as the caller may know: the region and the owner know all. None where it is one of the owner as a whole.',
  })
  institutions(@Root() { institutionIds }: Deficit, @Ctx() { caller }: Context) {
    return institutionIds.filter((id) => canSeeInstitution(caller, id)).map((id) => ({ id }));
  }

  @FieldResolver(() => DeficitOutcome, {
    nullable: true,
    description:
      'What the next round of the same level showed of it; null where there is none, and, of a deficit of few institutions, for all but the region and the owner.',
  })
  async next(
    @Root() deficit: Deficit,
    @Ctx() { loaders, caller }: Context,
  ): Promise<(DeficitOutcome & OfDeficit) | null> {
    const { id, municipality, institutionIds } = deficit;
    const isWhole = canSee(caller, { institutionId: null, municipality });
    const isPublic = institutionIds.length === 0 || institutionIds.length >= smallestGroup;
    if (!isWhole && !isPublic) return null;
    const outcome = await loaders.byColumn(DeficitOutcome, { property: 'deficitId', column: 'deficit_id' }).load(id);
    return outcome && { ...outcome, isWhole, deficit };
  }
}

interface OfDeficit {
  deficit: Deficit;
  /** May the caller know all that the owner knows? */
  isWhole: boolean;
}

@Resolver(() => DeficitOutcome)
export class DeficitOutcomeResolver {
  @FieldResolver(() => MonitoringRound, { description: 'The next round.' })
  round(@Root() { roundId }: DeficitOutcome, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => Boolean, { description: 'Of a made-up deficit, or shown by a made-up round.' })
  async synthetic(@Root() outcome: DeficitOutcome & OfDeficit, @Ctx() context: Context): Promise<boolean> {
    const ofDeficit = await isSynthetic(context, Deficit, outcome.deficit);
    return ofDeficit || (await context.loaders.byId(MonitoringRound).load(outcome.roundId))?.synthetic === true;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Of the institutions measured in both rounds, those that it concerned. Null where it is not a matter of institutions; for the region and the owner alone.',
  })
  before(@Root() { institutionsBefore, isWhole }: DeficitOutcome & OfDeficit) {
    return isWhole ? institutionsBefore : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Of the same institutions, those that it concerns in the next round; seen like «before».',
  })
  after(@Root() { institutionsAfter, isWhole }: DeficitOutcome & OfDeficit) {
    return isWhole ? institutionsAfter : null;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Did a measure that answers the deficit, as its owner says, begin before this round was over? Where not, what the round shows is no effect of a measure.',
  })
  answeredInTime(
    @Root() { deficitId }: DeficitOutcome,
    @Ctx() { snapshot, loaders, caller }: Context,
  ): Promise<boolean> {
    const answers = loaders.named('answeredInTime', async (ids: readonly string[]) => {
      const rows = await snapshot.query(sql<{ id: string; in_time: boolean | null }>`
        select r.id, ${answeredInTime(caller)} as in_time from monitoring.deficit r where r.id = any(${[...ids]}::text[])`);
      const byId = new Map(rows.map((row) => [row.id, row.in_time === true]));
      return ids.map((id) => byId.get(id) ?? false);
    });
    return answers.load(deficitId);
  }
}

@Resolver(() => InstitutionReference)
export class InstitutionDeficits {
  @ListSize(20)
  @FieldResolver(() => [Deficit], {
    description: 'Deficits that concern it; for the region, the owner and the institution itself, empty for others.',
  })
  deficits(
    @Root() { id }: { id: string },
    @Arg('filter', () => DeficitFilter, { nullable: true }) filter: DeficitFilter | null,
    @Ctx() context: Context,
  ): Promise<Deficit[]> {
    if (!canSeeInstitution(context.caller, id)) return Promise.resolve([]);
    const where = deficitList(filter, context.caller).where;
    const conditions = where.length > 0 ? sql`and ${sql.join([...where], sql` and `)}` : sql``;
    const concerning = context.loaders.named(
      `deficits|${JSON.stringify(filter ?? null)}`,
      async (ids: readonly string[]) => {
        const rows = await selectEntities(
          context.snapshot,
          Deficit,
          (columns, table) => sql`
          select ${columns} from ${table} r where r.institution_ids && ${[...ids]}::text[] ${conditions}
          order by r.sort_key, r.id`,
        );
        const byInstitution = new Map(ids.map((institution): [string, Deficit[]] => [institution, []]));
        for (const { entity } of rows) {
          for (const institution of entity.institutionIds) byInstitution.get(institution)?.push(entity);
        }
        return [...byInstitution.values()];
      },
    );
    return concerning.load(id);
  }
}

@Resolver(() => QualityAreaReference)
export class QualityAreaDeficits {
  @ListSize(200)
  @FieldResolver(() => [Deficit], { description: 'Deficits of all owners in it, as far as the caller may know.' })
  deficits(@Root() { code }: { code: string }, @Ctx() { loaders }: Context): Promise<Deficit[]> {
    const key = { property: 'areaCode', column: 'area_code' } as const;
    // By owners first, as the hub puts their lists together: «a-1/…» sorts before «a/…», though not its owner.
    return loaders.children(Deficit, key, 'municipality', 'sort_key', 'id').load(code);
  }
}
