import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { DateScalar } from './scalars.js';

@ObjectType({ description: 'A span of days, both ends inclusive; an open side is null.', simpleResolvers: true })
@Directive('@shareable')
export class Period {
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  start!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive.' })
  end!: string | null;
}

@InputType({ description: 'A span of days, both ends inclusive; an open side is null.' })
export class PeriodInput {
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  start?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive.' })
  end?: string | null;
}
