import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { registerEnum } from '../../kit/graphql/index.js';

export const ReportingDimension = registerEnum('ReportingDimension', 'By what expected reports are counted.', {
  MUNICIPALITY: 'по владельцам',
  PLAN: 'по планам',
});

@ObjectType({
  description:
    'How completely and how timely owners report on their plans; what is not grouped by is null. A report is expected of each measure whose day is over, of a recurring one for each of its occurrences, once their last day has passed. None is expected where the deadline is undated or, unconfirmed, in conflict. Completeness is (inTime + late) / due, timeliness inTime / due. Rows stand in the order of their values.',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "municipality plan synthetic")')
export class ReportingSummaryRow {
  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => ID, { nullable: true, description: 'Global id of the plan.' })
  plan!: string | null;

  @Field(() => Boolean, { description: 'Of made-up acts; real ones never share a row with them.' })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Expected reports: «должны были отчитаться».' })
  due!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description: 'Of these, reported on the last day or earlier, whatever the report says: «отчёт в срок».',
  })
  inTime!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Of these, first reported after the last day: «отчёт с опозданием».' })
  late!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Of these, never reported: «срок истёк, отчётов нет».' })
  never!: number;
}
