import { GraphQLScalarType } from 'graphql';
import { inputOf, readDate, readInstant } from '../../../schema/contract/scalars.js';

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'ISO 8601 calendar date, as «2024-07-17».',
  serialize: readDate,
  ...inputOf('DATE', readDate),
});

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'ISO 8601 instant in UTC, as «2024-07-17T09:30:00.000Z».',
  serialize: (value) => readInstant(value).toISOString(),
  ...inputOf('INSTANT', readInstant),
});
