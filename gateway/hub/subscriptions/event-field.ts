import { getNamedType } from 'graphql';
import type { FollowRequest } from '../../../schema/contract/events.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { HubSchema } from '../plan/index.js';

/** A field of Subscription as owners are asked for it: for the ids of what is new, and nothing else. */
export interface EventField {
  readonly name: string;
  /** The kind in those ids: the name of the field's type in lower case, words parted by dashes. */
  readonly kind: string;
  /** The argument that names owners by their codes; undefined where it takes none. */
  readonly ownerArgument: string | undefined;
  readonly query: string;
}

export function eventField({ schema, ownerPlaces }: HubSchema, name: string): EventField {
  const subscription = schema.getSubscriptionType();
  const field = subscription?.getFields()[name];
  if (!subscription || !field) throw new HubError('OPERATION_INVALID', { reason: 'SUBSCRIPTION_FIELD', got: name });
  const kind = getNamedType(field.type)
    .name.replace(/\B[A-Z]/g, '-$&')
    .toLowerCase();
  const argument = field.args.find((arg) => ownerPlaces(subscription, name, arg.name).length > 0);
  const query = argument
    ? `subscription ($codes: ${argument.type}) { ${name}(${argument.name}: $codes) { id } }`
    : `subscription { ${name} { id } }`;
  return { name, kind, ownerArgument: argument?.name, query };
}

/** The owners whose events a client wants. */
export function subscribedOwners(
  { ownerArgument }: EventField,
  { args }: FollowRequest,
  codes: ReadonlySet<string>,
): ReadonlySet<string> {
  const list = ownerArgument === undefined ? undefined : args[ownerArgument];
  if (!Array.isArray(list)) return codes;
  const unknown: unknown = list.find((code) => !codes.has(code));
  if (unknown !== undefined) {
    throw new HubError('UNKNOWN_MUNICIPALITY', { reason: 'CODE', expected: [...codes].sort(), got: String(unknown) });
  }
  return new Set(list);
}
