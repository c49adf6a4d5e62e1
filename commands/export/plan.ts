import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  parseValue,
  print,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { fragmentOf, rootTypeOf } from '../../schema/contract/valid-documents.js';
import { messageOf } from '../../schema/errors/unknown-error.js';
import { Failure } from '../dev/failure.js';

/** What is asked, and where in the answer the rows are. */
export interface ExportPlan {
  /** The operation as it is sent, page by page where `after` is its variable. */
  query: string;
  name: string;
  /** Response keys from the answer to the rows. */
  rowsAt: readonly string[];
  /** The rows are pages of a connection. */
  paged: boolean;
  /** How many rows a page has is for the export to say. */
  sized: boolean;
  columns: readonly ExportColumn[];
}

/** A leaf of what is selected of a row. */
export interface ExportColumn {
  /** Response keys, as «deadline.due». */
  name: string;
  path: readonly string[];
  isDay: boolean;
}

/** Response keys of what is asked beside the operation's own fields. */
export const extra = { page: 'exportPage', more: 'exportMore', synthetic: 'exportSynthetic', methods: 'exportMethods' };
export const afterVariable = 'exportAfter';
export const firstVariable = 'exportFirst';

/** Checks the operation against the schema, and adds what the export needs to it. */
export function planExport(schema: GraphQLSchema, text: string): ExportPlan {
  const document = parsed(text);
  const mistakes = validate(schema, document);
  if (mistakes.length > 0) throw new Failure(mistakes.map(({ message }) => `Запрос неверен: ${message}`).join('\n'));
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation, second] = operations;
  if (!operation || second || operation.operation !== 'query') throw new Failure('Ожидается один запрос (query).');
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const planner = new Planner(schema, fragments);
  const root = planner.root(operation);
  const query: OperationDefinitionNode = {
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: [root.field] },
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      ...(root.paged ? definitions.slice(0, root.sized ? 2 : 1) : []),
    ],
  };
  const { rowsAt, paged, sized, columns } = root;
  return { query: print(query), name: operation.name?.value ?? rowsAt[0] ?? '', rowsAt, paged, sized, columns };
}

function parsed(text: string) {
  try {
    return parse(text, { maxTokens: 10_000 });
  } catch (error) {
    throw new Failure(`Запрос неверен: ${messageOf(error)}`);
  }
}

interface Found {
  field: FieldNode;
  rowsAt: string[];
  paged: boolean;
  sized: boolean;
  columns: ExportColumn[];
}

class Planner {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  root({ selectionSet }: OperationDefinitionNode): Found {
    const fields = this.#fieldsOf(selectionSet).filter(({ name }) => !/^(?:coverage|__typename)$/.test(name.value));
    const [field, second] = fields;
    if (!field || second) throw new Failure('Ожидается запрос одного списка: одно поле на верхнем уровне.');
    return this.#find(field, this.#typeOf(rootTypeOf(this.#schema, OperationTypeNode.QUERY), field), []);
  }

  /** The rows under a field: a connection, a list, or those of the one field inside it. */
  #find(field: FieldNode, type: GraphQLOutputType, before: readonly string[]): Found {
    const at = [...before, keyOf(field)];
    const fields = this.#fieldsOf(field.selectionSet);
    if (isConnection(type)) return this.#connection(field, type, at, fields);
    if (isListType(getNullableType(type)) || !isCompositeType(getNamedType(type))) return this.#list(field, type, at);
    const [inner, ...others] = fields.filter((one) => isConnection(this.#typeOf(type, one)));
    if (!inner) return this.#list(field, type, at);
    if (others.length > 0 || fields.length > 1) {
      throw new Failure(`Поле «${at.join('.')}»: ожидается один список внутри и ничего больше.`);
    }
    const rows = this.#find(inner, this.#typeOf(type, inner), at);
    return { ...rows, field: withSelections(field, [rows.field]) };
  }

  #connection(field: FieldNode, type: GraphQLOutputType, at: string[], fields: FieldNode[]): Found {
    const nodes = fields.find(({ name }) => name.value === 'nodes');
    if (!nodes?.selectionSet) throw new Failure(`Поле «${at.join('.')}»: ожидается nodes { … }.`);
    const has = (name: string) => (field.arguments ?? []).some((one) => one.name.value === name);
    if (has('after')) throw new Failure(`Поле «${at.join('.')}»: аргумент after задаёт сама выгрузка.`);
    const { selections, columns } = this.#row(nodes.selectionSet, this.#typeOf(type, nodes), [], []);
    const own = withSelections(nodes, selections);
    const page = parseField(`${extra.page}: pageInfo { hasNextPage endCursor }`);
    const sized = !has('first');
    const size = sized ? [argument('first', `$${firstVariable}`)] : [];
    const paging = [...(field.arguments ?? []), ...size, argument('after', `$${afterVariable}`)];
    const sent = { ...withSelections(field, [own, page]), arguments: paging };
    return { field: sent, rowsAt: [...at, keyOf(nodes)], paged: true, sized, columns };
  }

  #list(field: FieldNode, type: GraphQLOutputType, at: string[]): Found {
    if (!field.selectionSet) {
      return {
        field,
        rowsAt: at,
        paged: false,
        sized: false,
        columns: [{ name: keyOf(field), path: [], isDay: isDay(type) }],
      };
    }
    const { selections, columns } = this.#row(field.selectionSet, type, [], []);
    return { field: withSelections(field, selections), rowsAt: at, paged: false, sized: false, columns };
  }

  /** The fields of a row with all that they hold, and the columns that they become. */
  #row(
    rowSelections: SelectionSetNode,
    type: GraphQLOutputType,
    path: readonly string[],
    names: readonly string[],
  ): { selections: FieldNode[]; columns: ExportColumn[] } {
    const columns: ExportColumn[] = [];
    const selections = this.#fieldsOf(rowSelections).map((field) => {
      const own = this.#typeOf(type, field);
      const at = [...path, keyOf(field)];
      // «nodes» says nothing to whoever reads the table.
      const name = isConnection(type) && field.name.value === 'nodes' ? names : [...names, keyOf(field)];
      if (!field.selectionSet) {
        columns.push({ name: name.join('.'), path: at, isDay: isDay(own) });
        return field;
      }
      const inner = this.#row(field.selectionSet, own, at, name);
      columns.push(...inner.columns);
      return withSelections(field, inner.selections);
    });
    return { selections: [...selections, ...additions(type, path.length === 0)], columns };
  }

  /** Fragments are put where they are spread: rows are of one type, so each field is asked of it. */
  #fieldsOf(set: SelectionSetNode | undefined): FieldNode[] {
    return (set?.selections ?? []).flatMap((selection): FieldNode[] => {
      if (selection.kind === Kind.FIELD) return [selection];
      if ((selection.directives ?? []).length > 0) throw new Failure('Директивы у фрагментов выгрузка не понимает.');
      const { selectionSet } = fragmentOf(selection, this.#fragments);
      return this.#fieldsOf(selectionSet);
    });
  }

  #typeOf(parent: GraphQLOutputType, field: FieldNode): GraphQLOutputType {
    const parentType = getNamedType(parent);
    if (field.name.value === '__typename') return GraphQLString;
    const definition =
      isObjectType(parentType) || isInterfaceType(parentType) ? parentType.getFields()[field.name.value] : undefined;
    if (!definition)
      throw new Failure(`Поле «${keyOf(field)}» относится не к типу ${parentType.name}: выгрузка таких не понимает.`);
    return definition.type;
  }
}

/** What marks synthetic data, and what tells that a list inside a row goes on. */
function additions(type: GraphQLOutputType, isRow: boolean): FieldNode[] {
  const rowType = getNamedType(type);
  if (!isObjectType(rowType)) return [];
  const fields = rowType.getFields();
  if (isConnection(type)) {
    const marks = fields.syntheticCount ? [parseField(`${extra.synthetic}: syntheticCount`)] : [];
    return [parseField(`${extra.more}: pageInfo { hasNextPage }`), ...marks];
  }
  if (fields.synthetic) return [parseField(`${extra.synthetic}: synthetic`)];
  return isRow && fields.provenance ? [parseField(`${extra.methods}: provenance { method }`)] : [];
}

function isConnection(type: GraphQLOutputType): boolean {
  const ownType = getNamedType(type);
  return isObjectType(ownType) && ownType.name.endsWith('Connection') && 'nodes' in ownType.getFields();
}

function isDay(type: GraphQLOutputType): boolean {
  return getNamedType(type).name === 'Date' && !isListType(getNullableType(type));
}

function keyOf(field: FieldNode): string {
  return (field.alias ?? field.name).value;
}

function withSelections(field: FieldNode, selections: readonly FieldNode[]): FieldNode {
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function parseField(text: string): FieldNode {
  const [field] = parseOperation(`{ ${text} }`).selectionSet.selections;
  if (field?.kind !== Kind.FIELD) throw new Error(`Expected a field, got ${text}.`);
  return field;
}

function argument(name: string, value: string): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: parseValue(value) };
}

function parseOperation(text: string): OperationDefinitionNode {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Expected an operation, got ${text}.`);
  return operation;
}

const { variableDefinitions: definitions = [] } = parseOperation(
  `query ($${afterVariable}: String, $${firstVariable}: Int) { x }`,
);
