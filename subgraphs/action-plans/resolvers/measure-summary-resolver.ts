import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { type Context, DateScalar, ListSize, OwnersArg, ofOwners, type ValueOf } from '../../kit/graphql/index.js';
import { MeasureFilter } from '../model/measure.js';
import { MeasureDimension, MeasureSummaryRow } from '../model/measure-summary.js';
import { summarizeMeasures } from '../rules/summaries/summarize-measures.js';
import { measureList } from './lists.js';

@Resolver(() => MeasureSummaryRow)
export class MeasureSummaryResolver {
  @ListSize(1000)
  @Query(() => [MeasureSummaryRow], {
    description:
      'How many measures there are on a day, by these dimensions; one row in all where none is named, and one of made-up ones where there are any.',
  })
  async measureSummary(
    @OwnersArg()
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
