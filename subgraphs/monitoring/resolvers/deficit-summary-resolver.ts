import { type RawBuilder, sql } from 'kysely';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { type Dimension, dimensionsAsked, groupedApart, markJoin, visibleTable } from '../../kit/database/index.js';
import {
  type Context,
  ListSize,
  OwnersArg,
  ofOwners,
  registerEnum,
  syntheticRow,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { Deficit, DeficitFilter } from '../model/deficit.js';
import { DeficitOutcomeState } from '../model/deficit-outcome.js';
import { DeficitRuleKind } from '../model/deficit-rule.js';
import { answeredInTime, deficitList, isAnswered, outcomeIsSeen } from './deficit-list.js';

export const DeficitDimension = registerEnum('DeficitDimension', 'By what deficits are counted.', {
  MUNICIPALITY: 'по владельцам',
  YEAR: 'по годам',
  AREA: 'по направлениям',
  RULE_KIND: 'по тому, как найдены',
  ANSWERED: 'по тому, есть ли мероприятие',
  OUTCOME: 'по тому, что показал следующий раунд',
  ANSWERED_IN_TIME: 'по тому, началось ли мероприятие до конца следующего раунда',
});

@ObjectType({
  description: 'How many deficits, of those that the caller sees, have these values; what is not grouped by is null.',
  simpleResolvers: true,
})
@Directive(
  '@hub__merge(rule: KEY, fields: "municipality year area ruleKind answered outcome answeredInTime synthetic")',
)
export class DeficitSummaryRow {
  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => Int, { nullable: true, description: 'The year that the round speaks of.' })
  year!: number | null;

  @Field(() => QualityAreaCodeEnum, { nullable: true, description: 'The area that they lie in.' })
  area!: QualityAreaCode | null;

  @Field(() => DeficitRuleKind, { nullable: true, description: 'How they were found; null for those entered.' })
  ruleKind!: ValueOf<typeof DeficitRuleKind> | null;

  @Field(() => Boolean, { nullable: true, description: 'Does a measure answer them, as their owners say?' })
  answered!: boolean | null;

  @Field(() => DeficitOutcomeState, {
    nullable: true,
    description: 'What the next round showed; null where there is none, or it is not for the caller.',
  })
  outcome!: DeficitOutcomeState | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Did a measure that answers them begin before the next round was over? Where not, the outcome is no effect of a measure. Null like the outcome.',
  })
  answeredInTime!: boolean | null;

  @Field(() => Boolean, {
    description:
      'Found in made-up results, or of a made-up institution, round, indicator or rule; real ones never share a row with them.',
  })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Deficits.' })
  count!: number;
}

interface DeficitDimensionSql extends Dimension<DeficitSummaryRow> {
  /** What is joined to deficit `r` for it. */
  join?: (context: Context) => RawBuilder<unknown>;
}

const dimensions: Record<ValueOf<typeof DeficitDimension>, DeficitDimensionSql> = {
  MUNICIPALITY: { field: 'municipality', value: sql`r.municipality`, order: 'text' },
  YEAR: {
    field: 'year',
    value: sql`round.year`,
    order: 'number',
    join: () => sql`join monitoring.monitoring_round round on round.id = r.round_id`,
  },
  AREA: { field: 'area', value: sql`r.area_code`, order: QualityAreaCodeEnum },
  RULE_KIND: {
    field: 'ruleKind',
    value: sql`rule.kind`,
    order: DeficitRuleKind,
    join: () => sql`left join monitoring.deficit_rule rule on rule.id = r.rule_id`,
  },
  ANSWERED: {
    field: 'answered',
    value: sql`answer.is_there`,
    order: 'number',
    join: () => sql`cross join lateral (select ${isAnswered} as is_there) answer`,
  },
  OUTCOME: {
    field: 'outcome',
    value: sql`outcome.state`,
    order: DeficitOutcomeState,
    join: ({ caller }) =>
      sql`left join monitoring.deficit_outcome outcome on outcome.deficit_id = r.id and ${outcomeIsSeen(caller)}`,
  },
  ANSWERED_IN_TIME: {
    field: 'answeredInTime',
    value: sql`in_time.is_so`,
    order: 'number',
    join: ({ caller }) => sql`cross join lateral (select ${answeredInTime(caller)} as is_so) in_time`,
  },
};

@Resolver(() => DeficitSummaryRow)
export class DeficitSummaryResolver {
  @ListSize(1000)
  @Query(() => [DeficitSummaryRow], {
    description:
      'Counts the deficits that the caller sees; one row in all where no dimension is named, and one of made-up ones where there are any.',
  })
  async deficitSummary(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => DeficitFilter, { nullable: true }) filter: DeficitFilter | null,
    @Arg('groupBy', () => [DeficitDimension], { description: 'Dimensions; repeated ones count once.' })
    groupBy: ValueOf<typeof DeficitDimension>[],
    @Ctx() context: Context,
  ): Promise<DeficitSummaryRow[]> {
    const columns = dimensionsAsked(dimensions, groupBy);
    const joins = columns.flatMap(({ join }) => (join ? [join(context)] : []));
    const where = [ofOwners(context, municipalities), ...deficitList(filter, context.caller).where];
    const table = visibleTable(sql`monitoring.deficit`, Deficit, context.caller);
    const from = sql`from ${table} r ${markJoin(syntheticRow(Deficit)!)} ${sql.join(joins, sql` `)} where ${sql.join(where, sql` and `)}`;
    const rows = await groupedApart<DeficitSummaryRow>(context.snapshot, columns, from);
    return rows.map((row) => Object.assign(new DeficitSummaryRow(), notGrouped, row));
  }
}

const notGrouped = Object.fromEntries(Object.values(dimensions).map(({ field }) => [field, null]));
