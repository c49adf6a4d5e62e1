import type { FieldNode } from 'graphql';
import { type HubError, passedOn, retold } from '../../../schema/errors/catalogue.js';

/** The same error, of this place. */
export function errorAt(
  error: HubError,
  path: readonly (string | number)[] | undefined,
  nodes: readonly FieldNode[] | undefined,
  extensions?: Readonly<Record<string, unknown>>,
): HubError {
  return retold(passedOn(error) ?? { code: error.code }, { path, nodes, extensions });
}
