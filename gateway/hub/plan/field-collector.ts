import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLDirective,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldNodes } from './schema-fields.js';

/** Collects the fields of objects, with the operation's conditions decided. */
export class FieldCollector {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly conditions: Readonly<Record<string, unknown>>,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  /** The fields of an object by response key, fragments and conditions resolved. */
  collect(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Map<string, FieldNodes> {
    const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
    const spreads = new Set<string>();
    for (const { selections } of selectionSets) this.#collectInto(fields, spreads, type, selections);
    return fields;
  }

  #collectInto(
    fields: Map<string, [FieldNode, ...FieldNode[]]>,
    spreads: Set<string>,
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
  ): void {
    for (const node of selections) {
      if (!this.#isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const same = fields.get(key);
        if (same) same.push(node);
        else fields.set(key, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD && spreads.has(node.name.value)) continue;
      if (node.kind === Kind.FRAGMENT_SPREAD) spreads.add(node.name.value);
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) {
        this.#collectInto(fields, spreads, type, fragment.selectionSet.selections);
      }
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.schema.getType(condition);
    return isAbstractType(conditional) && this.schema.isSubType(conditional, type);
  }

  #isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    const flag = (directive: GraphQLDirective) => getDirectiveValues(directive, node, this.conditions)?.if;
    return flag(GraphQLSkipDirective) !== true && flag(GraphQLIncludeDirective) !== false;
  }
}
