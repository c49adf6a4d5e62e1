import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { restrictRows } from '../../kit/database/index.js';
import { Col, canBeSynthetic, markedConnectionOf, Node, type ValueOf } from '../../kit/graphql/index.js';
import { ComplianceState } from './compliance.js';

/** Made of instructions, institutions and their plans as they stand on a day: there is no such table. */
@restrictRows('r.is_public')
@canBeSynthetic({ institution: 'institutionId' }, 'Of a made-up institution.')
@Entity({ schema: 'action_plans', tableName: 'institution_duty' })
@ObjectType({
  description:
    'What one institution was ordered by one dated instruction, to approve or to publish its plan, and how it stands on a day. For everybody once the plan is published; until then for the region, the owner and the institution alone.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class InstitutionDuty extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() institutionId!: string;
  @Col.hidden.code() instructionId!: string;

  @Col.enum(ComplianceState, { description: 'Whether it was done in time.' })
  state!: ValueOf<typeof ComplianceState>;

  @Col.int({
    nullable: true,
    description:
      'LATE: days from the due day until it was done. MISSING: until the day asked about. PUBLISHED_BEFORE_APPROVED: from publication to approval, null where there is none. Otherwise null.',
  })
  days!: number | null;

  /** Order of duties: by due day, instruction, name of the institution. */
  @Col.hidden.code() sortKey!: string;
}

export const InstitutionDutyConnection = markedConnectionOf('InstitutionDuty', () => InstitutionDuty);

@InputType({ description: 'All conditions given must hold.' })
export class InstitutionDutyFilter {
  @Field(() => [ComplianceState], { nullable: true, description: 'In one of these states.' })
  states?: ValueOf<typeof ComplianceState>[] | null;

  @Field(() => [ID], { nullable: true, description: 'By one of these instructions.' })
  instructions?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these institutions.' })
  institutions?: string[] | null;
}
