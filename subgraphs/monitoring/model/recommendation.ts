import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { restrictRows } from '../../kit/database/index.js';
import {
  Col,
  canBeSynthetic,
  markedConnectionOf,
  Node,
  type Provenance,
  provenanceColumn,
  registerEnum,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { searchable } from '../../kit/search/index.js';

export const recommendationKindLabels = { ADDRESS: 'адресная', CLUSTER: 'кластерная' } as const;

export const RecommendationKind = registerEnum(
  'RecommendationKind',
  'To whom a recommendation is given: one institution, or all of a cluster.',
  recommendationKindLabels,
);

@searchable<Recommendation>(['text', 'synthetic', 'institutionId'], ({ text, synthetic }) => [
  { kind: 'RECOMMENDATION', title: text, texts: [], synthetic },
])
@restrictRows('r.institution_id is null')
@canBeSynthetic({ institution: 'institutionId', round: 'roundId' })
@pluralName('рекомендации')
@Entity({ schema: 'monitoring', tableName: 'recommendation' })
@ObjectType({
  description:
    'What is recommended after a round. One that is given to an institution is for the region, the owner and that institution alone.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Recommendation extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() roundId!: string;

  @Col.enum(RecommendationKind, { description: 'To one institution, or to a cluster.' })
  kind!: ValueOf<typeof RecommendationKind>;

  @Col.hidden.code({ nullable: true }) institutionId!: string | null;
  /** The cluster. */
  @Col.hidden.code({ nullable: true }) levelCode!: string | null;

  @Col.hidden.code<QualityAreaCode>({ nullable: true }) areaCode!: QualityAreaCode | null;

  @Col.hidden.codes() deficitIds!: string[];

  @Col.text({ description: 'What is recommended.' })
  text!: string;

  @Col.boolean({ description: 'Made up, not given.' })
  synthetic!: boolean;

  @provenanceColumn() provenance!: Provenance[];

  /** Order of recommendations: owner, round, kind, row of the table. */
  @Col.sortKey() sortKey!: string;
}

export const RecommendationConnection = markedConnectionOf('Recommendation', () => Recommendation);

@InputType({ description: 'All conditions given must hold.' })
export class RecommendationFilter {
  @Field(() => [RecommendationKind], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: ValueOf<typeof RecommendationKind>[] | null;

  @Field(() => [ID], { nullable: true, description: 'Given after one of these rounds.' })
  rounds?: string[] | null;

  @Field(() => [QualityAreaCodeEnum], { nullable: true, description: 'In one of these areas.' })
  areas?: QualityAreaCode[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'To one of these clusters: levels by code or name, «KRASNODAR_CLUSTER/LOW», «LOW», «низкий». One that no scale has is refused: BAD_ARGUMENT.',
  })
  clusters?: string[] | null;
}
