import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { EvidenceKind } from '../../indicators/model/evidence-kind.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { LegalForm } from '../../institutions/model/legal-form.js';
import { registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { MonitoringLevel } from './monitoring-round.js';

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

export const CountUnit = registerEnum('CountUnit', 'What is counted.', {
  INSTITUTIONS: 'организации: каждая не больше одного раза',
  OWNERS: 'владельцы: значения по владельцу в целом',
  RESULTS: 'результаты: одна организация может входить несколько раз',
});

@ObjectType({
  description:
    'What results come to. What is not grouped by is null. What cannot be added never shares a row: values of owners as a whole and of institutions, of different kinds of evidence, of a census and of a sample, of rounds held by a municipality and by others, of different frameworks, versions of indicators, units or scales, made-up and real ones. To the public, levels that fewer than five institutions are on are joined with their neighbours, and legal forms are told where each of their levels has enough: a row with a null in place of a number, or with `isComplete: false`, is not disclosed as finely («не раскрыто»).',
  simpleResolvers: true,
})
@Directive(
  '@hub__merge(rule: KEY, fields: "ofOwners municipality area year round indicator indicatorCode level levelFrom levelTo commonFrom commonTo institutionType evidence roundLevel sampled framework indicatorVersion unit scale synthetic")',
)
export class QualityProfileRow {
  @Field(() => Boolean, { description: 'Values of owners as a whole, not of institutions.' })
  ofOwners!: boolean;

  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => QualityAreaCodeEnum, { nullable: true, description: 'Area of the indicators.' })
  area!: QualityAreaCode | null;

  @Field(() => Int, { nullable: true, description: 'Year that the rounds speak of.' })
  year!: number | null;

  @Field(() => ID, { nullable: true, description: 'Id of the round.' })
  round!: string | null;

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
      "Level on the indicator's scale. Null also where a value is no level, and to the public where several levels are joined, since few are on one of them.",
  })
  level!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The lowest level that the results of the row may be on; null where grouped by no level, or none is told.',
  })
  levelFrom!: string | null;

  @Field(() => ID, { nullable: true, description: 'The highest level that they may be on; null as `levelFrom`.' })
  levelTo!: string | null;

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

  @Field(() => LegalForm, {
    nullable: true,
    description: 'Legal form of the institutions; null also, to the public, for all whose legal form is not disclosed.',
  })
  institutionType!: ValueOf<typeof LegalForm> | null;

  @Field(() => EvidenceKind, { description: 'What the values rest on.' })
  evidence!: ValueOf<typeof EvidenceKind>;

  @Field(() => MonitoringLevel, { description: 'Who held the rounds.' })
  roundLevel!: ValueOf<typeof MonitoringLevel>;

  @Field(() => Boolean, { description: 'Of rounds in which only a sample of institutions took part.' })
  sampled!: boolean;

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
  @Field(() => Int, {
    nullable: true,
    description: 'Observations with a result, reported or estimated; null where that is not disclosed.',
  })
  count!: number | null;

  @Directive('@hub__merge(rule: MAX)')
  @Field(() => CountUnit, {
    description:
      'What `count` counts: where an owner has several indicators or rounds behind the row, or behind another row of the same distribution by levels and legal forms, an institution may be counted several times.',
  })
  countOf!: ValueOf<typeof CountUnit>;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    nullable: true,
    description: 'Observations whose result is a number; null where the numbers are not disclosed.',
  })
  valueCount!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Float, {
    nullable: true,
    description: 'Sum of the numbers, exact in decimals; 0 where there are none, null where they are not disclosed.',
  })
  sum!: number | null;

  @Directive('@hub__merge(rule: MEAN, fields: "sum valueCount")')
  @Field(() => Float, {
    nullable: true,
    description: 'Mean of the numbers, rounded to 12 significant digits; null where there are none, and why.',
  })
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
    nullable: true,
    description:
      'Institutions with a result, each once; null where not disclosed. To the public: as many as stand behind that indicator of a round which has the most, so at least so many.',
  })
  institutions!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    nullable: true,
    description:
      'Institutions of these owners in all: by that of the rounds behind the row that names the most of each. Null by legal form or institution, of which rounds name no total.',
  })
  institutionsTotal!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    nullable: true,
    description: 'Institutions that took part in those same rounds; null as `institutionsTotal`.',
  })
  institutionsCovered!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    nullable: true,
    description:
      'Observations known to be missing. To the public fewer than five of an indicator in a round are not counted; null where that is all there are.',
  })
  missing!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { nullable: true, description: 'Observations that do not apply; to the public as `missing`.' })
  notApplicable!: number | null;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description:
      'Results that may belong to the row, but whose level, legal form or state is told to the caller less finely: they are counted in another row, and at most so many more are in this one.',
  })
  withheld!: number;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Indicators behind the row, as their owners define them.' })
  indicators!: number;

  @Directive('@hub__merge(rule: MIN)')
  @Field(() => Boolean, {
    description:
      'Whether all results that belong to the row are in its numbers; false where some are withheld from the caller, by their small number wholly, or counted in another row because their level or legal form is not told.',
  })
  isComplete!: boolean;

  /** Reads the sketches of all rows at once, when the first is asked for. */
  sketchOf!: () => Promise<string | null>;
}
