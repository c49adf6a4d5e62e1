import { Directive, Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A numbered point of an act.', simpleResolvers: true })
@Directive('@shareable')
export class Clause {
  @Field(() => String, { description: 'Number, as «2.1».' })
  number!: string;

  @Field(() => String, { description: 'The whole point.' })
  text!: string;

  @Field(() => Int, { description: "Its first line in its act's own text, from 1." })
  line!: number;
}
