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
import { rootTypeOf } from '../../../schema/contract/valid-documents.js';
import type { FieldNames } from '../schema/field-names.js';

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
   * arguments. So it is for every field of a mutation: each alias stands for a change of its own.
   */
  keyOf(field: FieldNode): string {
    let key = this.#keyOfNode.get(field);
    if (key === undefined) {
      const name = field.name.value;
      const clientKey = responseKey(field);
      const isPlain = this.names.uniform.has(name) || (clientKey === name && this.names.plain.has(name));
      key = isPlain && !this.#changes(name) ? name : this.#generated(clientKey, name, printArguments(field));
      this.#keyOfNode.set(field, key);
    }
    return key;
  }

  #changes(name: string): boolean {
    return (
      this.operation.operation === 'mutation' && name in rootTypeOf(this.schema, this.operation.operation).getFields()
    );
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

/** The directives anywhere in the document that do not decide whether something is selected. */
export function directivesOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, { Directive: ({ name }) => void names.add(name.value) });
  names.delete('skip');
  names.delete('include');
  return [...names];
}
