import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { asError } from '../../../schema/errors/unknown-error.js';
import { type PublishingContext, reach } from '../publishing/index.js';

/**
 * Gives every mutation a context that records its changes under its name, and records every refusal, those of the rules
 * included. So no mutation can be forgotten in the audit log.
 */
export function recordMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name, args, resolve = defaultFieldResolver } = field;
    field.resolve = async (root, values, context: PublishingContext, info) => {
      const acting = context.forMutation(name, targetOf(args, values));
      const result = await (async () => resolve(root, values, acting, info))().catch(asError);
      // The rules give an error back instead of throwing it.
      if (result instanceof Error) await acting.recordRefusal(result);
      else reach('answered');
      return result;
    };
  }
  return schema;
}

/** The value of the argument, or of the input's field, that says whose data is meant. */
function targetOf(args: readonly GraphQLArgument[], values: Readonly<Record<string, unknown>>): string | null {
  for (const argument of args) {
    const value = values[argument.name];
    if (isOwner(argument)) return String(value);
    const type = getNamedType(argument.type);
    if (!isInputObjectType(type) || typeof value !== 'object' || value === null) continue;
    const field = Object.values(type.getFields()).find(isOwner);
    if (field) return String(Reflect.get(value, field.name));
  }
  return null;
}

function isOwner({ astNode }: GraphQLArgument | GraphQLInputField): boolean {
  return astNode?.directives?.some(({ name }) => name.value === 'hub__owner') ?? false;
}
