import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Context, type List, ListSize, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { MonitoringProgramme, MonitoringProgrammeConnection, MonitoringProgrammeFilter } from '../model/programme.js';
import {
  LegalActReference,
  MunicipalityReference,
  OrganizationReference,
  QualityAreaReference,
} from './entity-references.js';

@Resolver(() => MonitoringProgramme)
export class MonitoringProgrammeResolver {
  @Query(() => MonitoringProgrammeConnection, {
    description: 'Programmes of monitoring of all owners, or of those named, the oldest first.',
  })
  monitoringProgrammes(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => MonitoringProgrammeFilter, { nullable: true }) filter: MonitoringProgrammeFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = programmeList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose programme it is.' })
  municipality(@Root() { municipality }: MonitoringProgramme) {
    return { code: municipality };
  }

  @FieldResolver(() => LegalActReference, { nullable: true, description: 'The regulation that lays it down.' })
  basis(@Root() { basisId }: MonitoringProgramme) {
    return { id: basisId };
  }

  @FieldResolver(() => OrganizationReference, {
    nullable: true,
    description: "The owner's organisation that coordinates; null where the words for it mean none that is known.",
  })
  coordinator(@Root() { coordinatorId }: MonitoringProgramme) {
    return coordinatorId === null ? null : { id: coordinatorId };
  }

  @ListSize(9)
  @FieldResolver(() => [QualityAreaReference], { description: 'Shared areas of quality that its own areas name.' })
  areas(@Root() { areaCodes }: MonitoringProgramme) {
    return areaCodes.map((code) => ({ code }));
  }
}

@Resolver(() => MunicipalityReference)
export class MunicipalityProgrammes {
  @FieldResolver(() => MonitoringProgrammeConnection, { description: 'Its programmes of monitoring.' })
  monitoringProgrammes(
    @Root() { code }: { code: string },
    @Arg('filter', () => MonitoringProgrammeFilter, { nullable: true }) filter: MonitoringProgrammeFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'municipality', id: code, tie: (owner: unknown) => sql`r.municipality = ${owner}` };
    return page(context, { ...programmeList(filter), parent }, args);
  }
}

@Resolver(() => LegalActReference)
export class LegalActProgramme {
  @FieldResolver(() => MonitoringProgramme, {
    nullable: true,
    description: 'The programme of monitoring that this regulation lays down, or the one that this order approves.',
  })
  programme(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<MonitoringProgramme | null> {
    return programmeOfAct(loaders, id);
  }
}

@Resolver(() => MonitoringRound)
export class MonitoringRoundProgramme {
  @FieldResolver(() => MonitoringProgramme, {
    nullable: true,
    description: 'The programme that it was published with; else the one that its act lays down or approves.',
  })
  programme(
    @Root() { programmeId, basisId }: MonitoringRound,
    @Ctx() { loaders }: Context,
  ): Promise<MonitoringProgramme | null> {
    if (programmeId) return loaders.byId(MonitoringProgramme).load(programmeId);
    return basisId ? programmeOfAct(loaders, basisId) : Promise.resolve(null);
  }
}

/** An act is the regulation itself, or the order that approves it. */
async function programmeOfAct(loaders: Context['loaders'], act: string): Promise<MonitoringProgramme | null> {
  const [ofRegulation, ofOrder] = await Promise.all([
    loaders.byColumn(MonitoringProgramme, { property: 'basisId', column: 'basis_id' }).load(act),
    loaders.children(MonitoringProgramme, { property: 'orderId', column: 'order_id' }, 'id').load(act),
  ]);
  // An order that no longer has its regulation still leads to it where rounds were held by it.
  return ofRegulation ?? ofOrder.find(({ withdrawnAt }) => withdrawnAt === null) ?? ofOrder[0] ?? null;
}

function programmeList(filter: MonitoringProgrammeFilter | null | undefined): List<MonitoringProgramme> {
  const where: RawBuilder<unknown>[] = [sql`r.withdrawn_at is null`];
  if (filter?.areas) where.push(sql`r.area_codes && ${filter.areas}::text[]`);
  const order = { name: 'monitoringProgrammes', key: 'sortKey', column: 'sort_key' } as const;
  return { entity: MonitoringProgramme, order, where, filter };
}
