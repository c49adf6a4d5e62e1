import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { registerEnum, type ValueOf } from '../../kit/enums.js';
import { EvidenceKind } from '../../kit/evidence.js';
import { LegalForm } from '../../kit/legal-form.js';
import { QualityAreaCode } from '../../kit/quality-area.js';
import { MonitoringLevel } from '../model.js';

export const ProfileDimension = registerEnum('ProfileDimension', 'By what results are summed up.', {
  MUNICIPALITY: 'по владельцам',
  AREA: 'по направлениям качества',
  YEAR: 'по годам',
  ROUND: 'по раундам',
  ROUND_LEVEL: 'по уровню проведения раунда',
  INDICATOR: 'по показателям владельца',
  INDICATOR_CODE: 'по коду показателя внутри системы показателей',
  LEVEL: 'по уровням шкалы показателя',
  COMMON_LEVEL: 'по уровням общей шкалы',
  INSTITUTION_TYPE: 'по организационно-правовой форме',
  EVIDENCE: 'по источникам значений',
});

export const MeanRefusal = registerEnum('MeanRefusal', 'Why there is no mean.', {
  ORDINAL_SCALE: 'шкала только упорядочивает: расстояния между уровнями не определены',
});

@ObjectType({
  description:
    'What results come to. What is not grouped by is null. What cannot be added never shares a row: values of owners as a whole and of institutions, of different frameworks, versions of indicators, units or scales, made-up and real ones. To the public, groups of institutions that are too small are neither shown nor counted in any row.',
  simpleResolvers: true,
})
@Directive(
  '@hub__merge(rule: KEY, fields: "ofOwners municipality area year round roundLevel indicator indicatorCode level commonFrom commonTo institutionType evidence framework indicatorVersion unit scale synthetic")',
)
export class QualityProfileRow {
  @Field(() => Boolean, { description: 'Values of owners as a whole, not of institutions.' })
  ofOwners!: boolean;

  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => QualityAreaCode, { nullable: true, description: 'Area of the indicators.' })
  area!: QualityAreaCode | null;

  @Field(() => Int, { nullable: true, description: 'Year that the rounds speak of.' })
  year!: number | null;

  @Field(() => ID, { nullable: true, description: 'Id of the round.' })
  round!: string | null;

  @Field(() => MonitoringLevel, { nullable: true, description: 'Who held the rounds.' })
  roundLevel!: ValueOf<typeof MonitoringLevel> | null;

  @Field(() => ID, { nullable: true, description: "Id of the owner's indicator." })
  indicator!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the indicator in its framework: the same indicator of a shared framework at all owners.',
  })
  indicatorCode!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Level on the indicator's scale. Null also where a value is no level, and to the public for levels that few are on, joined to one group.",
  })
  level!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Lowest level of the common scale that it may be, by the crosswalk of scales; null as `level`.',
  })
  commonFrom!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Highest level of the common scale that it may be. «Повышенный» is an interval, L4 to L5.',
  })
  commonTo!: string | null;

  @Field(() => LegalForm, { nullable: true, description: 'Legal form of the institutions.' })
  institutionType!: ValueOf<typeof LegalForm> | null;

  @Field(() => EvidenceKind, { nullable: true, description: 'What the values rest on.' })
  evidence!: ValueOf<typeof EvidenceKind> | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Framework of the indicators; the owner's code where they belong to none. Null where grouped by levels of the common scale, which all on that scale share.",
  })
  framework!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the indicators; null where grouped by levels of the common scale.',
  })
  indicatorVersion!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Unit of the values; null where grouped by levels of the common scale.',
  })
  unit!: string | null;

  @Field(() => ID, { nullable: true, description: 'Scale of the values; null for plain numbers.' })
  scale!: string | null;

  @Field(() => Boolean, {
    description:
      'Its results are made up, or of a made-up institution, round, indicator or framework; such and real ones never share a row.',
  })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Observations with a result, reported or estimated.' })
  count!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Observations whose result is a number.' })
  valueCount!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Float, { description: 'Sum of the numbers, exact in decimals; 0 where there are none.' })
  sum!: number;

  @Directive('@hub__merge(rule: MEAN, fields: "sum valueCount")')
  @Field(() => Float, { nullable: true, description: 'Mean of the numbers; null where there are none, and why.' })
  mean!: number | null;

  @Field(() => MeanRefusal, { nullable: true, description: 'Why there is no mean, where the scale allows none.' })
  meanRefused!: ValueOf<typeof MeanRefusal> | null;

  @Directive('@hub__merge(rule: MIN)')
  @Field(() => Float, {
    nullable: true,
    description: 'Least number. It is the value of one: null to the public, but for owners as a whole.',
  })
  min!: number | null;

  @Directive('@hub__merge(rule: MAX)')
  @Field(() => Float, { nullable: true, description: 'Greatest number; seen by whom `min` is.' })
  max!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description:
      'Institutions with a result, each once. To the public: as many as stand behind that indicator of a round by one kind of evidence which has the most, so at least so many.',
  })
  institutions!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description:
      'Institutions of these owners in all, of whatever legal form: by the round that names the most of each.',
  })
  institutionsTotal!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Observations known to be missing.' })
  missing!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Observations that do not apply.' })
  notApplicable!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Indicators behind the row, as their owners define them.' })
  indicators!: number;

  @Directive('@hub__merge(rule: MIN)')
  @Field(() => Boolean, {
    description: 'Whether nothing of the rounds behind the row is withheld from the caller, in this row or another.',
  })
  isComplete!: boolean;

  /** Reads the sketches of all rows at once, when the first is asked for. */
  sketchOf!: () => Promise<string | null>;
}
