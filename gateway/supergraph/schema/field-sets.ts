import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';

/** The fields of a selection that apply to a type, fragments entered. */
export function* fieldsFor(selections: SelectionSetNode, fits: (condition: string) => boolean): Generator<FieldNode> {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || fits(condition)) yield* fieldsFor(selection.selectionSet, fits);
    }
  }
}

/** What of a field's own selection is provided; undefined where the field is not. */
export function providedOf(
  provided: readonly SelectionSetNode[],
  name: string,
  fits: (condition: string) => boolean,
): SelectionSetNode[] | undefined {
  const fields = provided.flatMap((set) => [...fieldsFor(set, fits)].filter((field) => field.name.value === name));
  return fields.length === 0 ? undefined : fields.flatMap(({ selectionSet }) => selectionSet ?? []);
}
