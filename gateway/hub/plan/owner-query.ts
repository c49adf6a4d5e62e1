import {
  type ArgumentNode,
  type OperationDefinitionNode,
  print,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { FieldPlan, FieldSelection, OwnerSlot } from './field-plan.js';

/** An operation as owners get it. */
export interface OwnerQuery {
  /** As a JSON string, ready for the request's body. */
  readonly query: string;
  /** The client's variables that it uses. */
  readonly variables: readonly string[];
}

/** `deadline`: for a hub below, the variable that tells it by when to answer; it also learns what may be stale. */
export function printOwnerQuery(
  operation: OperationDefinitionNode,
  fields: readonly FieldPlan[],
  slots: ReadonlyMap<ArgumentNode, OwnerSlot>,
  deadline: string | null,
): OwnerQuery {
  const used = new Set<string>();
  const usedSlots = new Set<OwnerSlot>();
  const selection = fields.map((field) => printField(field)).join(' ');
  const stale = deadline ? operation.directives?.find(({ name }) => name.value === 'stale') : undefined;
  if (stale) visit(stale, { Variable: (node) => void used.add(node.name.value) });
  const definitions = [
    ...(operation.variableDefinitions ?? [])
      .filter(({ variable }) => used.has(variable.name.value))
      .map(printDefinition),
    ...[...usedSlots].map(({ variable, type }) => `$${variable}:${type}`),
    ...(deadline ? [`$${deadline}:Int!`] : []),
  ];
  const head = definitions.length > 0 ? `(${definitions.join(',')})` : '';
  const directives = deadline ? `@deadline(ms:$${deadline})${stale ? print(stale) : ''}` : '';
  const text = stripIgnoredCharacters(`${operation.operation}${head}${directives}{${selection}}`);
  return { query: JSON.stringify(text), variables: [...used] };

  function printField({ alias, name, nodes, selection: inner }: FieldPlan): string {
    const own = alias === name ? name : `${alias}:${name}`;
    const args = nodes[0]?.arguments ?? [];
    const list = args.length > 0 ? `(${args.map(printArgument).join(',')})` : '';
    return `${own}${list}${inner ? `{${printSelection(inner)}}` : ''}`;
  }

  function printArgument(argument: ArgumentNode): string {
    const slot = slots.get(argument);
    if (slot) {
      usedSlots.add(slot);
      return `${argument.name.value}:$${slot.variable}`;
    }
    visit(argument.value, { Variable: (node) => void used.add(node.name.value) });
    return print(argument);
  }

  function printSelection({ objects, typename }: FieldSelection): string {
    const bodies = [...objects.values()].map(({ type, fields: inner }) => ({
      type,
      text: inner
        .filter(({ later }) => !later)
        .map(printField)
        .join(' '),
    }));
    // Conditions may leave nothing of a selection, which GraphQL has no way to write.
    if (!typename) return bodies[0]?.text || '__typename';
    const filled = bodies.filter(({ text }) => text !== '').map(({ type, text }) => `...on ${type.name}{${text}}`);
    return `${printField(typename)} ${filled.join(' ')}`;
  }
}

/** Without directives: those on variables speak to the server that the client asked. */
function printDefinition(definition: VariableDefinitionNode): string {
  return print({ ...definition, directives: [] });
}
