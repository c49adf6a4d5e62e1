import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { isId } from '../../../schema/contract/id.js';
import { isJsonObject, put } from '../values.js';
import type { Check, FieldPlan, FieldSelection, ObjectPlan, ValidationScope } from './field-plan.js';
import { isConnection } from './merge-schema.js';
import { noteShared } from './shared-entities.js';

/** Why nothing of an owner's response is used. */
export class InvalidResponse extends Error {
  constructor(
    readonly code: 'OWNER_INVALID' | 'OWNERSHIP_VIOLATION',
    detail: string,
  ) {
    super(detail);
  }
}

type Checked = Pick<FieldPlan, 'name' | 'parent' | 'type' | 'selection' | 'owned' | 'page'>;

/** Made once per compiled field, so that a response is walked without a look at the schema. */
export function checkOf(field: Checked): Check {
  return ofType(field.type, field);
}

function ofType(type: GraphQLOutputType, field: Checked): Check {
  const place = `${field.parent.name}.${field.name}`;
  if (isNonNullType(type)) {
    const check = ofType(type.ofType, field);
    return (value, context) => {
      if (value === null) throw new InvalidResponse('OWNER_INVALID', `${place} is null`);
      return check(value, context);
    };
  }
  if (isListType(type)) {
    const check = ofType(type.ofType, field);
    return (value, context) => {
      if (value === null) return null;
      if (!Array.isArray(value)) throw new InvalidResponse('OWNER_INVALID', `${place} is no list`);
      for (let i = 0; i < value.length; i++) value[i] = check(value[i], context);
      return value;
    };
  }
  if (isLeafType(type)) return ofLeaf(type, field, place);
  if (!field.selection) throw new Error(`Expected ${place} to have a selection.`);
  return ofSelection(field.selection, field, place);
}

function ofLeaf(type: GraphQLLeafType, { owned, name, parent }: Checked, place: string): Check {
  const isValid = name === '__typename' ? isTypename(parent.name) : leafTest(type);
  return (value, context) => {
    if (value === null) return null;
    if (!isValid(value)) throw new InvalidResponse('OWNER_INVALID', `${place} is no ${type.name}`);
    if (owned) checkOwner(String(value), owned, context, place);
    return value;
  };
}

/** The type of an abstract value is checked where its selection is chosen by it. */
function isTypename(expected: string): (value: unknown) => boolean {
  return (value) => value === expected;
}

function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => values.has(value);
  }
  switch (type.name) {
    case 'Int':
      return (value) => typeof value === 'number' && value === (value | 0);
    case 'Float':
      return Number.isFinite;
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'ID':
    case 'String':
      return (value) => typeof value === 'string';
    default:
      // What a scalar of the schema's own looks like is not known here, but it is one value.
      return (value) => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  }
}

function checkOwner(value: string, owned: 'ID' | 'CODE', { codes }: ValidationScope, place: string): void {
  const colon = owned === 'ID' ? value.indexOf(':') : value.length;
  if (colon < 0) throw new InvalidResponse('OWNER_INVALID', `${place} is no global id`);
  // An id without an owner is that of a shared entity, by which others may be asked.
  if (owned === 'ID' && colon === 0) {
    if (!isId(value)) throw new InvalidResponse('OWNER_INVALID', `${place} is no global id`);
    return;
  }
  if (!codes.has(value.slice(0, colon)))
    throw new InvalidResponse('OWNERSHIP_VIOLATION', `${place} is another owner's`);
}

function ofSelection({ objects, typename, raw }: FieldSelection, field: Checked, place: string): Check {
  const checks = new Map([...objects].map(([name, object]) => [name, ofObject(object, raw, field, place)]));
  const [only] = checks.values();
  return (value, context) => {
    if (value === null) return null;
    if (!isJsonObject(value)) throw new InvalidResponse('OWNER_INVALID', `${place} is no object`);
    const check = typename ? checks.get(String(value[typename.alias])) : only;
    if (!check) throw new InvalidResponse('OWNER_INVALID', `${place} is of a type that it cannot have`);
    return check(value, context);
  };
}

function ofObject(plan: ObjectPlan, raw: boolean, { page }: Checked, place: string) {
  const { fields } = plan;
  const isFinal = !raw && fields.every(({ alias, key, hidden, later }) => alias === key && !hidden && !later);
  const rows = isConnection(plan.type) ? fields.filter(({ name }) => name === 'edges' || name === 'nodes') : [];

  return (value: Record<string, unknown>, context: ValidationScope): Record<string, unknown> => {
    for (const { alias, check } of fields) {
      const before = value[alias];
      const after = check(before, context);
      if (after !== before) value[alias] = after;
    }
    for (const { alias } of rows)
      checkLength(value[alias], page === undefined ? undefined : context.pages[page]?.size, place);
    if (raw || (isFinal && plan.lookups.length === 0 && hasKeys(value, fields.length))) return value;
    const result: Record<string, unknown> = {};
    for (const { alias, key, hidden } of fields) if (!hidden) put(result, key, value[alias]);
    noteShared(plan.lookups, value, result, context.sharedEntities);
    return result;
  };
}

function checkLength(rows: unknown, size: number | undefined, place: string): void {
  if (Array.isArray(rows) && size !== undefined && rows.length > size) {
    throw new InvalidResponse('OWNER_INVALID', `${place} has more rows than were asked for`);
  }
}

function hasKeys(value: object, expected: number): boolean {
  let count = 0;
  for (const _ in value) count++;
  return count === expected;
}
