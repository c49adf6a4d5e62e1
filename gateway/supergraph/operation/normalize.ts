import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentOf, rootTypeOf } from '../../../schema/contract/valid-documents.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { type DecidedOperation, printArguments } from './decided-operation.js';

export interface NormalizedOperation {
  /** What the planner is given; undefined when no subgraph has to be asked. */
  readonly text: string | undefined;
  /** Root fields `__schema` and `__type`, which the planner cannot plan. */
  readonly introspection: readonly FieldNode[];
}

/**
 * Rewrites a valid operation into the form that the planner handles: fragments inlined, those that cannot apply
 * dropped, response keys of our own, no directives, no unused variables. Ordinary operations that would abort the
 * planner's process or yield wrong data as written become harmless.
 */
export function normalize(
  decided: DecidedOperation,
  interfaceObjects: ReadonlySet<string>,
  maxSelections: number,
): NormalizedOperation {
  const { schema, operation } = decided;
  const rootType = rootTypeOf(schema, operation.operation);
  const root = new Selections(rootType, [rootType]);
  const introspection: FieldNode[] = [];
  const usedVariables = new Set<string>();
  let budget = maxSelections;
  collect(operation.selectionSet, root);
  if (root.fields.size === 0) return { text: undefined, introspection };

  const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    usedVariables.has(variable.name.value),
  );
  const variables = definitions.map(({ variable, type, defaultValue }) => {
    return `$${variable.name.value}:${print(type)}${defaultValue ? `=${print(defaultValue)}` : ''}`;
  });
  // A root's `__typename` needs no subgraph.
  root.typename = false;
  return {
    text: `${operation.operation}${variables.length ? `(${variables.join(',')})` : ''}${printSelections(root)}`,
    introspection,
  };

  function collect(selectionSet: SelectionSetNode, into: Selections): void {
    for (const selection of selectionSet.selections) {
      if (--budget < 0)
        throw new HubError('OPERATION_TOO_COMPLEX', { reason: 'MORE', limit: maxSelections, what: 'SELECTIONS' });
      if (!decided.includes(selection)) continue;
      if (selection.kind === Kind.FIELD) collectField(selection, into);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collectFragment(selection.typeCondition?.name.value, selection.selectionSet, into);
      } else {
        const fragment = fragmentOf(selection, decided.fragments);
        collectFragment(fragment.typeCondition?.name.value, fragment.selectionSet, into);
      }
    }
  }

  function collectField(field: FieldNode, into: Selections): void {
    const name = field.name.value;
    if (name === '__typename') into.typename = true;
    else if (name.startsWith('__')) introspection.push(field);
    else {
      const key = decided.keyOf(field);
      let selected = into.fields.get(key);
      if (!selected) {
        const type = getNamedType((into.type as GraphQLObjectType).getFields()[name]!.type);
        selected = {
          head: `${key === name ? name : `${key}:${name}`}${printArguments(field)}`,
          sub: isCompositeType(type) ? new Selections(type, possibleTypes(schema, type)) : undefined,
        };
        into.fields.set(key, selected);
        for (const argument of field.arguments ?? []) {
          visit(argument.value, { Variable: ({ name }) => void usedVariables.add(name.value) });
        }
      }
      if (selected.sub && field.selectionSet) collect(field.selectionSet, selected.sub);
    }
  }

  function collectFragment(condition: string | undefined, selectionSet: SelectionSetNode, into: Selections): void {
    const type = condition === undefined ? into.type : (schema.getType(condition) as GraphQLCompositeType);
    if (type === into.type || (isAbstractType(type) && !isUnionType(into.type) && schema.isSubType(type, into.type))) {
      collect(selectionSet, into);
      return;
    }
    const possible = possibleTypes(schema, type).filter((each) => into.possible.includes(each));
    if (possible.length === 0) return;
    let fragment = into.fragments.get(type.name);
    if (!fragment) {
      fragment = new Selections(type, possible);
      into.fragments.set(type.name, fragment);
      // Else the planner forgets to fetch the key where a subgraph that knows the interface as an object is reached
      // through an entity. Not on other types: an added `__typename` can change which subgraph is asked.
      into.typename ||= interfaceObjects.has(into.type.name);
    }
    collect(selectionSet, fragment);
  }
}

class Selections {
  typename = false;
  readonly fields = new Map<string, { head: string; sub: Selections | undefined }>();
  readonly fragments = new Map<string, Selections>();

  constructor(
    readonly type: GraphQLCompositeType,
    /** The object types that a value can still have here, whatever fragments were entered. */
    readonly possible: readonly GraphQLObjectType[],
  ) {}

  get isEmpty(): boolean {
    return (
      !this.typename && this.fields.size === 0 && [...this.fragments.values()].every((fragment) => fragment.isEmpty)
    );
  }
}

function printSelections(selections: Selections): string {
  const parts = selections.typename || selections.isEmpty ? ['__typename'] : [];
  for (const { head, sub } of selections.fields.values()) parts.push(sub ? head + printSelections(sub) : head);
  for (const [type, fragment] of selections.fragments) {
    if (!fragment.isEmpty) parts.push(`...on ${type}${printSelections(fragment)}`);
  }
  return `{${parts.join(' ')}}`;
}

const possibleTypes = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
