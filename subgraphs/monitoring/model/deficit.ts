import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { QualityAreaCodeEnum } from '../../indicators/model/quality-area.js';
import { restrictRows } from '../../kit/database/index.js';
import {
  Col,
  canBeSynthetic,
  codeColumn,
  markedConnectionOf,
  Node,
  type Provenance,
  provenanceColumn,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { smallestGroup } from '../rules/profile/release.js';
import { DeficitOutcomeState } from './deficit-outcome.js';

/** Deficits of this many institutions at least, or of the owner as a whole, are for everybody. */
export const publicDeficit = `(cardinality(r.institution_ids) = 0 or cardinality(r.institution_ids) >= ${smallestGroup})`;

@restrictRows(publicDeficit, (institution) => sql`r.institution_ids @> array[${institution}]`)
@canBeSynthetic({ institution: 'institutionIds', round: 'roundId', indicator: 'indicatorId', rule: 'ruleId' })
@pluralName('дефициты')
@Entity({ schema: 'monitoring', tableName: 'deficit' })
@ObjectType({
  description:
    'What a round showed to be lacking: found by a rule, or entered by the owner. One of few institutions is for the region, the owner and those institutions alone.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Deficit extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() roundId!: string;

  @Col.hidden.code<QualityAreaCode>() areaCode!: QualityAreaCode;

  @Col.hidden.code({ nullable: true }) indicatorId!: string | null;
  @Col.hidden.code({ nullable: true }) ruleId!: string | null;
  /** None: it is one of the owner as a whole. */
  @Col.hidden.codes() institutionIds!: string[];

  @Col.text({ description: 'What is lacking.' })
  statement!: string;

  @Col.boolean({ description: 'Found in made-up results.' })
  synthetic!: boolean;

  @provenanceColumn() provenance!: Provenance[];

  /** Order of deficits: owner, round, area. */
  @Col.sortKey() sortKey!: string;
}

/** What the next round of the same level showed of a deficit; made anew whenever one of the results changes. */
@Entity({ schema: 'monitoring', tableName: 'deficit_outcome' })
@ObjectType({ description: 'What the next round of the same level showed of a deficit.', simpleResolvers: true })
export class DeficitOutcome {
  @PrimaryKey({ ...codeColumn }) deficitId!: string;
  @Col.hidden.code() roundId!: string;

  @Col.enum(DeficitOutcomeState, {
    description:
      'Found by a rule: of the institutions measured in both rounds, how many it concerns then and now. Of the owner as a whole, or entered: whether values became better or worse.',
  })
  state!: DeficitOutcomeState;

  /** Of the institutions measured in both rounds, those that it concerned. */
  @Property({ type: 'integer', nullable: true }) institutionsBefore!: number | null;
  /** Of the same institutions, those that it concerns now. */
  @Property({ type: 'integer', nullable: true }) institutionsAfter!: number | null;
}

export const DeficitConnection = markedConnectionOf('Deficit', () => Deficit);

@InputType({ description: 'All conditions given must hold.' })
export class DeficitFilter {
  @Field(() => [ID], { nullable: true, description: 'Found in these rounds.' })
  rounds?: string[] | null;

  @Field(() => [QualityAreaCodeEnum], { nullable: true, description: 'In one of these areas.' })
  areas?: QualityAreaCode[] | null;

  @Field(() => [Int], { nullable: true, description: 'Found in rounds of these years.' })
  years?: number[] | null;

  @Field(() => [ID], { nullable: true, description: 'Found by one of these rules.' })
  rules?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Concerning one of these institutions, of those about which the caller may know.',
  })
  institutions?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Answered by a measure, as its owner says, or by none.' })
  answered?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Answered by a measure that began before its next round was over, so that the outcome can have to do with it, or by none; those that have no next round are left out.',
  })
  answeredInTime?: boolean | null;

  @Field(() => [DeficitOutcomeState], {
    nullable: true,
    description: 'With one of these outcomes in the next round; those that have no next round are left out.',
  })
  outcomes?: DeficitOutcomeState[] | null;
}
