import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import type {
  DeadlineKind,
  DeadlineReading,
  DeadlineStatus,
  EducationLevel,
  IssueCode,
  QualityAreaCode,
  ResponsibleRole,
} from '../../documents/index.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import {
  Col,
  connectionOf,
  DateScalar,
  Issue,
  IssueCodeEnum,
  ListSize,
  longestFilterText,
  MaxLength,
  Node,
  PeriodInput,
  type Provenance,
  provenanceColumn,
  registerEnum,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { searchable, searchText } from '../../kit/search/index.js';
import { DeficitOutcomeState } from '../../monitoring/model/deficit-outcome.js';
import { DeadlineKindEnum } from './deadline.js';
import { EducationLevelEnum } from './enums.js';
import { MeasureState } from './progress.js';
import { ResponsibleRoleEnum } from './responsible.js';

/** Its key is owner, act, section path and position in the section; the printed number is only a label. */
@searchable<Measure>(['title', 'form', 'plannedResults', 'provenance'], (row) => [
  {
    kind: 'MEASURE',
    title: row.title,
    texts: [row.form ?? '', ...row.plannedResults],
    line: row.provenance[0]?.line ?? null,
  },
])
@pluralName('мероприятия')
@Entity({ schema: 'action_plans', tableName: 'measure' })
@ObjectType({ description: 'One row of a plan (мероприятие).', implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Measure extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() planId!: string;

  @Col.hidden.codes() sectionPath!: string[];

  @Col.text({ nullable: true, description: 'Number as printed; repeats across sections, and may be missing.' })
  number!: string | null;

  @Col.int({ description: 'Position in its section, from 1.', notAChange: 'Rows before it came or went.' })
  ordinal!: number;

  @Col.text({ description: 'What is to be done, as printed.' })
  title!: string;

  @Col.hidden.text({ nullable: true }) deadlineText!: string | null;

  /** Null where the row was published before deadlines were read. */
  @Col.hidden.json<DeadlineReading>({ nullable: true, notAChange: 'It is read from `deadlineText`.' })
  deadline!: DeadlineReading | null;
  @Col.hidden.code<DeadlineKind>({ nullable: true, notAChange: 'It is read from `deadlineText`.' })
  deadlineKind!: DeadlineKind | null;
  @Col.hidden.code<DeadlineStatus>({ nullable: true, notAChange: 'It is read from `deadlineText`.' })
  deadlineStatus!: DeadlineStatus | null;
  /** First day of the first window or occurrence. */
  @Col.hidden.date({ nullable: true, notAChange: 'It is read from `deadlineText`.' }) starts!: string | null;
  @Col.hidden.date({ nullable: true, notAChange: 'It is read from `deadlineText`.' }) due!: string | null;

  @Col.text({
    nullable: true,
    description: 'The cell of those responsible, as printed; null where there is no such column.',
  })
  responsibleText!: string | null;

  @Col.text({ nullable: true, description: 'Who takes part; null where there is no such column.' })
  participants!: string | null;

  @Col.text({ nullable: true, description: 'Form in which it is held; null where there is no such column.' })
  form!: string | null;

  @Col.texts({ description: 'Planned results, as printed.' })
  plannedResults!: string[];

  @Col.dates({
    description:
      'Days as of which results are due by their own words («по состоянию на 20 сентября»), within the plan; none for most.',
    notAChange: 'They are read from the results.',
  })
  resultDates!: string[];

  @Col.hidden.codes<QualityAreaCode[]>({ notAChange: 'They are given by a publication of their own.' })
  areaCodes!: QualityAreaCode[];

  @Col.enums(EducationLevelEnum, {
    description: 'Levels of education: those the row names, else its section, else its act.',
  })
  educationLevels!: EducationLevel[];

  @ListSize(2)
  @Col.jsons(() => Issue, {
    description: 'What is odd about the row.',
    lazy: true,
    notAChange: 'A reader says it, not the plan.',
  })
  issues!: Issue[];

  @provenanceColumn() provenance!: Provenance[];

  /** Words of the responsible cell, each between blanks, so that whole words are found. */
  @Col.hidden.text({ notAChange: 'It follows from `responsibleText`.' }) responsibleKey!: string;

  /** Order of the sources: owner, act by date, plan, row. */
  @Col.sortKey() sourceOrder!: string;
}

export const MeasureConnection = connectionOf('Measure', () => Measure);

export const MeasureOrder = registerEnum('MeasureOrder', 'Order of measures.', {
  SOURCE_ORDER: 'как в документах: владелец, акт, план, строка',
  DUE_ASC: 'по сроку, ближайшие первыми; без срока в конце',
  DUE_DESC: 'по сроку, поздние первыми; без срока в конце',
});

@InputType({ description: 'All conditions given must hold.' })
export class MeasureFilter {
  @Field(() => [MeasureState], {
    nullable: true,
    description: 'In one of these states on the day `asOf`, which must be given with it.',
  })
  states?: ValueOf<typeof MeasureState>[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Its owner has reported something of its plan by the day `asOf`, which must be given with it, or nothing. With the state OVERDUE, false finds those of which it can only be said: «срок истёк, отчётов нет».',
  })
  planReported?: boolean | null;

  @Field(() => [QualityAreaCodeEnum], { nullable: true, description: 'In one of these areas.' })
  areas?: QualityAreaCode[] | null;

  @MaxLength(longestFilterText)
  @Field(() => String, {
    nullable: true,
    description:
      'This organisation under any of its names, or this person, is responsible: «УО» finds «специалисты управления образования». Also whole words of the cell as printed; case, ё/е and quotes do not matter.',
  })
  responsible?: string | null;

  @Field(() => ResponsibleRoleEnum, {
    nullable: true,
    description: 'Somebody is responsible in this role; with «responsible», it is they who are.',
  })
  responsibleRole?: ResponsibleRole | null;

  @Field(() => EducationLevelEnum, { nullable: true, description: 'Of this level of education.' })
  educationLevel?: EducationLevel | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'With a window or an occurrence whose last day is this one or later; with `dueTo`, one whose last day lies between both. A yearly measure of 2021 to 2024 is due in each of these years.',
  })
  dueFrom?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'With a window or an occurrence whose last day is this one or earlier. A measure under way now whose last day is later is found by `activeWithin`, not by this.',
  })
  dueTo?: string | null;

  @Field(() => PeriodInput, {
    nullable: true,
    description:
      'With a window, or an occurrence in the plan, that has at least a day in this time: what is to be worked on then, whether or not it ends then (for that, see `dueFrom` and `dueTo`). A window without a first day is under way from the beginning.',
  })
  activeWithin?: PeriodInput | null;

  @Field(() => [DeadlineKindEnum], { nullable: true, description: 'With a deadline of one of these kinds.' })
  deadlineKinds?: DeadlineKind[] | null;

  @MaxLength(100, 20)
  @Field(() => [String], {
    nullable: true,
    description:
      'In this section or below it, as [«II», «5»] or [«II.5»]; in a path of several labels Roman and Arabic numbers are the same. What is no label is refused: BAD_ARGUMENT.',
  })
  section?: string[] | null;

  @Field(() => IssueCodeEnum, { nullable: true, description: 'With an issue of this code.' })
  issue?: IssueCode | null;

  @Field(() => Boolean, { nullable: true, description: 'Linked to a deficit that the caller sees, or not.' })
  hasDeficit?: boolean | null;

  @Field(() => [DeficitOutcomeState], {
    nullable: true,
    description:
      'Linked to a deficit with one of these outcomes in the next round, where that was not over before the measure began: with the states DONE and DONE_LATE, REMAINED and WORSE find what was done in vain.',
  })
  deficitOutcomes?: DeficitOutcomeState[] | null;

  @MaxLength(longestFilterText)
  @Field(() => String, {
    nullable: true,
    description: `In the title, the results or the form. ${searchText}`,
  })
  search?: string | null;
}
