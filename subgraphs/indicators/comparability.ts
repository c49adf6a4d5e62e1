import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Holds } from '../kit/bounds.js';
import { registerEnum, type ValueOf } from '../kit/enums.js';
import { QualityAreaCode } from '../kit/quality-area.js';

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
}

@ObjectType({
  description:
    'Owners whose values can be put side by side: on the common scale, or by one version of one system in one unit and on one scale. What stands in no common group cannot.',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "basis framework unit scale synthetic")')
export class ComparableGroup {
  @Field(() => ComparisonBasis, { description: 'By what they are comparable.' })
  basis!: ValueOf<typeof ComparisonBasis>;

  @Field(() => ID, { nullable: true, description: 'Global id of the system; null on the common scale.' })
  framework!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of the values; null on the common scale.' })
  unit!: string | null;

  @Field(() => ID, { nullable: true, description: 'Code of the scale; null for plain numbers.' })
  scale!: string | null;

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
  @Field(() => QualityAreaCode, { description: 'The shared area.' })
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
  @Field(() => Int, { description: 'Those of them that the common scale compares, exactly or by intervals.' })
  comparableOwners!: number;

  @Holds(50)
  @Field(() => [AreaParticipant], { description: 'Each of them, in the order of codes.' })
  participants!: AreaParticipant[];

  @Holds(10)
  @Field(() => [ComparableGroup], { description: 'Who is comparable with whom, and by what.' })
  groups!: ComparableGroup[];
}
