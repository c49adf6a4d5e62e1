import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { type QualityAreaCode, type StatementState, statementStates } from '../../documents/index.js';
import { EvidenceKind } from '../../indicators/model/evidence-kind.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import {
  Clause,
  Col,
  connectionOf,
  ListSize,
  Node,
  type Provenance,
  provenanceColumn,
  registerEnum,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

export const StatementStateEnum = registerEnum('StatementState', 'Does an act say something itself.', statementStates);

@ObjectType({ description: 'What an act says of one thing, or to whom it leaves it.', simpleResolvers: true })
export class Statement {
  @Field(() => StatementStateEnum, { description: 'Said by the act itself, left to other acts, or not at all.' })
  state!: StatementState;

  @Field(() => String, { nullable: true, description: 'The sentence that says so, as printed.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of its clause.' })
  clause!: string | null;
}

@ObjectType({ description: 'An area as the act names it.', simpleResolvers: true })
export class NamedArea {
  @Field(() => String, { description: 'The words, as printed.' })
  text!: string;

  @Field(() => QualityAreaCodeEnum, {
    nullable: true,
    description: 'The shared area that the words name; null where they name none, or several.',
  })
  area!: QualityAreaCode | null;
}

@pluralName('программы мониторинга')
@Entity({ schema: 'monitoring', tableName: 'monitoring_programme' })
@ObjectType({
  description: 'A programme of monitoring, as a regulation (порядок, положение) lays it down.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class MonitoringProgramme extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.text({ description: 'Title of the regulation.' })
  title!: string;

  @Col.hidden.code() basisId!: string;
  /** The first act of the document that brought it: the order that approves the regulation. */
  @Col.hidden.code() orderId!: string;

  @Col.texts({ description: 'Tasks, as printed.' })
  tasks!: string[];

  @Col.texts({ description: 'Principles, as printed.' })
  principles!: string[];

  @Col.texts({ description: 'Mechanisms, as printed.' })
  mechanisms!: string[];

  @Col.texts({ description: 'Sources of data, as printed.' })
  sources!: string[];

  @Col.enums(EvidenceKind, {
    description: 'Kinds of evidence that the words of its sources name.',
    notAChange: 'They follow from `sources`.',
  })
  evidence!: ValueOf<typeof EvidenceKind>[];

  @ListSize(9)
  @Col.jsons(() => NamedArea, { description: 'Areas of quality that it monitors, as printed.' })
  namedAreas!: NamedArea[];

  @Col.hidden.codes<QualityAreaCode[]>({ notAChange: 'They follow from `namedAreas`.' })
  areaCodes!: QualityAreaCode[];

  @ListSize(20)
  @Col.jsons(() => Clause, {
    description: 'Points of the regulation, in order.',
    lazy: true,
    notAChange: 'They stand in the text of the act.',
  })
  clauses!: Clause[];

  @Col.text({ nullable: true, description: 'Who coordinates, as printed; null where nobody is named.' })
  coordinatorText!: string | null;

  @Col.hidden.code({ nullable: true, notAChange: 'It follows from `coordinatorText`.' }) coordinatorId!: string | null;

  @Col.text({ nullable: true, description: 'How often it is held, as printed («ежегодно»).' })
  periodicity!: string | null;

  @Col.json(() => Statement, { description: 'When it is held: said by the regulation, or left to other acts.' })
  terms!: Statement;

  @Col.json(() => Statement, { description: 'What it measures: said by the regulation, or left to other acts.' })
  indicators!: Statement;

  @Col.instant({
    nullable: true,
    description:
      'When its owner withdrew it, though rounds of monitoring were held by it: since then it is in no list, and is kept as it was.',
  })
  withdrawnAt!: Date | null;

  @provenanceColumn() provenance!: Provenance[];

  /** Order of programmes: by the date of the regulation. */
  @Col.sortKey() sortKey!: string;
}

export const MonitoringProgrammeConnection = connectionOf('MonitoringProgramme', () => MonitoringProgramme);

@InputType({ description: 'All conditions given must hold.' })
export class MonitoringProgrammeFilter {
  @Field(() => [QualityAreaCodeEnum], { nullable: true, description: 'Monitoring one of these areas.' })
  areas?: QualityAreaCode[] | null;
}
