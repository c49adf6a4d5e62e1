import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Random } from '../../seeds/seeded-random.js';

/**
 * An operation that asks for the same in another way: order, aliases, fragments on the same type, named or inline,
 * `__typename` besides, conditions that hold, fields selected twice. Fields may be left out too, at any depth.
 */
export function rewrite(schema: GraphQLSchema, text: string, random: Random): string {
  const document = parse(text, { noLocation: true });
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  )!;
  const added: FragmentDefinitionNode[] = [];
  const chance = (probability: number) => random() < probability;
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const leavesOut = chance(0.4);

  function selections(set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode {
    let parts: SelectionNode[] = set.selections.map((each) => selection(each, type));
    if (leavesOut) {
      const kept = parts.filter(() => chance(0.8));
      if (kept.length > 0) parts = kept;
    }
    if (chance(0.5)) parts = shuffled(parts);
    if (chance(0.25)) parts.splice(Math.floor(random() * (parts.length + 1)), 0, typename());
    if (chance(0.1)) parts.push(parts[Math.floor(random() * parts.length)]!);
    if (chance(0.2)) {
      const from = Math.floor(random() * parts.length);
      const wrapped = parts.splice(from, 1 + Math.floor(random() * (parts.length - from)));
      parts.splice(from, 0, fragment(wrapped, type));
    }
    return { kind: Kind.SELECTION_SET, selections: parts };
  }

  function selection(node: SelectionNode, type: GraphQLCompositeType): SelectionNode {
    if (node.kind === Kind.FIELD) return field(node, type);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const { typeCondition, selectionSet } = fragments.get(node.name.value)!;
      return selection({ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives: node.directives }, type);
    }
    const condition = node.typeCondition && (schema.getType(node.typeCondition.name.value) as GraphQLCompositeType);
    return { ...node, selectionSet: selections(node.selectionSet, condition ?? type) };
  }

  function field(node: FieldNode, type: GraphQLCompositeType): FieldNode {
    const key = node.alias?.value ?? node.name.value;
    // The same new key for the same old one, so that what was merged is merged still.
    const alias = chance(0.2) ? name(`a_${key}`) : node.alias;
    const directives = [...(node.directives ?? []), ...(chance(0.1) ? [holds()] : [])];
    const found = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
    const named = found && getNamedType(found.type);
    if (!node.selectionSet || !isCompositeType(named)) return { ...node, alias, directives };
    return { ...node, alias, directives, selectionSet: selections(node.selectionSet, named) };
  }

  function fragment(parts: readonly SelectionNode[], type: GraphQLCompositeType): SelectionNode {
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: parts };
    const typeCondition = { kind: Kind.NAMED_TYPE, name: name(type.name) } as const;
    if (chance(0.5)) {
      return { kind: Kind.INLINE_FRAGMENT, typeCondition: chance(0.5) ? typeCondition : undefined, selectionSet };
    }
    const fragmentName = name(`R${added.length}`);
    added.push({ kind: Kind.FRAGMENT_DEFINITION, name: fragmentName, typeCondition, selectionSet });
    return { kind: Kind.FRAGMENT_SPREAD, name: fragmentName };
  }

  const typename = (): FieldNode => ({
    kind: Kind.FIELD,
    name: name('__typename'),
    alias: chance(0.3) ? name('t') : undefined,
  });
  const holds = () => {
    const skips = chance(0.5);
    const value = { kind: Kind.BOOLEAN, value: !skips } as const;
    const argument = { kind: Kind.ARGUMENT, name: name('if'), value } as const;
    return { kind: Kind.DIRECTIVE, name: name(skips ? 'skip' : 'include'), arguments: [argument] } as const;
  };
  function shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => [random(), item] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, item]) => item);
  }

  const selectionSet = selections(operation.selectionSet, schema.getRootType(operation.operation)!);
  const rewritten: DocumentNode = { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...added] };
  return print(rewritten);
}
