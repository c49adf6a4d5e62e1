import { sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Context, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { MonitoringRound, MonitoringRoundConnection, MonitoringRoundFilter } from '../model/monitoring-round.js';
import { LegalActReference, MunicipalityReference } from './entity-references.js';
import { roundList } from './lists.js';

@Resolver(() => MonitoringRound)
export class MonitoringRoundResolver {
  @Query(() => MonitoringRoundConnection, { description: 'Rounds of all owners, or of those named, the oldest first.' })
  monitoringRounds(
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Arg('filter', () => MonitoringRoundFilter, { nullable: true }) filter: MonitoringRoundFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = roundList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose round it is.' })
  municipality(@Root() { municipality }: MonitoringRound) {
    return { code: municipality };
  }

  @FieldResolver(() => LegalActReference, { nullable: true, description: 'The act on which it was held.' })
  basis(@Root() { basisId }: MonitoringRound) {
    return basisId ? { id: basisId } : null;
  }
}

@Resolver(() => MunicipalityReference)
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
