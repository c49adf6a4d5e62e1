import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLDirective,
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
import { HubError } from '../../../schema/errors/catalogue.js';
import {
  type AskedScope,
  type FieldPlan,
  type Lookup,
  type ObjectPlan,
  type Selection,
  selectedLeaf,
} from './field-plan.js';
import { type HubSchema, isConnection, type Rule } from './merge-schema.js';
import { PageList } from './page-list.js';
import { checkOf } from './response-validator.js';

/** Names of ours in operations that owners get; a client's alias of this form is replaced there. */
export const reserved = '_h';

const maximumFields = 20_000;

const passed: { rule: Rule; operands: string[] } = { rule: 'PASS', operands: [] };

/** Compiles the fields of one operation, with its conditions decided. */
export class Compiler {
  readonly pages = new PageList();
  readonly lookups: Lookup[] = [];
  private readonly aliases = new Map<string, string>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private fieldsLeft = maximumFields;

  constructor(
    private readonly model: HubSchema,
    document: DocumentNode,
    private readonly conditions: Readonly<Record<string, unknown>>,
    /** Are there more owners than one? */
    private readonly hasOthers: boolean,
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
   * One field. Where several owners are scope of its parent, its own rule holds;
   * where it is one, all below is final as it comes.
   */
  field(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[], scope: AskedScope): FieldPlan {
    if (--this.fieldsLeft < 0) {
      throw new HubError('OPERATION_TOO_COMPLEX', { reason: 'MORE', limit: maximumFields, what: 'FIELDS' });
    }
    const name = nodes[0]!.name.value;
    const definition = parent.getFields()[name];
    const type = name === '__typename' ? new GraphQLNonNull(GraphQLString) : definition!.type;
    const { rule, operands } = scope === 'ONE' ? passed : this.model.rule(parent, name);
    const named = getNamedType(type);
    const isListOfAll = parent === this.model.schema.getQueryType();
    // A thing that one of them lists below another, the others may know as well without listing it there.
    const below = rule === 'KEY' && scope === 'ALL' && !isListOfAll ? 'SOME' : scope;
    const { page, selection } = this.pages.below(key, type, () => ({
      page: definition && isConnection(named) ? this.pages.numberOf(definition, nodes[0]!) : undefined,
      selection: isCompositeType(named) ? this.selection(named, nodes, rule, below) : undefined,
    }));
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

  private selection(type: GraphQLCompositeType, nodes: readonly FieldNode[], rule: Rule, scope: AskedScope): Selection {
    const selectionSets = nodes.flatMap((node) => node.selectionSet ?? []);
    const possible = isAbstractType(type) ? this.model.schema.getPossibleTypes(type) : [type];
    const objects = new Map(possible.map((object) => [object.name, this.object(object, selectionSets, rule, scope)]));
    if (rule === 'PAGE') for (const plan of objects.values()) this.addCursors(plan, nodes);
    const typename = isAbstractType(type) ? this.hiddenField(possible[0]!, '__typename') : undefined;
    return { objects, typename, raw: rule === 'JOIN' || rule === 'KEY' || rule === 'CONCAT' || rule === 'PAGE' };
  }

  private object(type: GraphQLObjectType, selections: SelectionSetNode[], rule: Rule, above: AskedScope): ObjectPlan {
    const scope = this.scopeOf(type, rule, above);
    // Those that all owners list are whole already; those of one owner others know by another id.
    const isWhole = rule === 'CONCAT' && above === 'ALL';
    const fields: FieldPlan[] = [];
    const collected = this.collect(type, selections);
    const added = rule === 'PAGE' ? new Map() : this.addedLater(type, collected, scope);
    for (const [key, nodes] of collected) {
      const name = nodes[0]!.name.value;
      if (rule === 'PAGE') fields.push(this.connectionField(type, key, nodes, above));
      else if (added.has(key) && !this.isOwned(type)) fields.push(this.laterField(type, key, nodes));
      else fields.push(this.field(type, key, nodes, name === '__typename' ? 'ONE' : scope));
    }
    for (const [index, field] of fields.entries()) {
      if (field.hidden || field.operands.length === 0) continue;
      fields[index] = { ...field, operands: field.operands.map((operand) => addHidden(fields, operand)) };
    }
    const plan: ObjectPlan = { type, fields, keys: [], lookups: [] };
    if (rule === 'JOIN' || rule === 'KEY' || rule === 'CONCAT') {
      plan.keys = this.model.keyOf(type).map((key) => addHidden(fields, this.hiddenField(type, key)));
    }
    if (added.size > 0) {
      const [name] = this.model.keyOf(type);
      const key = addHidden(fields, this.hiddenField(type, name!));
      const isId = this.isOwned(type);
      if (!isWhole) this.addLookup(plan, { key, isId, fields: added });
      for (const [by, known] of this.knownBy(type, added)) {
        this.addLookup(plan, { key: addHidden(fields, this.hiddenField(type, by)), isId, ownId: key, fields: known });
      }
    }
    return plan;
  }

  /** Who was asked for a thing of this type, where these were asked for its parent. */
  private scopeOf(type: GraphQLObjectType, rule: Rule, above: AskedScope): AskedScope {
    const isShared = this.model.isShared(type);
    if (rule === 'KEY') return above;
    // A thing of one owner among those of all is final below; only its key is needed beside it.
    if (rule === 'JOIN') return isShared || this.model.keyOf(type).length === 0 ? above : 'ONE';
    if (rule !== 'CONCAT' || !isShared) return 'ONE';
    // Among them are things of one owner, whom alone all below was asked.
    return above === 'ALL' && this.isOwned(type) ? 'SOME' : above;
  }

  private addLookup(plan: ObjectPlan, lookup: Pick<Lookup, 'key' | 'isId' | 'ownId' | 'fields'>): void {
    const [argument] = this.model.keyOf(plan.type);
    const index = this.lookups.length;
    const added: Lookup = { ...lookup, index, root: this.model.lookupOf(plan.type)!, argument: argument! };
    plan.lookups.push(added);
    this.lookups.push(added);
  }

  /** Of these fields those that others add to also where the thing is one owner's, by the field with its shared id. */
  private knownBy(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, FieldNode[]>,
  ): Map<string, Map<string, FieldNode[]>> {
    const known = new Map<string, Map<string, FieldNode[]>>();
    for (const [key, nodes] of fields) {
      const by = this.model.sharedBy(type, nodes[0]!.name.value);
      if (by) known.set(by, (known.get(by) ?? new Map()).set(key, nodes));
    }
    return known;
  }

  /** Fields of a shared thing that owners add to who are not scope here. */
  private addedLater(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, FieldNode[]>,
    scope: AskedScope,
  ): ReadonlyMap<string, FieldNode[]> {
    if (!this.hasOthers || scope === 'ALL' || !this.model.lookupOf(type)) return new Map();
    return new Map([...fields].filter(([, [node]]) => this.model.isAddedTo(type, node!.name.value)));
  }

  /** Some things of the type belong to one owner, who alone knows all of them; only their ids tell which. */
  private isOwned(type: GraphQLObjectType): boolean {
    return this.model.keyOf(type).join() === 'id';
  }

  private connectionField(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    scope: AskedScope,
  ): FieldPlan {
    const name = nodes[0]!.name.value;
    if (name === 'totalCount') return { ...this.field(type, key, nodes, 'ONE'), rule: 'SUM' };
    if (name === 'edges' || name === 'nodes') return { ...this.field(type, key, nodes, 'ONE'), rule: 'ROWS' };
    return this.field(type, key, nodes, name === 'pageInfo' || name === '__typename' ? 'ONE' : scope);
  }

  /** Compiled like any other, so that its arguments are checked before the first call, but not asked with it. */
  private laterField(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
    return { ...this.field(parent, key, nodes, 'ONE'), later: true, check: () => null };
  }

  /** Rows are merged by their cursors; whether an owner has more than it sent, only it can say. */
  private addCursors({ type, fields }: ObjectPlan, nodes: readonly FieldNode[]): void {
    if (!fields.some(({ name, rule }) => rule === 'ROWS' || name === 'pageInfo')) return;
    const leaves: [name: string, leaf: string][] = [
      ['edges', 'cursor'],
      ['pageInfo', 'hasNextPage'],
    ];
    if (nodes[0]?.arguments?.some(({ name }) => name.value === 'last')) leaves.push(['pageInfo', 'hasPreviousPage']);
    for (const [name, leaf] of leaves) {
      const isAsked = (field: FieldPlan) => field.name === name && selectedLeaf(field, leaf) !== undefined;
      if (!fields.some(isAsked)) fields.push(this.hiddenParent(type, name, leaf));
    }
  }

  private hiddenParent(type: GraphQLObjectType, name: string, leaf: string): FieldPlan {
    const inner = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
    const object: ObjectPlan = { type: inner, fields: [this.hiddenField(inner, leaf)], keys: [], lookups: [] };
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

/** Adds a field for merging, or finds the client's own that already says the same. */
function addHidden(fields: FieldPlan[], field: FieldPlan): FieldPlan {
  const known = fields.find(({ name, nodes }) => name === field.name && !nodes[0]?.arguments?.length);
  if (known) return known;
  fields.push(field);
  return field;
}
