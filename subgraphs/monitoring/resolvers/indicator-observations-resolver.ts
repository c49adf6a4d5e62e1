import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Context, PageArgs, page } from '../../kit/graphql/index.js';
import { ObservationConnection, ObservationFilter } from '../model/observation.js';
import { IndicatorReference } from './entity-references.js';
import { observationList } from './lists.js';

@Resolver(() => IndicatorReference)
export class IndicatorObservations {
  @FieldResolver(() => ObservationConnection, { description: 'Values observed by it, as far as the caller may see.' })
  observations(
    @Root() { id }: { id: string },
    @Arg('filter', () => ObservationFilter, { nullable: true }) filter: ObservationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'indicator', id, tie: (one: unknown) => sql`r.indicator_id = ${one}` };
    return page(context, { ...observationList(filter), parent }, args);
  }
}
