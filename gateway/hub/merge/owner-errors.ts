import { catalogue, type ErrorCode, HubError, passedOn, retold } from '../../../schema/errors/catalogue.js';
import type { Route } from '../plan/index.js';
import { type Answer, ownerError } from '../upstream/index.js';
import { movedErrors } from './error-paths.js';
import { inVocabulary, type Vocabulary } from './error-vocabulary.js';

/** An error that an owner gave, as the client is told it. */
export interface OwnerError {
  readonly answer: Answer;
  readonly error: HubError;
}

type Moved = ReadonlyMap<unknown, readonly (number | undefined)[]>;

/**
 * What an owner says of what it refused, and of what is missing beside its data; each at its place. `changes` is the
 * number of fields of a mutation.
 */
export function ownersErrors(answer: Answer, changes: number, moved: Moved, vocabulary: Vocabulary): OwnerError[] {
  const { data, errors, failure, owner, routes } = answer;
  const refusal = failure?.refusal;
  if (!data && !refusal) return [];
  const own = errors.length > 0 ? movedErrors(answer, moved, vocabulary) : [];
  const told = own.length > 0 || !refusal ? own : [ownerError(inVocabulary(refusal, vocabulary), owner.code)];
  // Of several changes, each must say what became of it.
  const isWhole = changes === 0 || (changes === 1 && failure?.code === 'OWNER_REFUSED');
  return told.flatMap((error) =>
    error.path || data || isWhole
      ? [{ answer, error }]
      : routes.map(({ plan: { key, nodes } }) => ({
          answer,
          error: retold(passedOn(error)!, {
            path: [key],
            nodes: nodes.slice(0, 1),
            extensions: { municipality: owner.code },
          }),
        })),
  );
}

/** What all who were asked refuse alike is told once, and not as any one's. */
export function toldOnce(
  errors: readonly OwnerError[],
  routes: readonly Route[],
  answers: readonly Answer[],
): HubError[] {
  const all = new Set(answers.map(({ owner }) => owner));
  const groups = Map.groupBy(errors, ({ error }) => keyOf(error));
  return [...groups.values()].flatMap((group) => {
    const [{ error }] = group as [OwnerError];
    const route = error.path && routes.find(({ plan }) => plan.key === error.path![0]);
    const asked = route ? new Set(route.owners) : all;
    const refusing = new Set(group.map(({ answer }) => answer.owner));
    const isCommon = asked.size > 1 && refusing.size === asked.size && catalogue[error.code].status < 500;
    return isCommon
      ? [at(error, error.path)]
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
export function lostRoot(route: Route, answers: readonly Answer[], errors: readonly OwnerError[], isMutation: boolean) {
  const path = [route.plan.key];
  const mine = answers.filter(({ routes }) => routes.includes(route));
  if (errors.some(({ error }) => error.path?.[0] === path[0])) return undefined;
  const haveAllFailed = answers.every(({ failure }) => failure);
  const whole = errors.find(({ answer, error }) => mine.includes(answer) && !error.path);
  if (whole) return haveAllFailed ? undefined : at(whole.error, path);
  const isRefused = mine.every(({ failure }) => failure?.refusal);
  if (isRefused && isMutation) {
    return new HubError('OUTCOME_UNKNOWN', undefined, { path, extensions: { municipality: mine[0]!.owner.code } });
  }
  return isRefused || haveAllFailed ? undefined : new HubError('ALL_OWNERS_FAILED', undefined, { path });
}

function at(error: HubError, path: HubError['path']): HubError {
  return retold(passedOn(error)!, { path, nodes: error.nodes });
}

function keyOf({ extensions, path }: HubError): string {
  const { municipality: _, ...others } = extensions;
  return JSON.stringify([others, path]);
}
