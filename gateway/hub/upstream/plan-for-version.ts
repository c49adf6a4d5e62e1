import { type GraphQLSchema, isInterfaceType, isNonNullType, isObjectType, valueFromASTUntyped } from 'graphql';
import { checkOf, type FieldPlan, type ObjectPlan } from '../plan/index.js';
import { takes } from './schema-compatibility.js';

type Variables = Readonly<Record<string, unknown>>;

/** What is left of a field for an owner of another version: nothing where it cannot answer it at all. */
export interface VersionPlan {
  readonly plan: FieldPlan | null;
  /** What it lacks, as «Type.field» or «Type.field(argument:)». */
  readonly missing: ReadonlySet<string>;
}

/**
 * Leaves out of a field what an owner does not have. A value of its own that may be null is null then; anything that
 * merging relies on, or that is never null, takes with it what it stands in.
 */
export function planForVersion(field: FieldPlan, theirs: GraphQLSchema, variables: Variables): VersionPlan {
  const missing = new Set<string>();
  return { plan: reduceField(field), missing };

  function reduceField(of: FieldPlan): FieldPlan | null {
    if (of.name === '__typename' || of.later) return of;
    const lack = lackOf(of, theirs, variables);
    if (lack) missing.add(lack);
    if (lack) return null;
    if (!of.selection) return of;
    const objects = new Map<string, ObjectPlan>();
    for (const [name, object] of of.selection.objects) {
      // It cannot send an entity of a type that it does not know.
      if (!theirs.getType(name)) continue;
      const reduced = reduceObject(object);
      if (!reduced) return null;
      objects.set(name, reduced);
    }
    if (objects.size === 0) return null;
    const reduced = { ...of, selection: { ...of.selection, objects } };
    return { ...reduced, check: checkOf(reduced) };
  }

  function reduceObject(object: ObjectPlan): ObjectPlan | null {
    const fields: FieldPlan[] = [];
    for (const field of object.fields) {
      const reduced = reduceField(field) ?? (mayBeNull(field) ? { ...field, later: true, check: () => null } : null);
      if (!reduced) return null;
      fields.push(reduced);
    }
    return { ...object, fields };
  }
}

/** Null says nothing in what is one owner's, or what all agree on; in a sum it would be distinguished from nothing. */
function mayBeNull({ hidden, rule, type }: FieldPlan): boolean {
  return !hidden && (rule === 'PASS' || rule === 'AGREE') && !isNonNullType(type);
}

function lackOf({ parent, name, nodes }: FieldPlan, theirs: GraphQLSchema, variables: Variables): string | undefined {
  const type = theirs.getType(parent.name);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (!field) return `${parent.name}.${name}`;
  for (const { name: argument, value } of nodes[0]?.arguments ?? []) {
    const argumentValue = valueFromASTUntyped(value, variables);
    if (argumentValue === undefined) continue;
    const definition = field.args.find((candidate) => candidate.name === argument.value);
    if (!definition || !takes(argumentValue, definition.type)) return `${parent.name}.${name}(${argument.value}:)`;
  }
  return undefined;
}
