import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLDirective,
  type GraphQLField,
  GraphQLIncludeDirective,
  GraphQLNonNull,
  type GraphQLObjectType,
  GraphQLSkipDirective,
  GraphQLString,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../../schema/errors.js';
import type { FieldPlan, ObjectPlan, PageArguments, Selection } from './plan.js';
import { type HubSchema, isConnection, type Rule } from './schema.js';
import { checkOf } from './verify.js';

/** Names of ours in operations that owners get; a client's alias of this form is replaced there. */
export const reserved = '_h';

const maximumFields = 20_000;

/** Compiles the fields of one operation, with its conditions decided. */
export class Compiler {
  readonly pages: PageArguments[] = [];
  private readonly pageOf = new Map<FieldNode, number>();
  private readonly aliases = new Map<string, string>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private fieldsLeft = maximumFields;

  constructor(
    private readonly model: HubSchema,
    document: DocumentNode,
    private readonly conditions: Readonly<Record<string, unknown>>,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** The fields of an object by response key, fragments and conditions resolved. */
  collect(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    for (const { selections } of selectionSets) this.collectInto(fields, seen, type, selections);
    return fields;
  }

  /**
   * One field. `joined`: several owners may speak of its parent, so its own rule holds;
   * otherwise the parent has one owner, and all below it is final as it comes.
   */
  field(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[], joined: boolean): FieldPlan {
    if (--this.fieldsLeft < 0) {
      throw new HubError('OPERATION_TOO_COMPLEX', `Expected at most ${maximumFields} fields, with fragments spread.`);
    }
    const name = nodes[0]!.name.value;
    const definition = parent.getFields()[name];
    const type = name === '__typename' ? new GraphQLNonNull(GraphQLString) : definition!.type;
    const { rule, operands } = joined ? this.model.rule(parent, name) : { rule: 'PASS' as const, operands: [] };
    const named = getNamedType(type);
    const page = definition && isConnection(named) ? this.page(definition, nodes[0]!) : undefined;
    const selection = isCompositeType(named) ? this.selection(named, nodes, rule) : undefined;
    return verified({
      key,
      alias: this.aliasOf(key, name),
      hidden: false,
      name,
      parent,
      type,
      nodes,
      rule,
      operands: operands.map((operand) => this.hiddenField(parent, operand, this.model.rule(parent, operand).rule)),
      selection,
      page,
      owned: this.model.ownership(parent, name),
    });
  }

  private selection(type: GraphQLCompositeType, nodes: readonly FieldNode[], rule: Rule): Selection {
    const selectionSets = nodes.flatMap((node) => node.selectionSet ?? []);
    const possible = isAbstractType(type) ? this.model.schema.getPossibleTypes(type) : [type];
    const objects = new Map(possible.map((object) => [object.name, this.object(object, selectionSets, rule)]));
    const typename = isAbstractType(type) ? this.hiddenField(possible[0]!, '__typename') : undefined;
    return { objects, typename, raw: rule === 'JOIN' || rule === 'KEY' || rule === 'CONCAT' || rule === 'PAGE' };
  }

  private object(type: GraphQLObjectType, selectionSets: SelectionSetNode[], rule: Rule): ObjectPlan {
    // A thing of one owner in a list of all owners' things is final below; only its key is needed beside it.
    const joined = rule === 'JOIN' || rule === 'KEY' || (rule === 'CONCAT' && this.model.isShared(type));
    const fields: FieldPlan[] = [];
    for (const [key, nodes] of this.collect(type, selectionSets)) {
      const name = nodes[0]!.name.value;
      if (rule === 'PAGE') fields.push(this.connectionField(type, key, nodes));
      else fields.push(this.field(type, key, nodes, joined && name !== '__typename'));
    }
    for (const [index, field] of fields.entries()) {
      if (field.hidden || field.operands.length === 0) continue;
      fields[index] = { ...field, operands: field.operands.map((operand) => addHidden(fields, operand)) };
    }
    const plan: ObjectPlan = { type, fields, keys: [] };
    if (rule === 'PAGE') this.addCursors(plan);
    else if (rule === 'JOIN' || rule === 'KEY' || rule === 'CONCAT') {
      plan.keys = this.model.keyOf(type).map((key) => addHidden(fields, this.hiddenField(type, key)));
    }
    return plan;
  }

  private connectionField(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
    const name = nodes[0]!.name.value;
    if (name === 'totalCount') return { ...this.field(type, key, nodes, false), rule: 'SUM' };
    if (name === 'edges' || name === 'nodes') return { ...this.field(type, key, nodes, false), rule: 'ROWS' };
    return this.field(type, key, nodes, name !== 'pageInfo' && name !== '__typename');
  }

  /** Rows are merged by their cursors; whether an owner has more than it sent, only it can say. */
  private addCursors({ type, fields }: ObjectPlan): void {
    if (!fields.some(({ name, rule }) => rule === 'ROWS' || name === 'pageInfo')) return;
    for (const [name, leaf] of [
      ['edges', 'cursor'],
      ['pageInfo', 'hasNextPage'],
    ] as const) {
      const isAsked = (field: FieldPlan) => field.name === name && leafOf(field, leaf) !== undefined;
      if (!fields.some(isAsked)) fields.push(this.hiddenParent(type, name, leaf));
    }
  }

  private hiddenParent(type: GraphQLObjectType, name: string, leaf: string): FieldPlan {
    const inner = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
    const object: ObjectPlan = { type: inner, fields: [this.hiddenField(inner, leaf)], keys: [] };
    return this.hiddenField(type, name, 'PASS', { objects: new Map([[inner.name, object]]), raw: true });
  }

  private hiddenField(parent: GraphQLObjectType, name: string, rule: Rule = 'PASS', selection?: Selection): FieldPlan {
    const alias = `${reserved}_${name}`;
    return verified({
      key: alias,
      alias,
      hidden: true,
      name,
      parent,
      type: name === '__typename' ? new GraphQLNonNull(GraphQLString) : parent.getFields()[name]!.type,
      nodes: [],
      rule,
      operands: [],
      selection,
      owned: this.model.ownership(parent, name),
    });
  }

  private page(definition: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const first = definition.args.find(({ name }) => name === 'first');
    if (!first) return undefined;
    const known = this.pageOf.get(node);
    if (known !== undefined) return known;
    const argument = (name: string) => node.arguments?.find((candidate) => candidate.name.value === name)?.value;
    const index = this.pages.push({
      first: argument('first'),
      defaultFirst: first.defaultValue,
      after: argument('after'),
    });
    this.pageOf.set(node, index - 1);
    return index - 1;
  }

  private aliasOf(key: string, name: string): string {
    if (!key.startsWith('__') && !key.startsWith(reserved)) return key;
    if (key === '__typename' && name === key) return key;
    const alias = this.aliases.get(key) ?? `${reserved}${this.aliases.size}`;
    this.aliases.set(key, alias);
    return alias;
  }

  private collectInto(
    fields: Map<string, FieldNode[]>,
    seen: Set<string>,
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
  ): void {
    for (const node of selections) {
      if (!this.isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const same = fields.get(key);
        if (same) same.push(node);
        else fields.set(key, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD && seen.has(node.name.value)) continue;
      if (node.kind === Kind.FRAGMENT_SPREAD) seen.add(node.name.value);
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value)! : node;
      if (this.applies(fragment.typeCondition?.name.value, type)) {
        this.collectInto(fields, seen, type, fragment.selectionSet.selections);
      }
    }
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.model.schema.getType(condition);
    return isAbstractType(conditional) && this.model.schema.isSubType(conditional, type);
  }

  private isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    const flag = (directive: GraphQLDirective) => getDirectiveValues(directive, node, this.conditions)?.if;
    return flag(GraphQLSkipDirective) !== true && flag(GraphQLIncludeDirective) !== false;
  }
}

function verified(field: Omit<FieldPlan, 'check'>): FieldPlan {
  return { ...field, check: checkOf(field) };
}

/** A field of every selected object that is asked without arguments, under whatever name. */
export function leafOf(field: FieldPlan, leaf: string): FieldPlan | undefined {
  const [object] = field.selection?.objects.values() ?? [];
  return object?.fields.find(({ name }) => name === leaf);
}

/** Adds a field for merging, or finds the client's own that already says the same. */
function addHidden(fields: FieldPlan[], field: FieldPlan): FieldPlan {
  const known = fields.find(({ name, nodes }) => name === field.name && !nodes[0]?.arguments?.length);
  if (known) return known;
  fields.push(field);
  return field;
}
