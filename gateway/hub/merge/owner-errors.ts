import { catalogue, type ErrorCode, HubError, passedOn, retold } from '../../../schema/errors/catalogue.js';
import { errorAt, type FieldRoute } from '../plan/index.js';
import { type OwnerResponse, ownerError } from '../upstream/index.js';
import { movedErrors } from './error-paths.js';
import { inVocabulary, type Vocabulary } from './error-vocabulary.js';

/** An error of an owner, as the client gets it. */
export interface OwnerError {
  readonly response: OwnerResponse;
  readonly error: HubError;
}

type Moved = ReadonlyMap<unknown, readonly (number | undefined)[]>;

/**
 * What an owner says of what it refused, and of what is missing beside its data; each at its place. `changes` is the
 * number of fields of a mutation.
 */
export function errorsFromOwner(
  response: OwnerResponse,
  changes: number,
  moved: Moved,
  vocabulary: Vocabulary,
): OwnerError[] {
  const { data, errors, failure, owner, routes } = response;
  const refusal = failure?.refusal;
  if (!data && !refusal) return [];
  const placed = errors.length > 0 ? movedErrors(response, moved, vocabulary) : [];
  const all = placed.length > 0 || !refusal ? placed : [ownerError(inVocabulary(refusal, vocabulary), owner.code)];
  // Of several changes, each must say what became of it.
  const isWhole = changes === 0 || (changes === 1 && failure?.code === 'OWNER_REFUSED');
  return all.flatMap((error) =>
    error.path || data || isWhole
      ? [{ response, error }]
      : routes.map(({ plan: { key, nodes } }) => ({
          response,
          error: errorAt(error, [key], nodes.slice(0, 1), { municipality: owner.code }),
        })),
  );
}

/** What all who were asked refuse alike is one error, and not any one owner's. */
export function commonOnce(
  errors: readonly OwnerError[],
  routes: readonly FieldRoute[],
  responses: readonly OwnerResponse[],
): HubError[] {
  const all = new Set(responses.map(({ owner }) => owner));
  const groups = Map.groupBy(errors, ({ error }) => keyOf(error));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { error } = first;
    const root = error.path?.[0];
    const route = routes.find(({ plan }) => plan.key === root);
    const targets = route ? new Set(route.owners) : all;
    const refusing = new Set(group.map(({ response }) => response.owner));
    const isCommon = targets.size > 1 && refusing.size === targets.size && catalogue[error.code].status < 500;
    return isCommon
      ? [withoutOwner(error, error.path)]
      : group.map(({ error: own }) => (isBetweenServers(own) ? refusedBy(own) : own));
  });
}

/** Of requests as one server writes them and another reads them: the hub's client has no part in that. */
const ofRequests: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_REQUEST',
  'SYNTAX_ERROR',
  'OPERATION_INVALID',
  'OPERATION_TOO_COMPLEX',
  'BAD_VARIABLE',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'HEADERS_TOO_LARGE',
]);

function isBetweenServers({ code, path }: HubError): boolean {
  return !path && ofRequests.has(code);
}

function refusedBy({ extensions: { municipality } }: HubError): HubError {
  return new HubError('OWNER_REFUSED', undefined, { extensions: { municipality } });
}

/**
 * Why a field has no value though nobody's errors say so; undefined where they do. An owner that refuses one of several
 * changes without data for the others, as earlier versions do, may have carried those out.
 */
export function lostRoot(
  route: FieldRoute,
  responses: readonly OwnerResponse[],
  errors: readonly OwnerError[],
  isMutation: boolean,
): HubError | undefined {
  const path = [route.plan.key];
  const own = responses.filter(({ routes }) => routes.includes(route));
  if (errors.some(({ error }) => error.path?.[0] === path[0])) return undefined;
  const haveAllFailed = responses.every(({ failure }) => failure);
  const whole = errors.find(({ response, error }) => own.includes(response) && !error.path);
  if (whole) return haveAllFailed ? undefined : withoutOwner(whole.error, path);
  const isRefused = own.every(({ failure }) => failure?.refusal);
  if (isRefused && isMutation) {
    return new HubError('OUTCOME_UNKNOWN', undefined, { path, extensions: { municipality: own[0]?.owner.code } });
  }
  return isRefused || haveAllFailed ? undefined : new HubError('ALL_OWNERS_FAILED', undefined, { path });
}

function withoutOwner(error: HubError, path: HubError['path']): HubError {
  return retold(passedOn(error) ?? { code: error.code }, { path, nodes: error.nodes });
}

function keyOf({ extensions, path }: HubError): string {
  const { municipality: _, ...others } = extensions;
  return JSON.stringify([others, path]);
}
