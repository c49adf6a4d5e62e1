import { Field, Float, ObjectType } from 'type-graphql';
import { registerEnum, type ValueOf } from '../../../kit/graphql/index.js';
import { Measure } from '../../model/measure.js';
import { MeasureEffect } from './effect.js';

export const CandidateReason = registerEnum('CandidateReason', 'Why a measure may answer a deficit.', {
  SAME_AREA: 'то же направление',
  SAME_CLUSTER: 'тот же кластер: назван в мероприятии, или оно отвечает другому его дефициту',
  SIMILAR_TEXT: 'похожие слова',
});

@ObjectType({
  description: 'A measure that may answer a deficit: proposed, not linked. Only its owner links.',
  simpleResolvers: true,
})
export class MeasureCandidate {
  @Field(() => Measure, { description: 'The measure.' })
  measure!: Measure;

  @Field(() => [CandidateReason], { description: 'Why it is proposed.' })
  reasons!: ValueOf<typeof CandidateReason>[];

  @Field(() => Float, {
    description:
      'One for the area, one for the cluster, and the part of the words of the deficit that the measure has, less than one.',
  })
  score!: number;

  @Field(() => MeasureEffect, {
    description: 'Whether the next round of the deficit could show what the measure did for it, were it linked.',
  })
  effect!: ValueOf<typeof MeasureEffect>;
}
