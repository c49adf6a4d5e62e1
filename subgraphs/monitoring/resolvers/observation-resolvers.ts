import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  type Context,
  DateTimeScalar,
  ListSize,
  OwnersArg,
  ofOwners,
  PageArgs,
  Provenance,
  page,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { Observation, ObservationConnection, ObservationFilter, ObservationOrder } from '../model/observation.js';
import {
  IndicatorReference,
  InstitutionReference,
  MunicipalityReference,
  ScaleLevelReference,
} from './entity-references.js';
import { observationList } from './lists.js';

const asRecordedOnText =
  'As they were recorded at this instant, corrections and withdrawals since left aside; as they are now without it.';

@Resolver(() => Observation)
export class ObservationResolver {
  @Query(() => ObservationConnection, { description: 'Values of all owners, or of those named.' })
  observations(
    @OwnersArg()
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

  @FieldResolver(() => MunicipalityReference, { description: 'Whose value it is.' })
  municipality(@Root() { municipality }: Observation) {
    return { code: municipality };
  }

  @FieldResolver(() => MonitoringRound, { description: 'The round that it belongs to.' })
  round(@Root() { roundId }: Observation, @Ctx() { loaders }: Context) {
    return loaders.byId(MonitoringRound).load(roundId);
  }

  @FieldResolver(() => IndicatorReference, { description: 'What was measured.' })
  indicator(@Root() { indicatorId }: Observation) {
    return { id: indicatorId };
  }

  @FieldResolver(() => InstitutionReference, {
    nullable: true,
    description: 'Where; null for a value of the whole owner.',
  })
  institution(@Root() { institutionId }: Observation) {
    return institutionId ? { id: institutionId } : null;
  }

  @ListSize(1)
  @FieldResolver(() => [Provenance], { description: 'Where this comes from.' })
  provenance(@Root() { publicationId, sourceRow, synthetic }: Observation): Provenance[] {
    const method = synthetic ? 'SYNTHETIC' : 'UPLOADED';
    const place = { act: null, clause: null, line: sourceRow, lineEnd: sourceRow, quote: null };
    return [{ publication: publicationId, ...place, method }];
  }

  @FieldResolver(() => ScaleLevelReference, { nullable: true, description: 'Level on the scale of the indicator.' })
  level(@Root() { levelCode }: Observation) {
    return levelCode ? { code: levelCode } : null;
  }
}

@Resolver(() => InstitutionReference)
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
}
