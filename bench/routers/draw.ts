import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  validate,
} from 'graphql';
import { randomOf } from '../../seeds/seeded-random.js';
import { type Drawn, drawOperation } from '../random-operations.js';

/**
 * Not asked: how the very operation went (`coverage`), which is no data and never the same twice, and an alias that
 * no JavaScript object can have for a key like others.
 */
const left = /\bcoverage\b|__proto__/;

/**
 * The operation of a seed, or undefined where what is drawn is not valid. `ids` are existing ones of the owner, so that
 * filters are met now and then.
 */
export function drawQuery(
  schema: GraphQLSchema,
  seed: number,
  owner: string,
  ids: readonly string[],
): Drawn | undefined {
  const random = randomOf(seed);
  const drawn = drawOperation(schema, random, { valueFor });
  if (left.test(drawn.text) || validate(schema, parse(drawn.text)).length > 0) return undefined;
  return drawn;

  function valueFor(name: string, type: GraphQLInputType): unknown {
    const named = getNamedType(type);
    const isList = isListType(getNullableType(type));
    if (isInputObjectType(named)) return isList ? [] : {};
    if (isEnumType(named) && isList) return [named.getValues()[Math.floor(random() * named.getValues().length)]!.name];
    if (name === 'first') return 1 + Math.floor(random() * 4);
    if (['last', 'before', 'after'].includes(name)) return isNonNullType(type) ? undefined : null;
    const value = {
      Date: '2024-08-01',
      DateTime: '2024-08-01T00:00:00.000Z',
      ID: name === 'municipalities' ? owner : ids[Math.floor(random() * ids.length)],
      String: 'качество',
    }[named.name];
    return value !== undefined && isList ? [value] : value;
  }
}
