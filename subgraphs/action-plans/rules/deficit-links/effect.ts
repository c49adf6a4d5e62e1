import { type RawBuilder, sql } from 'kysely';
import { Field, ObjectType } from 'type-graphql';
import { registerEnum, type ValueOf } from '../../../kit/graphql/index.js';
import { DeficitReference } from '../../resolvers/entity-references.js';

export const MeasureEffect = registerEnum(
  'MeasureEffect',
  'Whether the next round of a deficit can show what a measure did for it.',
  {
    NO_NEXT_ROUND: 'следующего раунда с результатами нет',
    ROUND_BEFORE_MEASURE: 'раунд закончился до начала мероприятия: его итог мероприятию не приписывается',
    ROUND_AFTER_START: 'раунд закончился, когда мероприятие уже началось: его итог может быть связан с ним',
  },
);

@ObjectType({ description: 'A deficit that a measure answers, as its owner says.', simpleResolvers: true })
export class DeficitLink {
  @Field(() => DeficitReference, { description: 'The deficit.' })
  deficit!: { id: string };

  @Field(() => MeasureEffect, {
    nullable: true,
    description:
      'Whether the next round can show what the measure did for it; null where the caller may not see what that round showed.',
  })
  effect!: ValueOf<typeof MeasureEffect> | null;
}

/** What the next round of a deficit can show of measure `r`. */
export function effectOn(deficit: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((
    select case when ${endedBefore(sql`r`)} then 'ROUND_BEFORE_MEASURE' else 'ROUND_AFTER_START' end
    from monitoring.deficit_outcome o join monitoring.monitoring_round n on n.id = o.round_id
    where o.deficit_id = ${deficit}), 'NO_NEXT_ROUND')`;
}

/** Round `n` was over before the measure began: what it showed is no effect of it. */
export function endedBefore(measure: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`((n.period->>'end')::date < action_plans.measure_began(${measure})) is true`;
}
