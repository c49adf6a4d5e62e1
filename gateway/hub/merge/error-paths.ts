import { type HubError, passedOn } from '../../../schema/errors/catalogue.js';
import type { FieldPlan } from '../plan/index.js';
import { type OwnerResponse, ownerError } from '../upstream/index.js';
import { property } from '../values.js';
import { inVocabulary, type Vocabulary } from './error-vocabulary.js';

/**
 * The errors beside an owner's data, with their paths moved to where the entities ended up in the merged response.
 * An error of something that is not on the merged page is left out with it.
 */
export function movedErrors(
  { owner, routes, data, errors }: OwnerResponse,
  moved: ReadonlyMap<unknown, readonly (number | undefined)[]>,
  vocabulary: Vocabulary,
): HubError[] {
  return errors.flatMap((error) => {
    const passed = passedOn(error);
    const safe = passed && inVocabulary(passed, vocabulary);
    const path = property(error, 'path');
    const source = property(property(error, 'extensions'), 'municipality');
    const municipality = typeof source === 'string' && owner.municipalities.has(source) ? source : owner.code;
    if (!Array.isArray(path) || path.length === 0) return [ownerError(safe, municipality)];
    const place = movePath(
      path,
      routes.map(({ plan }) => plan),
      data,
      moved,
    );
    return place ? [ownerError(safe, municipality, place.path, place.nodes)] : [];
  });
}

function movePath(
  path: readonly unknown[],
  roots: readonly FieldPlan[],
  data: unknown,
  moved: ReadonlyMap<unknown, readonly (number | undefined)[]>,
): { path: readonly (string | number)[]; nodes: FieldPlan['nodes'] } | undefined {
  const place: (string | number)[] = [];
  let nodes: FieldPlan['nodes'] = [];
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
    nodes = field.nodes.slice(0, 1);
    fields = [...(field.selection?.objects.values() ?? [])].flatMap((object) => object.fields);
    // Below what one owner has alone nothing moves, so it does not matter if the value is not found there.
    value = property(value, field.alias);
  }
  return { path: place, nodes };
}
