import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { ListSize, registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { EvidenceKind } from './evidence-kind.js';
import { QualityAreaCodeEnum } from './quality-area.js';

export const ComparisonBasis = registerEnum('ComparisonBasis', 'By what values of owners are comparable.', {
  COMMON_SCALE: 'общая шкала уровней',
  SAME_FRAMEWORK: 'одна версия системы показателей, единица и шкала',
});

export const ComparabilityRelation = registerEnum(
  'ComparabilityRelation',
  "How an owner's indicators of an area relate to the common scale.",
  {
    EXACT: 'переводятся на общую шкалу точно',
    LOSSY: 'переводятся на общую шкалу интервалом',
    NONE: 'на общую шкалу не переводятся',
  },
);

export const ComparabilityReason = registerEnum('ComparabilityReason', 'Why so.', {
  ON_COMMON_SCALE: 'уровни общей шкалы или точно ей соответствующие',
  SEVERAL_LEVELS: 'одному уровню соответствуют несколько уровней общей шкалы',
  NO_INDICATORS: 'показателей по направлению нет',
  NO_LEVELS: 'показатели измеряются числами, а не уровнями',
  NO_CROSSWALK: 'у шкалы нет соответствия общей',
});

export const ComparabilityLoss = registerEnum('ComparabilityLoss', 'What a comparison may lose.', {
  BY_DEFINITION: 'сопоставимы только определения: источники значений, годы и охват могут различаться',
  DIFFERENT_YEARS: 'годы могут различаться',
  CENSUS_AND_SAMPLE: 'сплошное обследование может стоять рядом с выборкой',
  SAMPLE: 'выборка: значения известны с ошибкой выборки',
  INTERVALS: 'на общей шкале значения стоят интервалами',
  NO_RESULTS: 'показатели есть, результатов по ним нет',
});

@ObjectType({ description: 'How one owner measures an area.', simpleResolvers: true })
@Directive('@hub__merge(rule: KEY, fields: "municipality synthetic")')
export class AreaParticipant {
  @Field(() => ID, { description: "The owner's code." })
  municipality!: string;

  @Field(() => Boolean, { description: 'By made-up indicators: as the row of the area.' })
  synthetic!: boolean;

  @Field(() => Boolean, { description: 'Its acts, or the marking of its measures, have the area.' })
  usesArea!: boolean;

  @Field(() => ComparabilityRelation, {
    description: 'How its indicators of the area relate to the common scale: the best relation among them.',
  })
  relation!: ValueOf<typeof ComparabilityRelation>;

  @Field(() => ComparabilityReason, { description: 'Why so.' })
  reason!: ValueOf<typeof ComparabilityReason>;

  @Field(() => String, { description: 'The reason in words, in Russian.' })
  explanation!: string;

  @Field(() => Int, { description: 'Its indicators of the area, each version counted.' })
  indicators!: number;

  @Field(() => Int, { description: 'Those of them whose values stand on the common scale, exactly or as intervals.' })
  onCommonScale!: number;

  @Field(() => [ID], { description: 'Codes of the scales of its indicators, in their order.' })
  scales!: string[];

  @Field(() => [String], { description: 'Units of its indicators, in their order.' })
  units!: string[];

  @Field(() => [ID], { description: 'Global ids of the systems that they belong to, in their order.' })
  frameworks!: string[];

  @Field(() => [EvidenceKind], {
    description: 'What results of these indicators rest on, in the order of their codes.',
  })
  evidence!: ValueOf<typeof EvidenceKind>[];

  @Field(() => [Int], { description: 'Years that its results speak of, the earliest first.' })
  years!: number[];

  @Field(() => [Int], { description: 'Those of them with results of a sample alone or besides, the earliest first.' })
  sampledYears!: number[];

  @Field(() => [ComparabilityLoss], { description: 'What a comparison with it loses, whoever it is compared with.' })
  losses!: ValueOf<typeof ComparabilityLoss>[];
}

@ObjectType({
  description:
    'Owners whose values can be put side by side: on the common scale, or by one version of one system in one unit and on one scale. There is a group for what is comparable by definition alone; groups within it of those who have results by one kind of evidence; and within these, of one year; and of one year by a census or by a sample. What stands in no common group cannot be compared so: results by different kinds of evidence never can.',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "basis framework unit scale evidence year sampled synthetic")')
export class ComparableGroup {
  @Field(() => ComparisonBasis, { description: 'By what they are comparable.' })
  basis!: ValueOf<typeof ComparisonBasis>;

  @Field(() => ID, { nullable: true, description: 'Global id of the system; null on the common scale.' })
  framework!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of the values; null on the common scale.' })
  unit!: string | null;

  @Field(() => ID, { nullable: true, description: 'Code of the scale; null for plain numbers.' })
  scale!: string | null;

  @Field(() => EvidenceKind, { nullable: true, description: 'What the results rest on; null by definition alone.' })
  evidence!: ValueOf<typeof EvidenceKind> | null;

  @Field(() => Int, { nullable: true, description: 'The year that they speak of; null where it may differ.' })
  year!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'All of a sample of institutions, or all of a census; null where that may differ.',
  })
  sampled!: boolean | null;

  @Field(() => [ComparabilityLoss], {
    description: 'What the comparison may lose, since the group does not hold it apart; none where nothing.',
  })
  losses!: ValueOf<typeof ComparabilityLoss>[];

  @Field(() => Boolean, { description: 'By made-up indicators: as the row of the area.' })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Owners in the group: of one alone nothing is comparable with others.' })
  owners!: number;

  @Directive('@hub__merge(rule: CONCAT)')
  @Field(() => [ID], { description: 'Their codes, in order.' })
  municipalities!: string[];
}

@ObjectType({
  description:
    'How owners can be compared in one shared area of quality: by real indicators, or, in a row of its own, by made-up ones.',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "area synthetic")')
export class AreaComparability {
  @Field(() => QualityAreaCodeEnum, { description: 'The shared area.' })
  area!: QualityAreaCode;

  @Field(() => Boolean, { description: 'Judged by made-up indicators alone; such and real ones are never compared.' })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description:
      'Owners that use the area, by their acts, the marking of measures, or indicators; where synthetic, those that have made-up indicators of it.',
  })
  owners!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description:
      'Those of them that the common scale compares by definition, exactly or by intervals; whose results, with whose, say the groups.',
  })
  comparableOwners!: number;

  @ListSize(50)
  @Field(() => [AreaParticipant], { description: 'Each of them, in the order of codes.' })
  participants!: AreaParticipant[];

  @ListSize(60)
  @Field(() => [ComparableGroup], { description: 'Who is comparable with whom, and by what.' })
  groups!: ComparableGroup[];
}
