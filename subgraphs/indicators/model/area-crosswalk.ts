import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { ListSize, Provenance, registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { CrosswalkRelation } from './crosswalk-relation.js';
import { QualityAreaCodeEnum } from './quality-area.js';

export const CrosswalkSource = registerEnum('CrosswalkSource', 'What an owner says an area of quality in.', {
  ACT: 'акт: цели плана или программа мониторинга',
  MEASURES: 'разметка мероприятий плана',
});

@ObjectType({
  description:
    'What an owner has in a shared area of quality, in its own words, and who says that the two belong together.',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "area municipality source act authority relation synthetic")')
export class AreaCrosswalk {
  @Field(() => QualityAreaCodeEnum, { description: 'The shared area.' })
  area!: QualityAreaCode;

  @Field(() => ID, { description: "The owner's code." })
  municipality!: string;

  @Field(() => CrosswalkSource, { description: 'Where its words stand.' })
  source!: ValueOf<typeof CrosswalkSource>;

  @Field(() => ID, { description: 'Global id of the act with the words.' })
  act!: string;

  @Field(() => String, { description: 'Who says that they mean the area, in Russian.' })
  authority!: string;

  @Field(() => CrosswalkRelation, { description: 'How what the owner means relates to the shared area.' })
  relation!: ValueOf<typeof CrosswalkRelation>;

  @Field(() => Boolean, { description: 'By a made-up act or marking; others never share a row with such.' })
  synthetic!: boolean;

  @Field(() => Boolean, { description: 'Is something lost on the way, so that there is no way back.' })
  lossy!: boolean;

  @Field(() => [String], {
    description: "The owner's words: those that name the area first in an act, or the titles of the first 20 measures.",
  })
  words!: string[];

  @Field(() => Int, { description: 'How many phrases or measures there are.' })
  count!: number;

  @ListSize(5)
  @Field(() => [Provenance], { description: 'Where it is said: the act, or the tables that mark measures.' })
  provenance!: Provenance[];
}
