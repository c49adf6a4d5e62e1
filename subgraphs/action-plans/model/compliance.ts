import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, MaxLength, registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { Instruction } from './instruction.js';

export const ComplianceState = registerEnum('ComplianceState', 'Whether an institution did in time what was ordered.', {
  ON_TIME: 'в срок',
  LATE: 'с опозданием',
  MISSING: 'нет',
  PUBLISHED_BEFORE_APPROVED: 'опубликовано до утверждения',
  NOT_YET_DUE: 'срок не наступил',
});

export const ComplianceDimension = registerEnum('ComplianceDimension', 'By what duties of institutions are counted.', {
  MUNICIPALITY: 'по владельцам',
  INSTRUCTION: 'по поручениям',
  STATE: 'по исполнению',
});

@ObjectType({
  description:
    'How many duties have these values; what is not grouped by is null. A duty is a dated instruction to each institution, to approve or to publish its plan, and one institution of its owner that is not closed or private.',
  simpleResolvers: true,
})
@Directive('@hub__merge(rule: KEY, fields: "municipality instruction state synthetic")')
export class ComplianceRow {
  @Field(() => ID, { nullable: true, description: "The owner's code." })
  municipality!: string | null;

  @Field(() => ID, { nullable: true, description: 'Global id of the instruction.' })
  instruction!: string | null;

  @Field(() => ComplianceState, { nullable: true, description: 'Whether it was done in time.' })
  state!: ValueOf<typeof ComplianceState> | null;

  @Field(() => Boolean, { description: 'Duties of made-up institutions; real ones never share a row with them.' })
  synthetic!: boolean;

  @Directive('@hub__merge(rule: SUM)')
  @Field(() => Int, { description: 'Duties: pairs of an instruction and an institution.' })
  count!: number;
}

@ObjectType({ description: 'Whether one institution did in time what one instruction ordered.', simpleResolvers: true })
export class InstitutionCompliance {
  @Field(() => Instruction, { description: 'What was ordered.' })
  instruction!: Instruction;

  @Field(() => ComplianceState, { description: 'Whether it was done in time.' })
  state!: ValueOf<typeof ComplianceState>;
}

@InputType({ description: "An institution's own plan. What is left out stays as it was, null takes it back." })
export class InstitutionPlanInput {
  @Directive('@hub__owner')
  @Field(() => ID, { description: 'The institution.' })
  institution!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of approval, today at the latest.' })
  approvedAt?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Day of publication on the institution's site, today at the latest.",
  })
  publishedAt?: string | null;

  @MaxLength(2000)
  @Field(() => String, {
    nullable: true,
    description: 'Where it is published: an address that begins with http: or https:.',
  })
  url?: string | null;
}
