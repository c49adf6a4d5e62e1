import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { shown } from '../../schema/errors.js';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'ISO 8601 calendar date, as «2024-07-17».',
  serialize: readDate,
  parseValue: readDate,
  parseLiteral: (node) => readDate(literal(node)),
});

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'ISO 8601 instant in UTC, as «2024-07-17T09:30:00.000Z».',
  serialize: (value) => readInstant(value).toISOString(),
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(literal(node)),
});

function readDate(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return value;
  throw new GraphQLError(`Expected a date as «2024-07-17», got ${shown(value)}.`);
}

/** A day that exists: not the 30th of February. */
function isDate(text: string): boolean {
  const [, year, month, day] = (datePattern.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function readInstant(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new GraphQLError(`Expected an instant, got ${shown(value)}.`);
  return date;
}

function literal(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : null;
}
