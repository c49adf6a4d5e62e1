import type { GraphQLError } from 'graphql';
import { passedOn } from '../../schema/errors.js';
import { type Answer, ownerError } from './answer.js';
import type { FieldPlan } from './plan.js';

/**
 * The errors beside an owner's data, with their paths moved to where the things ended up in the merged answer.
 * An error of something that is not on the merged page is left out with it.
 */
export function movedErrors(
  { owner, routes, data, errors }: Answer,
  moved: ReadonlyMap<unknown, readonly (number | undefined)[]>,
): GraphQLError[] {
  return errors.flatMap((error) => {
    const { path, extensions } = (error ?? {}) as { path?: unknown; extensions?: { municipality?: unknown } };
    const named = extensions?.municipality;
    const municipality = typeof named === 'string' && owner.municipalities.has(named) ? named : owner.code;
    if (!Array.isArray(path) || path.length === 0) return [ownerError(passedOn(error), municipality)];
    const place = movePath(
      path,
      routes.map(({ plan }) => plan),
      data,
      moved,
    );
    return place ? [ownerError(passedOn(error), municipality, place)] : [];
  });
}

function movePath(
  path: readonly unknown[],
  roots: readonly FieldPlan[],
  data: unknown,
  moved: ReadonlyMap<unknown, readonly (number | undefined)[]>,
): (string | number)[] | undefined {
  const place: (string | number)[] = [];
  let fields = roots;
  let value: unknown = data;
  for (const segment of path) {
    if (typeof segment === 'number') {
      const places = moved.get(value);
      const index = places ? places[segment] : segment;
      if (index === undefined) return undefined;
      place.push(index);
      value = Array.isArray(value) ? value[segment] : undefined;
      continue;
    }
    const field = fields.find(({ alias }) => alias === segment);
    if (!field || field.hidden) return undefined;
    place.push(field.key);
    fields = [...(field.selection?.objects.values() ?? [])].flatMap((object) => object.fields);
    // Below what one owner has alone nothing moves, so it does not matter if the value is not found there.
    value = (value as Record<string, unknown> | null | undefined)?.[field.alias];
  }
  return place;
}
