import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

/** What an operation contains that a router fails on, whatever the subgraphs. */
export type Form =
  | 'KEY_ALIAS'
  | 'INHERITED_ALIAS'
  | 'CONDITIONAL_REPEAT'
  | 'REPEAT'
  | 'ALL_CONDITIONAL'
  | 'ALL_ON_INTERFACE';

const keyFields = ['id', 'code'];
const interfaces = ['Node'];

interface Occurrence {
  field: FieldNode;
  conditional: boolean;
  onInterface: boolean;
}

/** The forms in a valid operation, by response names at each place, whatever the types there. */
export function formsOf(document: DocumentNode): ReadonlySet<Form> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
    else if (each.kind === Kind.OPERATION_DEFINITION) operation = each;
  }
  const forms = new Set<Form>();
  visit(occurrences(operation!.selectionSet.selections, false));
  return forms;

  function visit(all: readonly Occurrence[]): void {
    for (const [name, same] of Map.groupBy(all, ({ field }) => (field.alias ?? field.name).value)) {
      if (keyFields.includes(name) && same.some(({ field }) => field.name.value !== name)) forms.add('KEY_ALIAS');
      if (name in {}) forms.add('INHERITED_ALIAS');
      if (same.length > 1) forms.add(same.some(({ conditional }) => conditional) ? 'CONDITIONAL_REPEAT' : 'REPEAT');
      const within = same.flatMap(({ field }) => occurrences(field.selectionSet?.selections ?? [], false));
      if (within.length > 0 && within.every(({ conditional }) => conditional)) forms.add('ALL_CONDITIONAL');
      if (within.length > 0 && within.every(({ onInterface }) => onInterface)) forms.add('ALL_ON_INTERFACE');
      visit(same.flatMap(({ field, conditional }) => occurrences(field.selectionSet?.selections ?? [], conditional)));
    }
  }

  function occurrences(selections: readonly SelectionNode[], within: boolean, inInterface = false): Occurrence[] {
    return selections.flatMap((each) => {
      const conditional = within || (each.directives?.length ?? 0) > 0;
      if (each.kind === Kind.FIELD) return [{ field: each, conditional, onInterface: inInterface }];
      const { selectionSet, typeCondition } =
        each.kind === Kind.INLINE_FRAGMENT ? each : fragments.get(each.name.value)!;
      const onInterface = inInterface || interfaces.includes(typeCondition?.name.value ?? '');
      return occurrences(selectionSet.selections, conditional, onInterface);
    });
  }
}
