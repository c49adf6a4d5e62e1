import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { restrictRows } from '../../kit/database/index.js';
import {
  Col,
  canBeSynthetic,
  DateScalar,
  MaxLength,
  Node,
  Period,
  PeriodInput,
  registerEnum,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { longestKey } from '../../kit/publishing/index.js';

export const progressStatusLabels = {
  IN_PROGRESS: 'в работе',
  DONE: 'выполнено',
  CANCELLED: 'отменено',
  WITHDRAWN: 'отчёт отозван',
} as const;

export const ProgressStatus = registerEnum('ProgressStatus', 'What a report says of a measure.', progressStatusLabels);

export const MeasureState = registerEnum(
  'MeasureState',
  'How a measure stands on a day: computed from its deadline and what is reported of it, never stored.',
  {
    NOT_STARTED: 'не начато',
    IN_PROGRESS: 'в работе',
    DONE: 'выполнено',
    DONE_LATE: 'выполнено с опозданием',
    OVERDUE: 'просрочено',
    NOT_DATED: 'без срока',
    UNCERTAIN: 'срок неоднозначен',
    CANCELLED: 'отменено',
  },
);

/** Reports are never changed: a later one on the same occurrence takes back what it contradicts. */
@restrictRows('r.institution_id is null')
@canBeSynthetic({ institution: 'institutionId' }, 'Of a made-up institution.')
@Entity({ schema: 'action_plans', tableName: 'progress_report' })
@ObjectType({
  description:
    'What was reported of a measure: by its owner, for everybody, or of one institution, for the region, the owner and the institution. Reports stay; later ones correct them.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ProgressReport extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() measureId!: string;
  /** The institution that it is about; null where it is the owner's own report on the measure. */
  @Col.hidden.code({ nullable: true }) institutionId!: string | null;
  /** Position among the reports on its measure, in the order in which they came. */
  @Col.hidden.int({ notAChange: 'Its place among the reports.' }) seq!: number;

  @Col.json(() => Period, {
    nullable: true,
    description: "The measure's window or occurrence that it speaks of; null for the measure as a whole.",
  })
  occurrence!: Period | null;

  @Col.enum(ProgressStatus, {
    description:
      'What it says. A later report of the same institution, or of the owner, on the same occurrence takes back what it contradicts: another day of beginning or of ending, an end before a day on which it was still IN_PROGRESS; WITHDRAWN takes back everything before it.',
  })
  status!: ValueOf<typeof ProgressStatus>;

  @Col.date({
    nullable: true,
    description: 'Day since which it is so: begun, done or cancelled. Where it is null, the day of the report in UTC.',
  })
  doneAt!: string | null;

  @Col.text({
    nullable: true,
    description: 'Remark, for the region, the owner and, of its own report, the institution; null for others.',
  })
  note!: string | null;

  @Col.text({
    nullable: true,
    description: 'What proves it: an address or words, for those who see the remark; null for others.',
  })
  evidence!: string | null;

  @Col.instant({ description: 'When it was reported.', notAChange: 'It is no part of what is reported.' })
  reportedAt!: Date;

  @Col.hidden.text({ nullable: true, notAChange: 'It is no part of what is reported.' }) reportedBy!: string | null;
  /** The publication of a table that brought it; null where it was reported by itself. */
  @Col.hidden.code({ nullable: true, notAChange: 'It tells who says so.' }) publicationId!: string | null;
}

@InputType({
  description:
    'A report on a measure, or on one of its occurrences: of the owner, or of one institution, which alone its head may make.',
})
export class ReportProgressInput {
  @Directive('@hub__owner')
  @Field(() => ID, { description: 'The measure.' })
  measure!: string;

  @Directive('@hub__owner')
  @Field(() => ID, {
    nullable: true,
    description:
      'The institution of which it is reported, of the same owner. Its report does not change the state of the measure; without it the owner reports of the measure.',
  })
  institution?: string | null;

  @Field(() => ProgressStatus, { description: 'What is reported.' })
  status!: ValueOf<typeof ProgressStatus>;

  @Field(() => PeriodInput, {
    nullable: true,
    description: "One of the measure's windows or occurrences; without it the measure as a whole is meant.",
  })
  occurrence?: PeriodInput | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day since which it is so, today at the latest, by the easternmost clock of Russia (UTC+12); without it the day of the report.',
  })
  doneAt?: string | null;

  @MaxLength(4000)
  @Field(() => String, { nullable: true, description: 'Remark.' })
  note?: string | null;

  @MaxLength(2000)
  @Field(() => String, {
    nullable: true,
    description: 'What proves it: words, or an address that begins with http: or https:.',
  })
  evidence?: string | null;

  @MaxLength(longestKey)
  @Field(() => String, {
    nullable: true,
    description:
      'Chosen by the client for this report alone, 8 characters at least: repeated with it, the report is answered as before. With another report it is refused: IDEMPOTENCY_CONFLICT.',
  })
  idempotencyKey?: string | null;
}
