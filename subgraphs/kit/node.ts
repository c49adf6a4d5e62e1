import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'A thing with a global id.', autoRegisterImplementations: false })
export abstract class Node {
  @Field(() => ID, { description: 'Global id, opaque: «owner:kind:local».' })
  id!: string;
}
