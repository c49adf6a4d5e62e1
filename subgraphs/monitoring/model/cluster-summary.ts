import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { CountUnit } from './quality-profile.js';

export const ClusterDimension = registerEnum('ClusterDimension', 'By what institutions in clusters are counted.', {
  MUNICIPALITY: 'по владельцам',
  YEAR: 'по годам',
  ROUND: 'по раундам',
  CLUSTER: 'по кластерам',
});

@InputType({ description: 'All conditions given must hold.' })
export class ClusterFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these rounds.' })
  rounds?: string[] | null;

  @Field(() => [Int], { nullable: true, description: 'Of rounds that speak of these years.' })
  years?: number[] | null;
}

@ObjectType({
  description:
    'How many institutions rounds put into clusters. What is not grouped by is null. Clusters of different scales, of a census and of a sample, made-up and real ones never share a row. To the public, clusters with fewer than five institutions are joined with their neighbours: a row with a null in place of a number, or with `isComplete: false`, is not disclosed as finely («не раскрыто»).',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "municipality year round level levelFrom levelTo sampled scale synthetic")')
export class ClusterSummaryRow {
  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => Int, { nullable: true, description: 'Year that the rounds speak of.' })
  year!: number | null;

  @Field(() => ID, { nullable: true, description: 'Id of the round.' })
  round!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The cluster, as a level of its scale. Null also, to the public, where several clusters are joined.',
  })
  level!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The lowest cluster that they may be in; null where not grouped by it, or none is told.',
  })
  levelFrom!: string | null;

  @Field(() => ID, { nullable: true, description: 'The highest cluster that they may be in; null as `levelFrom`.' })
  levelTo!: string | null;

  @Field(() => Boolean, { description: 'By rounds in which only a sample of institutions took part.' })
  sampled!: boolean;

  @Field(() => ID, { description: 'Code of the scale of the clusters.' })
  scale!: string;

  @Field(() => Boolean, {
    description: 'Made up, or of a made-up institution or round; such and real ones never share a row.',
  })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    nullable: true,
    description: 'Institutions in these clusters; null where that is not disclosed.',
  })
  count!: number | null;

  @Directive('@hub__merge(rule: MAX)')
  @Field(() => CountUnit, {
    description:
      'What `count` counts: where an owner has several rounds behind it, an institution may be counted several times.',
  })
  countOf!: ValueOf<typeof CountUnit>;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, {
    description:
      'Institutions that may be in these clusters, but are counted in another row, where clusters are joined.',
  })
  withheld!: number;

  @Directive('@hub__merge(rule: MIN)')
  @Field(() => Boolean, { description: 'Whether all that belong to the row are counted in it.' })
  isComplete!: boolean;
}
