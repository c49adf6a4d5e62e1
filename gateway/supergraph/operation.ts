import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql';

/**
 * One operation with its @skip and @include decided. The planner is never shown a condition: it has faults around
 * them, and a plan per combination that really occurs fetches nothing that was skipped.
 */
export class DecidedOperation {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #keys = new Map<string, string>();
  readonly #keyOfNode = new Map<FieldNode, string>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly document: DocumentNode,
    readonly operation: OperationDefinitionNode,
    private readonly isTrue: (variable: string) => boolean,
    private readonly plainNames: ReadonlySet<string>,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
    );
  }

  includes(node: SelectionNode): boolean {
    for (const { name, arguments: [condition] = [] } of node.directives ?? []) {
      if (name.value !== 'skip' && name.value !== 'include') continue;
      const value = condition?.value;
      const holds =
        value?.kind === Kind.VARIABLE ? this.isTrue(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
      if (holds === (name.value === 'skip')) return false;
    }
    return true;
  }

  /**
   * The key under which subgraphs answer a field. Never the client's own alias: an alias equal to a key field, a
   * required field or `__proto__` would corrupt what the plan fetches for itself. Unique per client's key, field and
   * arguments; the bare name where nothing can collide.
   */
  keyOf(field: FieldNode): string {
    let key = this.#keyOfNode.get(field);
    if (key === undefined) {
      const name = field.name.value;
      const clientKey = responseKey(field);
      key =
        clientKey === name && this.plainNames.has(name)
          ? name
          : this.#generated(clientKey, name, printArguments(field));
      this.#keyOfNode.set(field, key);
    }
    return key;
  }

  #generated(clientKey: string, name: string, argumentsText: string): string {
    const identity = `${clientKey} ${name}${argumentsText}`;
    const key = this.#keys.get(identity) ?? `_f${this.#keys.size}_${name}`;
    this.#keys.set(identity, key);
    return key;
  }
}

export const responseKey = (field: FieldNode) => field.alias?.value ?? field.name.value;

export function printArguments({ arguments: nodes }: FieldNode): string {
  return nodes?.length ? `(${nodes.map((node) => `${node.name.value}:${print(node.value)}`).join(',')})` : '';
}

/** Field names that may stand as their own response key: they take no arguments anywhere and no object inherits them. */
export function plainFieldNames(schema: GraphQLSchema): Set<string> {
  const plain = new Set<string>();
  const taken = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      const collides = ('args' in field && field.args.length > 0) || field.name in Object.prototype;
      (collides ? taken : plain).add(field.name);
    }
  }
  return new Set([...plain].filter((name) => !taken.has(name)));
}

/** The variables that decide a @skip or @include anywhere in the document. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: nodes = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of nodes) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
