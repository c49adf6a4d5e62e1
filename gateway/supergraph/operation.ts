import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
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
    private readonly names: FieldNames,
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
   * required field or `__proto__` would corrupt what the plan fetches for itself. Where a name means the same scalar
   * wherever it is selected, the name serves for all aliases; else the key is unique per client's key, field and
   * arguments.
   */
  keyOf(field: FieldNode): string {
    let key = this.#keyOfNode.get(field);
    if (key === undefined) {
      const name = field.name.value;
      const clientKey = responseKey(field);
      const isPlain = this.names.uniform.has(name) || (clientKey === name && this.names.plain.has(name));
      key = isPlain ? name : this.#generated(clientKey, name, printArguments(field));
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

/** What the names of fields promise, over the whole schema. */
export interface FieldNames {
  /** May stand as their own response key: no field of that name takes arguments, and no object inherits the name. */
  readonly plain: ReadonlySet<string>;
  /** Also stand for one and the same type, a scalar or an enum. */
  readonly uniform: ReadonlySet<string>;
}

export function readFieldNames(schema: GraphQLSchema): FieldNames {
  const types = new Map<string, Set<string>>();
  const refused = new Set<string>();
  const composite = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      types.set(field.name, (types.get(field.name) ?? new Set()).add(String(field.type)));
      if (field.args.length > 0 || field.name in Object.prototype) refused.add(field.name);
      if (isCompositeType(getNamedType(field.type))) composite.add(field.name);
    }
  }
  const plain = [...types.keys()].filter((name) => !refused.has(name));
  const uniform = plain.filter((name) => types.get(name)!.size === 1 && !composite.has(name));
  return { plain: new Set(plain), uniform: new Set(uniform) };
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
