import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { DeadlineKind, QualityAreaCode } from '../../documents/index.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { DeadlineKindEnum } from './deadline.js';
import { MeasureState } from './progress.js';

export const MeasureDimension = registerEnum('MeasureDimension', 'By what measures are counted.', {
  MUNICIPALITY: 'по владельцам',
  STATE: 'по состоянию',
  SECTION: 'по разделам плана',
  RESPONSIBLE: 'по ответственным',
  DEADLINE_KIND: 'по виду срока',
  MONTH: 'по месяцам',
  AREA: 'по направлениям качества',
  PLAN_REPORTED: 'по тому, отчитывался ли владелец о плане',
});

@ObjectType({
  description:
    'How many measures have these values; what is not grouped by is null. Rows stand in the order of their values.',
  simpleResolvers: true,
})
@Directive(
  '@hub__merge(rule: KEY, fields: "municipality state section responsible deadlineKind month area planReported synthetic")',
)
export class MeasureSummaryRow {
  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => MeasureState, { nullable: true, description: 'State on the day asked for.' })
  state!: ValueOf<typeof MeasureState> | null;

  @Field(() => [String], { nullable: true, description: 'Path of the section; empty for measures without one.' })
  section!: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The organisation by its full name, else the person, else the words printed. A measure of several counts under each; null also where nobody is named.',
  })
  responsible!: string | null;

  @Field(() => DeadlineKindEnum, { nullable: true, description: 'What sort of deadline.' })
  deadlineKind!: DeadlineKind | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Month, 1 to 12, of the year asked for. A measure counts in each month that one of its windows touches; null also for those that have no windows (whole-year, school-year, recurring, by a date, undated, in conflict) or none in that year.',
  })
  month!: number | null;

  @Field(() => QualityAreaCodeEnum, {
    nullable: true,
    description: 'Area of quality. A measure of several counts in each; null also for those of none.',
  })
  area!: QualityAreaCode | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Have their owners reported anything of their plans by the day asked for? OVERDUE with false is «срок истёк, отчётов нет».',
  })
  planReported!: boolean | null;

  @Field(() => Boolean, { description: 'Measures of made-up acts; real ones never share a row with them.' })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Measures.' })
  count!: number;
}
