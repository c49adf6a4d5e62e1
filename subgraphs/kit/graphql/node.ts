import { Field, ID, InterfaceType } from 'type-graphql';
import { parseId } from '../../../schema/contract/id.js';

const typeOfKind = new Map<string, string>();

/** Says of which type the things are that ids of each kind name. */
export function registerIdKinds(types: Readonly<Record<string, string>>): void {
  for (const [kind, type] of Object.entries(types)) typeOfKind.set(kind, type);
}

@InterfaceType({
  description: 'A thing with a global id.',
  autoRegisterImplementations: false,
  resolveType: ({ id }: Node) => typeOfKind.get(parseId(id).kind),
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id, opaque: «owner:kind:local».' })
  id!: string;
}
