import {
  type DocumentNode,
  type GraphQLCompositeType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import { FieldCollector } from './field-collector.js';
import {
  type AskedScope,
  type FieldPlan,
  type FieldSelection,
  type Lookup,
  type ObjectPlan,
  selectedLeaf,
} from './field-plan.js';
import { type FieldRule, type HubSchema, isConnection } from './merge-schema.js';
import { PageList } from './page-list.js';
import { checkOf } from './response-validator.js';
import { type FieldNodes, fieldDefinition } from './schema-fields.js';

/** Names of ours in operations that owners get; a client's alias of this form is replaced there. */
export const reservedPrefix = '_h';

const maximumFields = 20_000;

const passRule: { rule: FieldRule; operands: string[] } = { rule: 'PASS', operands: [] };

/** Compiles the fields of one operation, with its conditions decided. */
export class Compiler {
  readonly pages = new PageList();
  readonly lookups: Lookup[] = [];
  readonly collector: FieldCollector;
  private readonly aliases = new Map<string, string>();
  private fieldsLeft = maximumFields;

  constructor(
    private readonly model: HubSchema,
    document: DocumentNode,
    conditions: Readonly<Record<string, unknown>>,
    /** Are there more owners than one? */
    private readonly hasOthers: boolean,
  ) {
    this.collector = new FieldCollector(model.schema, document, conditions);
  }

  /**
   * One field. Where several owners are asked for its parent, its own rule holds;
   * where it is one, all below is final as it comes.
   */
  field(parent: GraphQLObjectType, key: string, nodes: FieldNodes, scope: AskedScope): FieldPlan {
    if (--this.fieldsLeft < 0) {
      throw new HubError('OPERATION_TOO_COMPLEX', { reason: 'MORE', limit: maximumFields, what: 'FIELDS' });
    }
    const name = nodes[0].name.value;
    const type = typeOf(parent, name);
    const { rule, operands } = scope === 'ONE' ? passRule : this.model.rule(parent, name);
    const valueType = getNamedType(type);
    const isListOfAll = parent === this.model.schema.getQueryType();
    // An entity that one of them lists below another, the others may know as well without listing it there.
    const below = rule === 'KEY' && scope === 'ALL' && !isListOfAll ? 'SOME' : scope;
    const { page, selection } = this.pages.below(key, type, () => ({
      page: isConnection(valueType) ? this.pages.numberOf(fieldDefinition(parent, name), nodes[0]) : undefined,
      selection: isCompositeType(valueType) ? this.selection(valueType, nodes, rule, below) : undefined,
    }));
    return checked({
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

  private selection(type: GraphQLCompositeType, nodes: FieldNodes, rule: FieldRule, scope: AskedScope): FieldSelection {
    const selectionSets = nodes.flatMap((node) => node.selectionSet ?? []);
    const possible = isAbstractType(type) ? this.model.schema.getPossibleTypes(type) : [type];
    const objects = new Map(possible.map((object) => [object.name, this.object(object, selectionSets, rule, scope)]));
    if (rule === 'PAGE') for (const plan of objects.values()) this.addCursors(plan, nodes);
    const typename = isAbstractType(type) && possible[0] ? this.hiddenField(possible[0], '__typename') : undefined;
    return { objects, typename, raw: rule === 'JOIN' || rule === 'KEY' || rule === 'CONCAT' || rule === 'PAGE' };
  }

  private object(
    type: GraphQLObjectType,
    selections: SelectionSetNode[],
    rule: FieldRule,
    above: AskedScope,
  ): ObjectPlan {
    const scope = this.scopeOf(type, rule, above);
    // Those that all owners list are whole already; those of one owner others know by another id.
    const isWhole = rule === 'CONCAT' && above === 'ALL';
    const fields: FieldPlan[] = [];
    const collected = this.collector.collect(type, selections);
    const addable = rule === 'PAGE' ? new Map() : this.addableByOthers(type, collected, scope);
    for (const [key, nodes] of collected) {
      const name = nodes[0].name.value;
      if (rule === 'PAGE') fields.push(this.connectionField(type, key, nodes, above));
      else if (addable.has(key) && !this.isOwned(type)) fields.push(this.laterField(type, key, nodes));
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
    if (addable.size > 0) {
      const key = addHidden(fields, this.hiddenField(type, this.keyNameOf(type)));
      const isId = this.isOwned(type);
      if (!isWhole) this.addLookup(plan, { key, isId, fields: addable });
      for (const [by, shared] of this.fieldsBySharedId(type, addable)) {
        this.addLookup(plan, { key: addHidden(fields, this.hiddenField(type, by)), isId, ownId: key, fields: shared });
      }
    }
    return plan;
  }

  /** Who was asked for an entity of this type, where these were asked for its parent. */
  private scopeOf(type: GraphQLObjectType, rule: FieldRule, above: AskedScope): AskedScope {
    const isShared = this.model.isShared(type);
    if (rule === 'KEY') return above;
    // An entity of one owner among those of all is final below; only its key is needed beside it.
    if (rule === 'JOIN') return isShared || this.model.keyOf(type).length === 0 ? above : 'ONE';
    if (rule !== 'CONCAT' || !isShared) return 'ONE';
    // Among them are entities of one owner, whom alone all below was asked.
    return above === 'ALL' && this.isOwned(type) ? 'SOME' : above;
  }

  private addLookup(plan: ObjectPlan, { key, isId, ownId, fields }: Omit<Lookup, 'index' | 'root' | 'argument'>): void {
    const root = this.model.lookupOf(plan.type);
    if (!root) throw new Error(`Expected ${plan.type.name} to have a lookup.`);
    const argument = this.keyNameOf(plan.type);
    const lookup: Lookup = { index: this.lookups.length, root, argument, key, isId, ownId, fields };
    plan.lookups.push(lookup);
    this.lookups.push(lookup);
  }

  private keyNameOf(type: GraphQLObjectType): string {
    const [name] = this.model.keyOf(type);
    if (name === undefined) throw new Error(`Expected ${type.name} to have a key.`);
    return name;
  }

  /**
   * Others add to these fields also where the entity is one owner's: they know it by another id. The fields by the name
   * of the field with that id.
   */
  private fieldsBySharedId(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, FieldNodes>,
  ): Map<string, Map<string, FieldNodes>> {
    const fieldsById = new Map<string, Map<string, FieldNodes>>();
    for (const [key, nodes] of fields) {
      const by = this.model.sharedBy(type, nodes[0].name.value);
      if (by) fieldsById.set(by, (fieldsById.get(by) ?? new Map()).set(key, nodes));
    }
    return fieldsById;
  }

  /** Fields of a shared entity that owners add to who are not asked here. */
  private addableByOthers(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, FieldNodes>,
    scope: AskedScope,
  ): ReadonlyMap<string, FieldNodes> {
    if (!this.hasOthers || scope === 'ALL' || !this.model.lookupOf(type)) return new Map();
    return new Map([...fields].filter(([, [node]]) => this.model.isAddedTo(type, node.name.value)));
  }

  /** Some entities of the type belong to one owner, who alone knows all of them; only their ids tell which. */
  private isOwned(type: GraphQLObjectType): boolean {
    return this.model.keyOf(type).join() === 'id';
  }

  private connectionField(type: GraphQLObjectType, key: string, nodes: FieldNodes, scope: AskedScope): FieldPlan {
    const name = nodes[0].name.value;
    if (name === 'totalCount') return { ...this.field(type, key, nodes, 'ONE'), rule: 'SUM' };
    if (name === 'edges' || name === 'nodes') return { ...this.field(type, key, nodes, 'ONE'), rule: 'ROWS' };
    return this.field(type, key, nodes, name === 'pageInfo' || name === '__typename' ? 'ONE' : scope);
  }

  /** Compiled like any other, so that its arguments are checked before the first call, but not asked with it. */
  private laterField(parent: GraphQLObjectType, key: string, nodes: FieldNodes): FieldPlan {
    return { ...this.field(parent, key, nodes, 'ONE'), later: true, check: () => null };
  }

  /** Rows are merged by their cursors; whether an owner has more than it sent, only it can say. */
  private addCursors({ type, fields }: ObjectPlan, nodes: FieldNodes): void {
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
    const inner = getNamedType(fieldDefinition(type, name).type);
    if (!isObjectType(inner)) throw new Error(`Expected ${type.name}.${name} to be an object.`);
    const object: ObjectPlan = { type: inner, fields: [this.hiddenField(inner, leaf)], keys: [], lookups: [] };
    return this.hiddenField(type, name, 'PASS', { objects: new Map([[inner.name, object]]), raw: true });
  }

  private hiddenField(
    parent: GraphQLObjectType,
    name: string,
    rule: FieldRule = 'PASS',
    selection?: FieldSelection,
  ): FieldPlan {
    const alias = `${reservedPrefix}_${name}`;
    return checked({
      key: alias,
      alias,
      hidden: true,
      name,
      parent,
      type: typeOf(parent, name),
      nodes: [],
      rule,
      operands: [],
      selection,
      owned: this.model.ownership(parent, name),
    });
  }

  private aliasOf(key: string, name: string): string {
    if (!key.startsWith('__') && !key.startsWith(reservedPrefix)) return key;
    if (key === '__typename' && name === key) return key;
    const alias = this.aliases.get(key) ?? `${reservedPrefix}${this.aliases.size}`;
    this.aliases.set(key, alias);
    return alias;
  }
}

function typeOf(parent: GraphQLObjectType, name: string): GraphQLOutputType {
  return name === '__typename' ? new GraphQLNonNull(GraphQLString) : fieldDefinition(parent, name).type;
}

function checked(field: Omit<FieldPlan, 'check'>): FieldPlan {
  return { ...field, check: checkOf(field) };
}

/** Adds a field for merging, or finds the client's own that already says the same. */
function addHidden(fields: FieldPlan[], field: FieldPlan): FieldPlan {
  const existing = fields.find(({ name, nodes }) => name === field.name && !nodes[0]?.arguments?.length);
  if (existing) return existing;
  fields.push(field);
  return field;
}
