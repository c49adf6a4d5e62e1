import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import {
  Col,
  canBeSynthetic,
  codeColumn,
  DateScalar,
  MaxLength,
  markedConnectionOf,
  Node,
  type Provenance,
  provenanceColumn,
  registerEnum,
  registerSynthetic,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { EvidenceKind } from './evidence-kind.js';
import { QualityAreaCodeEnum } from './quality-area.js';

export const directionLabels = {
  HIGHER: 'больше – лучше',
  LOWER: 'меньше – лучше',
  NEUTRAL: 'не оценивается',
} as const;

export const Direction = registerEnum('Direction', 'Which of two values is the better one.', directionLabels);

@canBeSynthetic({ framework: 'frameworkId' })
@pluralName('показатели')
@Entity({ schema: 'indicators', tableName: 'indicator' })
@ObjectType({
  description: 'What an owner measures: one version of one indicator.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Indicator extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.text({ description: "Code in the owner's framework." })
  code!: string;

  @Col.int({ description: 'Version of the definition, from 1; values of different versions are not compared.' })
  version!: number;

  @Col.text({ description: 'Name, in Russian.' })
  name!: string;

  @Col.hidden.code<QualityAreaCode>() areaCode!: QualityAreaCode;

  @Col.text({ description: 'Unit of its values.' })
  unit!: string;

  @Col.hidden.code({ nullable: true }) scaleCode!: string | null;
  @Col.hidden.code({ nullable: true }) frameworkId!: string | null;

  @Field(() => Direction, { description: 'Which of two values is the better one.' })
  @Property({ ...codeColumn, default: 'NEUTRAL' })
  direction!: ValueOf<typeof Direction>;

  @Col.text({ nullable: true, description: 'How a value is computed, in words.' })
  formula!: string | null;

  @Col.enums(EvidenceKind, { description: 'What its values may rest on.' })
  evidence!: ValueOf<typeof EvidenceKind>[];

  @Col.date({ nullable: true, description: 'First day on which the version holds.' })
  validFrom!: string | null;

  @Col.date({ nullable: true, description: 'Last day on which the version holds.' })
  validTo!: string | null;

  @Field(() => Boolean, { description: 'Made up, not laid down by the owner.' })
  @Property({ type: 'boolean', default: false })
  synthetic!: boolean;

  @provenanceColumn() provenance!: Provenance[];

  /** `sortKey(code)`, then the version. */
  @Col.sortKey() codeKey!: string;
}

/** An area of quality that an owner's own act names, in its goals or in its programme of monitoring. */
@Entity({ schema: 'indicators', tableName: 'framework_area' })
export class FrameworkArea {
  @PrimaryKey({ ...codeColumn }) orderId!: string;
  @PrimaryKey({ ...codeColumn }) area!: QualityAreaCode;
  @Col.hidden.code() municipality!: string;
  /** The words that name it first. */
  @Col.hidden.text() text!: string;
  @Col.hidden.int() line!: number;
}

export const IndicatorConnection = markedConnectionOf('Indicator', () => Indicator);

export const IndicatorOrder = registerEnum('IndicatorOrder', 'Order of indicators.', {
  CODE_ASC: 'по коду, по возрастанию',
  CODE_DESC: 'по коду, по убыванию',
});

@InputType({ description: 'All conditions given must hold.' })
export class IndicatorFilter {
  @Field(() => [QualityAreaCodeEnum], { nullable: true, description: 'In one of these areas.' })
  areas?: QualityAreaCode[] | null;

  @Field(() => [EvidenceKind], { nullable: true, description: 'Resting on one of these kinds of evidence.' })
  evidence?: ValueOf<typeof EvidenceKind>[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of these systems of indicators.' })
  frameworks?: string[] | null;

  @MaxLength(100, 500)
  @Field(() => [String], { nullable: true, description: 'With one of these codes.' })
  codes?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Whose version holds on this day.' })
  validOn?: string | null;
}

registerSynthetic(
  'indicator',
  sql`select id from indicators.indicator
    where synthetic or framework_id in (select id from indicators.framework where synthetic)`,
);
