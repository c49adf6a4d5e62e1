import { sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { seesInstitution } from '../kit/caller.js';
import { PageArgs } from '../kit/connection.js';
import type { Context } from '../kit/context.js';
import type { ValueOf } from '../kit/enums.js';
import { ofOwners } from '../kit/owners.js';
import { page } from '../kit/page.js';
import { Provenance } from '../kit/provenance.js';
import { DateTimeScalar } from '../kit/scalars.js';
import { select } from '../kit/select.js';
import { deficitList, observationList, roundList } from './lists.js';
import {
  Deficit,
  DeficitConnection,
  DeficitFilter,
  MonitoringRound,
  MonitoringRoundConnection,
  MonitoringRoundFilter,
  Observation,
  ObservationConnection,
  ObservationFilter,
  ObservationOrder,
} from './model.js';
import { Indicator, Institution, LegalAct, Municipality, QualityArea, ScaleLevel } from './stubs.js';

const asRecordedOnText =
  'As they were recorded at this instant, corrections and withdrawals since left aside; as they are now without it.';

@Resolver(() => MonitoringRound)
export class MonitoringRoundResolver {
  @Query(() => MonitoringRoundConnection, { description: 'Rounds of all owners, or of those named, the oldest first.' })
  monitoringRounds(
    @Directive('@owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Arg('filter', () => MonitoringRoundFilter, { nullable: true }) filter: MonitoringRoundFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = roundList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => Municipality, { description: 'Whose round it is.' })
  municipality(@Root() { municipality }: MonitoringRound) {
    return { code: municipality };
  }

  @FieldResolver(() => LegalAct, { nullable: true, description: 'The act on which it was held.' })
  basis(@Root() { basisId }: MonitoringRound) {
    return basisId ? { id: basisId } : null;
  }
}

@Resolver(() => Observation)
export class ObservationResolver {
  @Query(() => ObservationConnection, { description: 'Values of all owners, or of those named.' })
  observations(
    @Directive('@owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Arg('filter', () => ObservationFilter, { nullable: true }) filter: ObservationFilter | null,
    @Arg('orderBy', () => ObservationOrder, { nullable: true }) orderBy: ValueOf<typeof ObservationOrder> | null,
    @Arg('asRecordedOn', () => DateTimeScalar, { nullable: true, description: asRecordedOnText })
    asRecordedOn: Date | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = observationList(filter, orderBy, asRecordedOn);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => Municipality, { description: 'Whose value it is.' })
  municipality(@Root() { municipality }: Observation) {
    return { code: municipality };
  }

  @FieldResolver(() => MonitoringRound, { description: 'The round that it belongs to.' })
  round(@Root() { roundId }: Observation, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => Indicator, { description: 'What was measured.' })
  indicator(@Root() { indicatorId }: Observation) {
    return { id: indicatorId };
  }

  @FieldResolver(() => Institution, { nullable: true, description: 'Where; null for a value of the whole owner.' })
  institution(@Root() { institutionId }: Observation) {
    return institutionId ? { id: institutionId } : null;
  }

  @FieldResolver(() => [Provenance], { description: 'Where this comes from.' })
  provenance(@Root() { publicationId, sourceRow, synthetic }: Observation): Provenance[] {
    const method = synthetic ? 'SYNTHETIC' : 'UPLOADED';
    const place = { act: null, clause: null, line: sourceRow, lineEnd: sourceRow, quote: null };
    return [{ publication: publicationId, ...place, method }];
  }

  @FieldResolver(() => ScaleLevel, { nullable: true, description: 'Level on the scale of the indicator.' })
  level(@Root() { levelCode }: Observation) {
    return levelCode ? { code: levelCode } : null;
  }
}

@Resolver(() => Deficit)
export class DeficitResolver {
  @Query(() => DeficitConnection, { description: 'Deficits of all owners, or of those named.' })
  deficits(
    @Directive('@owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Arg('filter', () => DeficitFilter, { nullable: true }) filter: DeficitFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = deficitList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => Municipality, { description: 'Whose deficit it is.' })
  municipality(@Root() { municipality }: Deficit) {
    return { code: municipality };
  }

  @FieldResolver(() => MonitoringRound, { description: 'The round that showed it.' })
  round(@Root() { roundId }: Deficit, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => QualityArea, { description: 'The area that it lies in.' })
  area(@Root() { areaCode }: Deficit) {
    return { code: areaCode };
  }

  @FieldResolver(() => Indicator, { nullable: true, description: 'The indicator that shows it.' })
  indicator(@Root() { indicatorId }: Deficit) {
    return indicatorId ? { id: indicatorId } : null;
  }

  @FieldResolver(() => [Institution], {
    description: 'Institutions that it concerns, as far as the caller may know: the region and the owner know all.',
  })
  institutions(@Root() { institutionIds }: Deficit, @Ctx() { caller }: Context) {
    return institutionIds.filter((id) => seesInstitution(caller, id)).map((id) => ({ id }));
  }
}

@Resolver(() => Municipality)
export class MunicipalityRounds {
  @FieldResolver(() => MonitoringRoundConnection, { description: 'Its rounds of monitoring.' })
  monitoringRounds(
    @Root() { code }: { code: string },
    @Arg('filter', () => MonitoringRoundFilter, { nullable: true }) filter: MonitoringRoundFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'municipality', id: code, tie: (owner: unknown) => sql`r.municipality = ${owner}` };
    return page(context, { ...roundList(filter), parent }, args);
  }
}

@Resolver(() => Institution)
export class InstitutionResults {
  @FieldResolver(() => ObservationConnection, { description: 'Values observed in it.' })
  observations(
    @Root() { id }: { id: string },
    @Arg('filter', () => ObservationFilter, { nullable: true }) filter: ObservationFilter | null,
    @Arg('asRecordedOn', () => DateTimeScalar, { nullable: true, description: asRecordedOnText })
    asRecordedOn: Date | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'institution', id, tie: (one: unknown) => sql`r.institution_id = ${one}` };
    return page(context, { ...observationList(filter, null, asRecordedOn), parent }, args);
  }

  @FieldResolver(() => [Deficit], {
    description: 'Deficits that concern it; for the region, the owner and the institution itself, empty for others.',
  })
  deficits(
    @Root() { id }: { id: string },
    @Arg('filter', () => DeficitFilter, { nullable: true }) filter: DeficitFilter | null,
    @Ctx() context: Context,
  ): Promise<Deficit[]> {
    if (!seesInstitution(context.caller, id)) return Promise.resolve([]);
    const where = deficitList(filter).where;
    const conditions = where.length > 0 ? sql`and ${sql.join([...where], sql` and `)}` : sql``;
    const concerning = context.loaders.named(
      `deficits|${JSON.stringify(filter ?? null)}`,
      async (ids: readonly string[]) => {
        const rows = await select(
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

@Resolver(() => QualityArea)
export class QualityAreaDeficits {
  @FieldResolver(() => [Deficit], { description: 'Deficits of all owners in it.' })
  deficits(@Root() { code }: { code: string }, @Ctx() { loaders }: Context): Promise<Deficit[]> {
    return loaders.children(Deficit, { property: 'areaCode', column: 'area_code' }, 'sort_key', 'id').load(code);
  }
}
