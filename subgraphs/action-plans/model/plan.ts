import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import type {
  ActionPlanKind,
  ColumnRole,
  CycleStep,
  ManagementMechanism,
  PeriodSource,
  QualityAreaCode,
} from '../../documents/index.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import {
  Col,
  connectionOf,
  Issue,
  ListSize,
  Node,
  Period,
  PeriodInput,
  type Provenance,
  provenanceColumn,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import {
  ActionPlanKindEnum,
  ColumnRoleEnum,
  CycleStepEnum,
  ManagementMechanismEnum,
  PeriodSourceEnum,
} from './enums.js';

@ObjectType({ description: 'A goal of a plan.', simpleResolvers: true })
export class Goal {
  @Field(() => String, { description: 'The goal, as printed.' })
  text!: string;

  @Field(() => QualityAreaCodeEnum, {
    nullable: true,
    description: 'The area of quality that its words name; null where they name none, or several.',
  })
  area!: QualityAreaCode | null;

  @Field(() => [String], { description: 'What it lists in brackets.' })
  parts!: string[];
}

@ObjectType({ description: "A column of a plan's table.", simpleResolvers: true })
export class PlanColumn {
  @Field(() => String, { description: 'Heading, as printed.' })
  title!: string;

  @Field(() => ColumnRoleEnum, { description: 'What it holds.' })
  role!: ColumnRole;
}

@ObjectType({ description: 'A section of a plan.', simpleResolvers: true })
export class PlanSection {
  @Field(() => [String], { description: 'Labels from the outermost section inwards, as [«II», «5»].' })
  path!: string[];

  @Field(() => String, { description: 'Heading, as printed.' })
  title!: string;

  @Field(() => ManagementMechanismEnum, {
    nullable: true,
    description: 'The federal mechanism that its heading names in words; null for any other heading.',
  })
  mechanism!: ManagementMechanism | null;

  @Field(() => [CycleStepEnum], {
    description:
      'Steps of the management cycle that titles of its own measures name. A step that none names may stand in other words.',
  })
  cycleSteps!: CycleStep[];

  @Field(() => Int, { description: 'Measures that stand directly in it.' })
  measureCount!: number;
}

@pluralName('планы')
@Entity({ schema: 'action_plans', tableName: 'action_plan' })
@ObjectType({
  description: 'A plan of measures that an act approves, or that is itself the act.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ActionPlan extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() actId!: string;

  @Col.enum(ActionPlanKindEnum, { description: 'Kind of plan.' })
  kind!: ActionPlanKind;

  @Col.text({ description: 'Title.' })
  title!: string;

  @Col.json(() => Period, { description: 'The time it covers; both sides are null where nothing says it.' })
  period!: Period;

  @Col.enum(PeriodSourceEnum, { description: 'How the period is known.', notAChange: 'It tells of the reading.' })
  periodSource!: PeriodSource;

  @ListSize(5)
  @Col.jsons(() => Goal, { description: 'Its goals.', lazy: true })
  goals!: Goal[];

  @ListSize(8)
  @Col.jsons(() => PlanColumn, {
    description: 'Columns of its table: what is not among them is absent in the source.',
    lazy: true,
  })
  columns!: PlanColumn[];

  @ListSize(10)
  @Col.jsons(() => PlanSection, {
    description: 'Its sections, in order; none where the table has no headings.',
    notAChange: 'Measures that move to another section tell of it.',
  })
  sections!: PlanSection[];

  @ListSize(30)
  @Col.jsons(() => Issue, {
    description: 'What is odd about it, its measures included.',
    lazy: true,
    notAChange: 'A reader says it, not the plan.',
  })
  issues!: Issue[];

  @provenanceColumn() provenance!: Provenance[];

  /** Order of plans: by first day, those without one last. */
  @Col.sortKey() sortKey!: string;
}

export const ActionPlanConnection = connectionOf('ActionPlan', () => ActionPlan);

@InputType({ description: 'All conditions given must hold.' })
export class ActionPlanFilter {
  @Field(() => [ActionPlanKindEnum], { nullable: true, description: 'One of these kinds.' })
  kinds?: ActionPlanKind[] | null;

  @Field(() => PeriodInput, { nullable: true, description: 'Covering at least a day of this time.' })
  activeWithin?: PeriodInput | null;
}
