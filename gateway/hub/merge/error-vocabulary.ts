import {
  type DocumentNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  visit,
} from 'graphql';
import { clean, given, name, names, type Parameter, variable } from '../../../schema/contract/parameters.js';
import type { PassedOn } from '../../../schema/errors/catalogue.js';
import { reasonOf } from '../../../schema/errors/reasons/index.js';

/** What an owner may say to a client of the hub, besides numbers and days. */
export interface Vocabulary {
  /** Has the client sent this value? As far as an error shows it. */
  isGiven(value: string): boolean;
  /** Is it a name of the schema's, as «doneAt» or «measures.TITLE», or an owner's code? */
  isName(value: string): boolean;
}

/** Reads the request when it is first asked for it, that is when an owner refuses something. */
export function vocabularyOf(
  schema: GraphQLSchema,
  codes: ReadonlySet<string>,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Vocabulary {
  let values: Set<string> | undefined;
  return {
    isGiven(value) {
      values ??= valuesOf(document, variables);
      return values.has(value);
    },
    isName(value) {
      const schemaNames = namesOf(schema);
      return codes.has(value) || value.split(/[.[\]\d]+/).every((part) => part === '' || schemaNames.has(part));
    },
  };
}

/**
 * An owner says what it expected, in names that the hub knows, and what it got, which it got from the client. Anything
 * else would be words of the owner's own: then the code is left without its reason.
 */
export function inVocabulary(error: PassedOn, { isGiven, isName }: Vocabulary): PassedOn {
  const { code, stated } = error;
  if (!stated) return error;
  const kinds = reasonOf(code, stated.reason)?.parameters ?? {};
  const isForeign = ([key, value]: [string, Parameter]) => {
    const kind: unknown = kinds[key];
    if (kind === given) return !isGiven(String(value));
    if (kind === names) return !(Array.isArray(value) && value.every((item) => isName(String(item))));
    return (kind === name || kind === variable) && !isName(String(value));
  };
  return Object.entries(stated.parameters).some(isForeign) ? { ...error, stated: undefined } : error;
}

const namesOfSchemas = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

function namesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const cached = namesOfSchemas.get(schema);
  if (cached) return cached;
  const all = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    all.add(type.name);
    if (isEnumType(type)) for (const value of type.getValues()) all.add(value.name);
    if (isInputObjectType(type)) for (const field of Object.keys(type.getFields())) all.add(field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      all.add(field.name);
      for (const argument of field.args) all.add(argument.name);
    }
  }
  namesOfSchemas.set(schema, all);
  return all;
}

function valuesOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Set<string> {
  const values = new Set<string>();
  const add = (value: unknown) => {
    values.add(clean(value));
    // Blanks around a text are taken off before it is looked at.
    if (typeof value === 'string') values.add(clean(value.trim()));
  };
  const addNumber = ({ value }: { value: string }) => {
    add(value);
    add(Number(value));
  };
  visit(document, {
    StringValue: ({ value }) => add(value),
    EnumValue: ({ value }) => add(value),
    BooleanValue: ({ value }) => add(value),
    IntValue: addNumber,
    FloatValue: addNumber,
    NullValue: () => add(null),
  });
  const below: unknown[] = [variables];
  while (below.length > 0) {
    const value = below.pop();
    if (typeof value === 'object' && value !== null) below.push(...Object.values(value));
    else add(value);
  }
  return values;
}
