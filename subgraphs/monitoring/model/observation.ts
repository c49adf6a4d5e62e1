import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { EvidenceKind } from '../../indicators/model/evidence-kind.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { LegalForm } from '../../institutions/model/legal-form.js';
import { restrictRows } from '../../kit/database/index.js';
import { Col, canBeSynthetic, markedConnectionOf, Node, registerEnum, type ValueOf } from '../../kit/graphql/index.js';

export const observationStatusLabels = {
  REPORTED: 'сообщено',
  ESTIMATED: 'оценка',
  MISSING: 'нет данных',
  NOT_APPLICABLE: 'не применимо',
  SUPPRESSED: 'скрыто',
  BREAK: 'разрыв ряда',
} as const;
export const ObservationStatus = registerEnum(
  'ObservationStatus',
  'What stands behind a value, or instead of it.',
  observationStatusLabels,
);

@restrictRows('r.institution_id is null')
@canBeSynthetic({ institution: 'institutionId', round: 'roundId', indicator: 'indicatorId' })
@Entity({ schema: 'monitoring', tableName: 'observation' })
@ObjectType({ description: 'One value of one indicator in one round.', implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Observation extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code({ notAChange: 'It is part of the key.' }) municipality!: string;
  @Col.hidden.code({ notAChange: 'It is part of the key.' }) roundId!: string;
  @Col.hidden.code({ notAChange: 'It is part of the key.' }) indicatorId!: string;
  @Col.hidden.code({ nullable: true, notAChange: 'It is part of the key.' }) institutionId!: string | null;

  @Col.float({
    nullable: true,
    description: "Value in the indicator's unit; null on an ordinal scale or where there is none.",
  })
  value!: number | null;

  @Col.hidden.code({ nullable: true }) levelCode!: string | null;

  @Col.enum(ObservationStatus, { description: 'What stands behind the value, or instead of it.' })
  status!: ValueOf<typeof ObservationStatus>;

  @Col.enum(EvidenceKind, { description: 'What the value rests on.', notAChange: 'It is part of the key.' })
  evidence!: ValueOf<typeof EvidenceKind>;

  @Col.date({ nullable: true, description: 'Day of the observation.' })
  observedAt!: string | null;

  @Col.int({ description: 'The year that it speaks of: that of its round.', notAChange: 'It follows from the round.' })
  year!: number;

  @Col.hidden.code<QualityAreaCode>({ notAChange: 'It follows from the indicator.' }) areaCode!: QualityAreaCode;

  /** Legal form of the institution when this was recorded. */
  @Col.hidden.code({ nullable: true, notAChange: 'It follows from the institution.' }) institutionType!: string | null;
  @Col.hidden.code({ notAChange: 'It tells who says so.' }) publicationId!: string;
  @Col.hidden.int({ notAChange: 'Its place in the table.' }) sourceRow!: number;

  @Col.boolean({ description: 'Made up, not measured.' })
  synthetic!: boolean;

  @Col.instant({ description: 'Since when it is recorded as it is.', notAChange: 'It follows a change.' })
  recordedAt!: Date;

  /** Order of observations: round, indicator, institution. */
  @Col.sortKey() sortKey!: string;
  /** Other orders: the place of the indicator, and of the institution, among their own. */
  @Col.sortKey() indicatorKey!: string;
  @Col.sortKey() institutionKey!: string;
}

export const ObservationConnection = markedConnectionOf('Observation', () => Observation);

export const ObservationOrder = registerEnum('ObservationOrder', 'Order of observations.', {
  ROUND_ASC: 'по раунду, показателю, организации',
  ROUND_DESC: 'в обратном порядке',
  INDICATOR_ASC: 'по показателю',
  INDICATOR_DESC: 'по показателю, в обратном порядке',
  INSTITUTION_ASC: 'по организации; сначала значения в целом',
  INSTITUTION_DESC: 'по организации, в обратном порядке',
});

@InputType({ description: 'All conditions given must hold.' })
export class ObservationFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these rounds.' })
  rounds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of these indicators.' })
  indicators?: string[] | null;

  @Field(() => [ObservationStatus], { nullable: true, description: 'In one of these states.' })
  statuses?: ValueOf<typeof ObservationStatus>[] | null;

  @Field(() => [EvidenceKind], { nullable: true, description: 'Resting on one of these kinds of evidence.' })
  evidence?: ValueOf<typeof EvidenceKind>[] | null;

  @Field(() => [Int], { nullable: true, description: 'Of rounds that speak of these years.' })
  years?: number[] | null;

  @Field(() => [QualityAreaCodeEnum], { nullable: true, description: 'Of indicators in these areas.' })
  areas?: QualityAreaCode[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of these institutions.' })
  institutions?: string[] | null;

  @Field(() => [LegalForm], { nullable: true, description: 'Of institutions of one of these legal forms.' })
  institutionTypes?: ValueOf<typeof LegalForm>[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'On one of these levels, by code or name: «MKDO/L3», «L3», «базовый уровень». A name finds the levels of all scales that have it; one that none has is refused: BAD_ARGUMENT.',
  })
  levels?: string[] | null;
}
