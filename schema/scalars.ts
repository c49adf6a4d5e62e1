import { GraphQLError, type GraphQLSchema, isScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { HubError, shown } from './errors.js';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads an ISO 8601 calendar date; throws where there is no such day. */
export function readDate(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return value;
  throw new GraphQLError(`Expected a date as «2024-07-17», got ${shown(value)}.`);
}

/** Reads an ISO 8601 instant; throws where it is none. */
export function readInstant(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new GraphQLError(`Expected an instant, got ${shown(value)}.`);
  return date;
}

/** How a scalar takes what a client wrote: what cannot be read is the client's error, not ours. */
export function inputOf<T>(read: (value: unknown) => T) {
  const parseValue = (value: unknown): T => {
    try {
      return read(value);
    } catch (error) {
      throw new HubError('BAD_VARIABLE', (error as Error).message);
    }
  };
  const parseLiteral = (node: ValueNode): T => {
    try {
      return read(node.kind === Kind.STRING ? node.value : new Literal(node));
    } catch (error) {
      throw new GraphQLError((error as Error).message, { nodes: node });
    }
  };
  return { parseValue, parseLiteral };
}

/** What is no text, to be shown as it was written. */
class Literal {
  constructor(private readonly node: ValueNode) {}

  toJSON(): unknown {
    return valueFromASTUntyped(this.node);
  }
}

/**
 * Lets a schema that was read from text check dates as the subgraphs do, so that a day that does not exist is refused
 * before anybody is asked.
 */
export function checkingScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, read] of Object.entries({ Date: readDate, DateTime: readInstant })) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, inputOf<unknown>(read));
  }
  return schema;
}

/** A day that exists: not the 30th of February. */
function isDate(text: string): boolean {
  const [, year, month, day] = (datePattern.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
