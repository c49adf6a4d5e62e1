import { sql } from 'kysely';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Context, DateScalar, ListSize, OwnersArg, ofOwners, type ValueOf } from '../../kit/graphql/index.js';
import { Measure, MeasureFilter } from '../model/measure.js';
import { ReportingDimension, ReportingSummaryRow } from '../model/reporting-summary.js';
import { reportedPlans } from '../rules/progress/reported-plans.js';
import { summarizeReporting } from '../rules/summaries/summarize-reporting.js';
import { measureList } from './lists.js';

@Resolver(() => ReportingSummaryRow)
export class ReportingSummaryResolver {
  @ListSize(100)
  @Query(() => [ReportingSummaryRow], {
    description:
      'How many reports were expected of owners by a day, and how many came in time, late or never; one row in all where no dimension is named. Reports of single institutions do not count.',
  })
  async reportingSummary(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg('asOf', () => DateScalar, {
      description:
        'Reports are expected of what ended before this day. Those that speak of it or of days before it count.',
    })
    asOf: string,
    @Arg('groupBy', () => [ReportingDimension], { description: 'Dimensions; repeated ones count once.' })
    groupBy: ValueOf<typeof ReportingDimension>[],
    @Ctx() context: Context,
  ): Promise<ReportingSummaryRow[]> {
    const { where } = measureList(context, filter, null, asOf);
    return summarizeReporting(context, [ofOwners(context, municipalities), ...where], groupBy, asOf);
  }
}

@Resolver(() => Measure)
export class MeasureReporting {
  @FieldResolver(() => Boolean, {
    description:
      'Has its owner reported anything of its plan by this day? Where not, OVERDUE says only «срок истёк, отчётов нет»; else it says «просрочено». Withdrawn reports and those of single institutions do not count.',
  })
  planReported(
    @Root() { planId }: Measure,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Ctx() { snapshot, loaders }: Context,
  ): Promise<boolean> {
    const planLoader = loaders.named(`planReported|${asOf}`, async (plans: readonly string[]) => {
      const rows = await snapshot.query(
        sql<{ id: string }>`select id from unnest(${[...plans]}::text[]) id where id in ${reportedPlans(asOf)}`,
      );
      const ids = new Set(rows.map(({ id }) => id));
      return plans.map((id) => ids.has(id));
    });
    return planLoader.load(planId);
  }
}
