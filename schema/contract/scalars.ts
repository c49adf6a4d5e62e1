import { type GraphQLSchema, isScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Why a scalar does not take a value: the edge tells it in the client's language, graphql-js only passes it on. */
export class UnreadableValue extends Error {
  constructor(
    readonly expected: 'DATE' | 'INSTANT',
    readonly got: unknown,
  ) {
    super(expected);
  }
}

/** Reads an ISO 8601 calendar date; throws where there is no such day. */
export function readDate(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return value;
  throw new UnreadableValue('DATE', value);
}

/** Reads an ISO 8601 instant; throws where it is none. */
export function readInstant(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new UnreadableValue('INSTANT', value);
  return date;
}

/** How a scalar takes what a client wrote: what cannot be read is the client's error, not ours. */
export function inputOf<T>(expectation: UnreadableValue['expected'], read: (value: unknown) => T) {
  const parseLiteral = (node: ValueNode): T => {
    if (node.kind !== Kind.STRING) throw new UnreadableValue(expectation, valueFromASTUntyped(node));
    return read(node.value);
  };
  return { parseValue: read, parseLiteral };
}

/**
 * Lets a schema that was read from text check dates as the subgraphs do, so that a day that does not exist is refused
 * before anybody is asked.
 */
export function checkingScalars(schema: GraphQLSchema): GraphQLSchema {
  const inputs = { Date: inputOf('DATE', readDate), DateTime: inputOf('INSTANT', readInstant) };
  for (const [name, input] of Object.entries(inputs)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, input);
  }
  return schema;
}

/** A day that exists: not the 30th of February. */
export function isDate(text: string): boolean {
  const [, year, month, day] = (datePattern.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
