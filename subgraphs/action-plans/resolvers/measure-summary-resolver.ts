import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { Holds } from '../../kit/graphql/bounds.js';
import type { Context } from '../../kit/graphql/context.js';
import type { ValueOf } from '../../kit/graphql/enums.js';
import { ofOwners } from '../../kit/graphql/owners.js';
import { DateScalar } from '../../kit/graphql/scalars.js';
import { MeasureFilter } from '../model/measure.js';
import { MeasureDimension, MeasureSummaryRow } from '../model/measure-summary.js';
import { summarizeMeasures } from '../rules/summaries/summarize-measures.js';
import { measureList } from './lists.js';

@Resolver(() => MeasureSummaryRow)
export class MeasureSummaryResolver {
  @Holds(1000)
  @Query(() => [MeasureSummaryRow], {
    description:
      'How many measures there are on a day, by these dimensions; one row in all where none is named, and one of made-up ones where there are any.',
  })
  async measureSummary(
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg('asOf', () => DateScalar, { description: 'The day for states, and the year for months.' }) asOf: string,
    @Arg('groupBy', () => [MeasureDimension], { description: 'Dimensions; repeated ones count once.' })
    groupBy: ValueOf<typeof MeasureDimension>[],
    @Ctx() context: Context,
  ): Promise<MeasureSummaryRow[]> {
    const { where } = measureList(context, filter, null, asOf);
    return summarizeMeasures(context, [ofOwners(context, municipalities), ...where], groupBy, asOf);
  }
}
