import { Arg, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import { longestDeadline, mostOccurrences, occurrencesOf, readDeadline, type Window } from '../../documents/index.js';
import { DateScalar, ListSize, MaxLength, Period, PeriodInput } from '../../kit/graphql/index.js';
import { Deadline } from '../model/deadline.js';

@Resolver(() => Deadline)
export class DeadlineResolver {
  @Directive('@hub__merge(rule: ANY)')
  @Query(() => Deadline, {
    description: 'What a phrase would be read as in a plan for this period, by an act of this date. Nothing is stored.',
  })
  readDeadline(
    @MaxLength(longestDeadline)
    @Arg('text', () => String, { description: 'The phrase.' })
    text: string,
    @Arg('planPeriod', () => PeriodInput, {
      nullable: true,
      description: 'Gives the years that the phrase leaves out.',
    })
    planPeriod: PeriodInput | null | undefined,
    @Arg('actDate', () => DateScalar, { nullable: true, description: 'The day before which nothing can be due.' })
    actDate: string | null | undefined,
  ): Deadline {
    return readDeadline(text, { planPeriod: planPeriod && checked(planPeriod), actDate });
  }

  @ListSize(12)
  @FieldResolver(() => [Period], {
    description: `When it is to be done within a period, or at all if none is given. Of a recurrence: a span for each occurrence due there and in the plan, its end the day it is due, the first ${mostOccurrences} of them. Of anything else: the windows that touch the period.`,
  })
  occurrences(
    @Root() deadline: Deadline,
    @Arg('within', () => PeriodInput, { nullable: true, description: 'Both ends inclusive.' })
    within: PeriodInput | null | undefined,
  ): Window[] {
    return occurrencesOf(deadline, within ? checked(within) : (deadline.period ?? { start: null, end: null }));
  }
}

function checked({ start = null, end = null }: PeriodInput): Window {
  if (start === null || end === null || start <= end) return { start, end };
  throw new HubError('BAD_ARGUMENT', { reason: 'PERIOD', got: `${start}..${end}` });
}
