import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import {
  type DeadlineKind,
  type DeadlineReading,
  type DeadlineStatus,
  deadlineKinds,
  deadlineStatuses,
  type Window,
  type YearSource,
  yearSources,
} from '../../documents/index.js';
import { codeColumn, DateScalar, ListSize, Period, registerEnum } from '../../kit/graphql/index.js';

export const DeadlineKindEnum = registerEnum('DeadlineKind', 'What sort of deadline a phrase names.', deadlineKinds);

export const DeadlineStatusEnum = registerEnum(
  'DeadlineStatus',
  'How sure the reading of a deadline is.',
  deadlineStatuses,
);

export const YearSourceEnum = registerEnum('YearSource', 'Where the year of a deadline comes from.', yearSources);

@ObjectType({ description: 'When something is to be done: a phrase and what it was read as.', simpleResolvers: true })
@Directive('@shareable')
export class Deadline implements DeadlineReading {
  @Field(() => String, { description: 'The phrase as printed; empty where the cell is.' })
  text!: string;

  @Field(() => DeadlineKindEnum, { description: 'What sort of deadline it is.' })
  kind!: DeadlineKind;

  @ListSize(2)
  @Field(() => [Period], {
    description: 'Its spans of days, in order; of a recurrence the span that the phrase itself bounds it to, if any.',
  })
  windows!: Window[];

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day, inclusive: of the last window, or of the last occurrence in the plan. Overdue begins the day after.',
  })
  due!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Recurrence as an RFC 5545 rule value. Without days an occurrence is a whole month, quarter, half-year or year, due at its end.',
  })
  rrule!: string | null;

  @Field(() => String, { nullable: true, description: 'The document that sets the dates, as named, in small letters.' })
  schedule!: string | null;

  @Field(() => String, { nullable: true, description: 'The event that it waits for, as named, in small letters.' })
  trigger!: string | null;

  @Field(() => YearSourceEnum, { description: 'Where its year comes from.' })
  yearSource!: YearSource;

  @Field(() => DeadlineStatusEnum, { description: 'How sure the reading is.' })
  status!: DeadlineStatus;

  @ListSize(4)
  @Field(() => [[Period]], {
    description:
      'Every possible reading, the default first: its windows, or its occurrences in the plan. Empty where there is but one.',
  })
  candidates!: Window[][];

  @Field(() => String, { nullable: true, description: 'What was taken for granted, as a Russian sentence.' })
  assumption!: string | null;

  period!: Window | null;
}

/** One window or occurrence of a measure's deadline, for conditions on days. */
@Entity({ schema: 'action_plans', tableName: 'measure_occurrence' })
export class MeasureOccurrence {
  @PrimaryKey({ ...codeColumn }) measureId!: string;
  /** 0 is the default reading, the others follow as in `candidates`. */
  @PrimaryKey({ type: 'integer' }) candidate!: number;
  /** Position among the windows or occurrences of its candidate, from 0. */
  @PrimaryKey({ type: 'integer' }) seq!: number;
  @Property({ type: 'date', nullable: true }) starts!: string | null;
  @Property({ type: 'date', nullable: true }) ends!: string | null;
}
